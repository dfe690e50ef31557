"""The end of a quarter by keys: what is left to do, ICE's count, review, closing and reopening, the award, what if."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from program.calendar import Quarter
from program.leads.outcome import CorrectionReason, Outcome
from program.leads.review import ReturnReason
from program.officers.standing import Standing
from program.quarters.award import AwardReason, AwardStep
from program.quarters.ice_count import CountVerdict, QueryState
from program.quarters.state import QuarterState
from reports.packet.verify import STATEMENT, packet_problems
from storage.book import Book
from storage.commands.award import RecordAward
from storage.commands.ice_count import RecordIceCount
from storage.commands.lead import AddLead
from storage.commands.officer import SetStanding
from storage.commands.outcome import RecordOutcomes
from storage.commands.review import TurnReview
from storage.surroundings import Surroundings
from storage.views.quarter import QuarterSummary
from storage.views.review import Review
from tests.books import staffed
from tests.frozen import Clock
from tests.masters import Masters
from tests.tui.conftest import Desk, in_one_line, press, screen_text, settled, typed
from tui.lists.lines import Lines
from tui.lists.long_list import LongList
from tui.screens.quarter_lines import ice_lines
from tui.widgets.text_line import Answer

ENDED = Quarter(2026, 1)


class Sitting:
    """The app on the screen of the quarter that has ended, and what another program reads in the same book."""

    def __init__(self, pilot: Pilot[int], place: Path, surroundings: Surroundings) -> None:
        self.pilot = pilot
        self._place = place
        self._surroundings = surroundings

    async def press(self, keys: str) -> str:
        """Presses keys one by one, each once all is quiet; returns what the screen shows then."""
        for key in keys.split():
            await self.pilot.press(key)
            await settled(self.pilot)
        return screen_text(self.pilot)

    async def type(self, text: str) -> str:
        """Types a text."""
        await typed(self.pilot, text)
        await settled(self.pilot)
        return screen_text(self.pilot)

    def quarter(self) -> QuarterSummary:
        """The quarter as the book has it."""
        with Book.open(self._place, self._surroundings) as book:
            return book.view.quarter(ENDED)

    def length(self) -> int:
        """How many entries its journal has."""
        with Book.open(self._place, self._surroundings) as book:
            return book.view.journal_length()

    def review(self) -> Review:
        """Its review."""
        with Book.open(self._place, self._surroundings) as book:
            return book.view.review(ENDED)


Sit = Callable[..., AbstractAsyncContextManager[Sitting]]


def ended(book: Book, clock: Clock) -> None:
    """A quarter of ten leads: eight located, the first without evidence, one left out, one open and past due."""
    staffed(book)
    for number in range(10):
        book.run(AddLead(f"24-{number}5{number}", date(2025, 10, 1 + number), date(2025, 11, 1), "1041"))
    for number in range(9):
        outcome = Outcome.WITHDRAWN if number == 8 else Outcome.LOCATED
        evidence = f"ACK-{number}" if number else None
        book.run(RecordOutcomes([f"24-{number}5{number}"], outcome, date(2025, 11, 10), evidence=evidence))
    clock.move(days=50)


@pytest.fixture
def place(tmp_path: Path, masters: Masters, clock: Clock) -> Path:
    """A book whose quarter has ended."""
    masters.copy_file(ended, tmp_path / "book.leadbook", clock)
    return tmp_path / "book.leadbook"


@pytest.fixture
def sit(desk: Desk, place: Path, frozen: Surroundings) -> Sit:
    """Opens the app and goes to the quarter."""

    @asynccontextmanager
    async def sit_down(width: int = 140, height: int = 40) -> AsyncIterator[Sitting]:
        async with desk(width, height) as pilot:
            sitting = Sitting(pilot, place, frozen)
            await sitting.press("4")
            yield sitting

    return sit_down


async def test_it_opens_on_the_quarter_that_waits_to_be_closed(sit: Sit) -> None:
    async with sit() as sitting:
        shown = screen_text(sitting.pilot)
        for words in ("FY2026-Q1 · Oct 1 – Dec 31 · ENDED, NOT CLOSED", "8 of 9", "tier 80%", "without evidence"):
            assert words in shown
        assert "FY2026-Q2 · Jan 1 – Mar 31 · RUNNING" in await sitting.press("right_square_bracket")
        assert "FY2026-Q2 · Jan 1 – Mar 31 · RUNNING" in await sitting.press("right_square_bracket")
        assert "FY2025-Q4 · Jul 1, 2025 – Sep 30" in await sitting.press("left_square_bracket left_square_bracket")


async def test_a_line_of_the_checklist_opens_its_leads_and_an_outcome_is_recorded_there(sit: Sit) -> None:
    async with sit() as sitting:
        shown = await sitting.press("enter")
        assert "Open leads past their due date, FY2026-Q1 · 1" in shown
        assert "24-959" in shown
        shown = await sitting.press("o n enter")
        assert "Open leads past their due date, FY2026-Q1 · 0" in shown
        assert sitting.quarter().figures.counts.open == 0


async def test_ices_count_is_entered_and_a_lead_that_could_explain_it_is_marked(sit: Sit) -> None:
    async with sit() as sitting:
        await sitting.press("e")
        await sitting.type("10")
        await sitting.press("tab")
        await sitting.type("11")
        assert "is more than ICE has provided" in await sitting.press("enter")
        await sitting.press("backspace backspace 8")
        assert "ICE 8/10 · ours 8/9 ! differs" in await sitting.press("enter")
        assert sitting.quarter().ice_count.verdict is CountVerdict.DIFFERS
        sitting.pilot.app.screen.query_one("#ice").focus()
        await sitting.press("enter")
        assert "24-858" in screen_text(sitting.pilot), "the row that says that it differs opens what explains it"
        shown = await sitting.press("end m enter")
        assert "query sent Jan 12" in shown
        [asked] = [line for line in sitting.quarter().explaining if line.query]
        assert (asked.lead.reference, asked.query and asked.query.state) == ("24-858", QueryState.QUERY_SENT)


async def test_closing_freezes_the_quarter_and_reopening_asks_why(sit: Sit) -> None:
    async with sit() as sitting:
        shown = await sitting.press("c")
        assert "Revision 1: 8/9 = 88.88%, $1,500 expected." in shown
        assert "1 open lead past its due date" in shown
        assert "c Close" in screen_text(sitting.pilot).splitlines()[-1]
        shown = await sitting.press("enter")
        assert "CLOSED, REVISION 1" in shown
        assert "c Reopen" in shown.splitlines()[-1]
        assert "Reopen   c" in await sitting.press("ctrl+p r e o p e n")
        await sitting.press("escape escape")
        await sitting.pilot.click("#checklist", offset=(5, 0), button=3)
        await settled(sitting.pilot)
        assert "c      Close" not in screen_text(sitting.pilot), "in the menu of a row neither"
        await sitting.press("escape")
        assert sitting.quarter().state is QuarterState.CLOSED
        shown = await sitting.press("colon")
        refused = await sitting.type("24-959 n 12/31") + await sitting.press("enter")
        assert "is closed; to change it, reopen it first" in refused
        await sitting.press("escape c enter")
        assert sitting.quarter().state is QuarterState.CLOSED, "no reason was chosen"
        assert "NOT CLOSED, reopened after revision 1, entry error" in await sitting.press("e enter")
        assert sitting.quarter().state is QuarterState.ENDED


async def test_the_awards_fate_is_recorded_in_dollars(sit: Sit) -> None:
    async with sit() as sitting:
        assert "Amount      $1,500 expected" in await sitting.press("m tab")
        assert "amount: 'x'" in await sitting.type("x") + await sitting.press("enter")
        await sitting.press("backspace")
        await sitting.type("1,499.50")
        await sitting.press("enter")
        [(step, amount)] = sitting.quarter().award.steps.items()
        assert (step, amount.cents, amount.reason) == (AwardStep.CLAIMED, 149950, None)
        assert "claimed -$0.50: not explained" in screen_text(sitting.pilot)
        assert "Amount      $1,499.50 claimed" in await sitting.press("m")
        await sitting.press("escape")
        await sitting.press("m tab")
        await sitting.type("1,000")
        await sitting.press("tab tab tab right enter")
        assert sitting.quarter().award.steps[AwardStep.APPROVED].reason is AwardReason.HEAD_COUNT


async def test_what_if_answers_as_one_types_and_saves_nothing(sit: Sit) -> None:
    async with sit() as sitting:
        before = sitting.length()
        await sitting.press("w")
        shown = await sitting.type("1")
        assert "WHAT IF rate    9/9 = 100.00%, tier 90%" in shown
        assert "WHAT IF award   $2,000 (2 eligible officers)" in shown
        assert "located: '11': 1 open" in await sitting.type("1")
        await sitting.press("enter escape")
        assert sitting.length() == before


async def test_the_book_says_what_it_knew_on_a_day(sit: Sit) -> None:
    async with sit() as sitting:
        await sitting.press("enter o n enter escape d")
        await sitting.type("1/11")
        shown = await sitting.press("enter")
        assert "At the end of Jan 11" in shown
        assert "9 provided, 8 located, 1 open, 1 excluded" in shown
        assert "9 provided, 8 located, 0 open, 1 excluded" in shown


async def test_who_recorded_an_outcome_does_not_verify_it(sit: Sit) -> None:
    async with sit() as sitting:
        assert "Review is off" in await sitting.press("v")
        assert "Only reported, or returned 9 · FY2026-Q1" in await sitting.press("t")
        assert "somebody else looks at it" in await sitting.press("v")
        assert len(sitting.review().outcomes) == 9


async def test_what_somebody_else_recorded_is_verified_or_returned(sit: Sit, place: Path, clock: Clock) -> None:
    with Book.open(place, clock.surroundings("deputy@field")) as book:
        book.run(RecordOutcomes(["24-959"], Outcome.NOT_LOCATED))
    async with sit() as sitting:
        shown = await sitting.press("v t")
        assert "b return" in shown, "what the panel calls it"
        assert "b Return" in shown, "and the footer"
        await sitting.press("end b w enter")
        [back] = [line for line in sitting.review().outcomes if line.reason]
        assert (back.reference, back.reason) == ("24-959", ReturnReason.WRONG_LEAD)
        await sitting.press("v")
        assert len(sitting.review().outcomes) == 9


async def test_everything_can_be_reached_in_a_small_terminal(sit: Sit) -> None:
    async with sit(80, 24) as sitting:
        shown = screen_text(sitting.pilot)
        for words in ("Before closing", "ICE's count", "Award", "Chart │ Tiers │ Officers │ Quarters"):
            assert words in shown
        assert "90%  1 more" in await sitting.press("tab right")
        assert "Officer 1041" in await sitting.press("right")
        assert "FY2026-Q2 running" in await sitting.press("right")


async def test_all_leads_of_a_list_are_marked_or_returned_in_one_step(sit: Sit, place: Path, clock: Clock) -> None:
    with Book.open(place, clock.surroundings("deputy@field")) as book:
        book.run(RecordOutcomes(["24-959"], Outcome.NOT_LOCATED))
    async with sit() as sitting:
        await sitting.press("e")
        await sitting.type("10")
        await sitting.press("tab")
        await sitting.type("8")
        await sitting.press("enter")
        sitting.pilot.app.screen.query_one("#ice").focus()
        await sitting.press("down enter")
        before = sitting.length()
        await sitting.press("asterisk m i enter")
        found = sitting.quarter().explaining
        assert len(found) > 1
        assert {line.query and line.query.state for line in found} == {QueryState.ICE_AGREES}
        assert sitting.length() == before + 1
        await sitting.press("escape v t asterisk b w enter")
        back = {line.reference: line.recorded_by for line in sitting.review().outcomes if line.reason}
        assert back == {"24-959": {"deputy@field"}}, "nobody returns what they recorded themselves"
        assert sitting.length() == before + 3


async def test_no_figure_is_cut_off_in_80_columns(sit: Sit) -> None:
    async with sit(80, 24) as sitting:
        await sitting.press("e")
        await sitting.type("10")
        await sitting.press("tab")
        await sitting.type("8")
        await sitting.press("enter")
        seen = await sitting.press("tab right")
        assert "…" not in seen
        for words in ("90%  1 more  in reach      $2,000", "2 leads may explain +1 provided"):
            assert words in seen


async def test_the_closing_names_ices_own_count_where_it_is_another(sit: Sit) -> None:
    async with sit(80, 24) as sitting:
        assert "ICE's own count" not in await sitting.press("c")
        await sitting.press("escape e 9 tab 7 enter")
        assert "• ICE's own count is 7/9" in await sitting.press("c")


async def test_a_count_that_ours_has_come_to_agree_with_asks_to_be_entered_anew_and_explains_nothing(
    sit: Sit, place: Path, frozen: Surroundings
) -> None:
    async with sit(80, 24) as sitting:
        await sitting.press("e 9 tab 7 enter")
        with Book.open(place, frozen) as book:
            book.run(RecordOutcomes(["24-151"], Outcome.NOT_LOCATED, reason=CorrectionReason.ICE_ADVISED))
        shown = await sitting.press("right_square_bracket left_square_bracket")
        assert "ours has changed; e enters it anew" in shown
        assert "may explain" not in shown


async def test_what_comes_after_closing_stands_among_the_keys(sit: Sit) -> None:
    async with sit(80, 24) as sitting:
        assert "[ Earlier ] Later c Close p Packet e ICE count" in screen_text(sitting.pilot)


async def test_what_blocks_a_closing_is_said_in_words(desk: Desk, place: Path, frozen: Surroundings) -> None:
    with Book.open(place, frozen) as book:
        book.run(AddLead("OLD-1", date(2025, 9, 20)))
    async with desk(80, 24) as pilot:
        said = " ".join((await press(pilot, "4 c")).split())
        assert not pilot.app.screen.query(Answer)
        assert "cannot be closed yet: earlier quarters that hold leads and are not closed: FY2025-Q4" in said
        assert "FY2026-Q2 is still running; it can be closed from Apr 1" in await press(pilot, "right_square_bracket c")
        assert not pilot.app.screen.query(Answer)


async def test_the_statement_is_written_and_a_draft_before_it(sit: Sit, tmp_path: Path) -> None:
    async with sit() as sitting:
        for folder, title in (("a", "Draft of the statement"), ("b", "Statement, revision 1,")):
            assert title in await sitting.press("p")
            field = sitting.pilot.app.focused
            assert isinstance(field, Input)
            field.value = str(tmp_path / folder)
            await sitting.press("enter")
            assert packet_problems(STATEMENT, tmp_path / folder) == []
            await sitting.press("c enter")
        await sitting.press("escape p")
        field = sitting.pilot.app.focused
        assert isinstance(field, Input)
        field.value = str(tmp_path / "b")
        await sitting.press("enter")
        assert "holds other files" in str(sitting.pilot.app.screen.query_one(Answer).content)


async def test_all_of_a_quarter_with_fourteen_officers_stands_on_one_screen(
    desk: Desk, tmp_path: Path, masters: Masters
) -> None:
    masters.copy_demo(tmp_path / "demo.leadbook")
    async with desk(140, 40, at=tmp_path / "demo.leadbook") as pilot:
        shown = in_one_line(await press(pilot, "4"))
        lists = [*pilot.app.screen.query(Lines), *pilot.app.screen.query(LongList)]
        assert {one.id for one in lists if one.max_scroll_y} == set()
        assert "11 eligible officers × $750" in shown
        assert "Rules dhs-2025-10-01; assumed: by day received, open ones count, officers last day" in shown
        assert "late ones do not count, not rounded" in shown


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_count_of_three_digits_that_differs_stands_whole_beside_what_was_verified(
    desk: Desk, tmp_path: Path, masters: Masters, frozen: Surroundings, clock: Clock, size: tuple[int, int]
) -> None:
    masters.copy_demo(tmp_path / "demo.leadbook")
    clock.move(days=(date(2026, 1, 5) - frozen.today()).days)
    with Book.open(tmp_path / "demo.leadbook", frozen) as book:
        book.run(RecordIceCount(ENDED, 110, 101, date(2026, 1, 4)))
        book.run(TurnReview(on=True))
    async with desk(*size, at=tmp_path / "demo.leadbook") as pilot:
        shown = await press(pilot, "4")
        for words in (
            "ICE 101/110 · ours 103/115 ! differs ",
            "-2 located, -5 provided: 18 leads ",
            "verified only 0/120 ",
            " Enter: what explains it · e enters ",
        ):
            assert words in shown
        ice = pilot.app.screen.query_one("#ice")
        assert ice.max_scroll_y == 0
        ice.focus()
        assert "Could explain the difference to ICE's count of FY2026-Q1" in await press(pilot, "enter")


async def test_what_there_is_no_room_for_of_ices_count_stands_in_fewer_words(frozen: Surroundings, place: Path) -> None:
    with Book.open(place, frozen) as book:
        book.run(RecordIceCount(ENDED, 12, 8, frozen.today()))
        shown = book.view.quarter(ENDED)
    for width, words in (
        (80, ["ICE 8/12 · ours 8/9 ! differs", "2 leads may explain +3 provided"]),
        (28, ["ICE 8/12 · ours 8/9 !", "+3 provided: 2 leads"]),
        (15, ["ICE 8/12 · ours 8/9 !", "+3 provided"]),
    ):
        assert [line.text.plain.strip() for line in ice_lines(shown, str, width, 2)] == words


async def test_authorizations_that_end_are_listed_and_esc_goes_back_to_the_quarter(
    sit: Sit, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        book.run(SetStanding("1052", Standing.AUTHORIZED, date(2025, 10, 1), date(2025, 12, 13), "letter"))
        book.run(SetStanding("1052", Standing.EXPIRED, date(2025, 12, 14), None, "letter"))
    async with sit() as sitting:
        shown = await sitting.press("down down enter")
        assert "Authorizations that end in FY2026-Q1 · 1" in shown
        assert "Dec 13, 2025" in shown
        assert "Officer 1041" not in shown, "only who is meant is listed, and the cursor stands there"
        assert "1052 Officer 1052" in await sitting.press("s"), "what mends it is at hand"
        assert "Before closing" in await sitting.press("escape escape")


async def test_the_rejected_rows_of_an_import_are_shown_with_their_reasons(sit: Sit, tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text("reference,received\n24-111,2025-12-01\n24-112,some day\n")
    async with sit() as sitting:
        await sitting.press("i")
        field = sitting.pilot.app.focused
        assert isinstance(field, Input)
        field.value = str(tmp_path / "leads.csv")
        await sitting.press("enter enter")
        sitting.pilot.app.screen.query_one("#checklist").focus()
        lines = sitting.pilot.app.screen.query_one("#checklist", Lines)
        at = [lines.line_at(at).text.plain for at in range(lines.option_count)]
        lines.highlighted = next(index for index, words in enumerate(at) if "rejected rows" in words)
        assert "leads.csv: 1 row kept aside" in await sitting.press("enter")
        shown = in_one_line(await sitting.press("f2"))
        assert "Row 3" in shown
        assert "received on: " in shown
        await sitting.press("escape enter")
        assert "Dealt with the rejected rows of 1 import" in screen_text(sitting.pilot)


async def test_at_140_columns_the_awards_fate_stands_whole_in_a_row_more(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        book.run(RecordAward(ENDED, AwardStep.CLAIMED, 1_500_00, frozen.today(), "AWARD-1"))
        book.run(RecordAward(ENDED, AwardStep.APPROVED, 1_000_00, frozen.today(), None, AwardReason.HEAD_COUNT))
    async with desk(140, 40) as pilot:
        shown = in_one_line(await press(pilot, "4"))
        assert "expected $1,500 → claimed $1,500 on Jan 12 → approved $1,000 on Jan 12 → received –" in shown
        assert "approved -$500: head count · claimed as AWARD-1" in shown
        assert "late ones do not count, not rounded" in shown
        assert pilot.app.screen.query_one("#award").max_scroll_y == 0
