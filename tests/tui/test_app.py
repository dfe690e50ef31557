"""A coordinator's work by keys: what is recorded, what is shown, and that nothing typed is lost."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.importing.date_order import DateOrder
from storage.surroundings import Surroundings
from storage.views.lead import LeadQuery
from tests.books import new_book
from tests.frozen import Clock
from tests.tui.conftest import Desk, screen_text, settled, typed
from tui.app.shell import LeadbookApp
from tui.lists.long_list import LongList
from tui.settings.config import Profile
from tui.widgets.text_line import Answer


async def until(pilot: Pilot[int], text: str) -> str:
    """Waits until the screen shows a text, as after a pause in typing; returns the screen."""
    for _ in range(1000):
        await settled(pilot)
        if text in (shown := screen_text(pilot)):
            return shown
    raise AssertionError(f"never shows {text!r}:\n{screen_text(pilot)}")


def ask(place: Path, surroundings: Surroundings, question: Callable[[Book], object]) -> object:
    """What another program reads in the book."""
    with Book.open(place, surroundings) as book:
        return question(book)


async def test_the_desk_says_what_to_do_next_and_shows_the_figures(desk: Desk) -> None:
    async with desk() as pilot:
        text = screen_text(pilot)
        assert "0.00%" in text
        assert "below 70%" in text
        assert "All 6" in text
        assert "R-001" in text


async def test_an_outcome_takes_three_keys_from_the_desk(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk() as pilot:
        await pilot.press("o")
        await settled(pilot)
        await pilot.press("l", "enter")
        await settled(pilot)
        assert "16.66%" in screen_text(pilot)
        assert "Recorded located for lead R-001" in screen_text(pilot)
    lead = ask(place, frozen, lambda book: book.view.lead("R-001").lead)
    assert (lead.outcome, lead.outcome_on) == (Outcome.LOCATED, date(2025, 11, 23))  # type: ignore[attr-defined]


async def test_many_selected_leads_get_one_outcome(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk(140, 40) as pilot:
        await pilot.press("2")
        await settled(pilot)
        await pilot.press("space", "space", "space")
        assert "3 selected" in screen_text(pilot)
        await pilot.press("o")
        await settled(pilot)
        await pilot.press("d", "enter")
        await settled(pilot)
        assert "selected" not in screen_text(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert "Recorded deceased for 3 leads" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
    assert ask(place, frozen, lambda book: book.view.work().open) == 6


async def test_the_quick_line_reads_aloud_records_and_keeps_the_focus(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk(140, 40) as pilot:
        await pilot.press("colon")
        await typed(pilot, "R-002 l 11/21 #A-4471 @1052")
        await settled(pilot)
        assert "→ located on Fri, Nov 21, 2025, evidence A-4471, officer 1052" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.focused, Input)
        assert pilot.app.focused.value == ""
        await typed(pilot, "R-003 n")
        await pilot.press("enter")
        await settled(pilot)
        await typed(pilot, "R-999 n")
        await pilot.press("enter")
        await settled(pilot)
        assert "R-999" in screen_text(pilot)
        assert pilot.app.focused.value == "R-999 n"
    found = ask(place, frozen, lambda book: book.view.lead("R-002").lead)
    assert (found.outcome, found.badge, found.evidence) == (Outcome.LOCATED, "1052", "A-4471")  # type: ignore[attr-defined]
    assert ask(place, frozen, lambda book: book.view.lead("R-003").lead.outcome) is Outcome.NOT_LOCATED


async def test_fifty_outcomes_given_at_once_and_quitting_before_they_are_written_loses_none(
    tmp_path: Path, frozen: Surroundings
) -> None:
    place = tmp_path / "many"
    with new_book(place, frozen) as book:
        references = with_leads_unassigned(book, 50)
    app = LeadbookApp(str(place), frozen)
    async with app.run_test() as pilot:
        await settled(pilot)
        for reference in references:
            app.carry_out(RecordOutcomes([reference], Outcome.LOCATED))
        app.exit()
    assert app.keeper is not None
    app.keeper.close()
    gc.collect()  # a wait that was begun for nobody warns when it is collected: here, not in a later test
    assert ask(place, frozen, lambda book: book.view.status().figures.counts.located) == 50


def with_leads_unassigned(book: Book, count: int) -> list[str]:
    references = [f"Q-{number:03}" for number in range(count)]
    for reference in references:
        book.run(AddLead(reference, date(2025, 11, 1)))
    return references


async def test_another_programs_change_shows_and_the_cursor_stays(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await pilot.press("2")
        await settled(pilot)
        await pilot.press("down", "down")
        leads = pilot.app.screen.query_one(LongList)
        before = leads.current
        ask(place, frozen, lambda book: book.run(AddLead("NEWER-1", date(2025, 11, 20))))
        assert "0/7" in await until(pilot, "NEWER-1")
        assert leads.current == before
        assert leads.cursor == 3


async def test_a_lead_is_entered_by_hand_and_a_refused_one_stays(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk() as pilot:
        await pilot.press("n")
        await settled(pilot)
        await typed(pilot, "R-001")
        await pilot.press("enter")
        await settled(pilot)
        assert "in the book already" in screen_text(pilot)
        await typed(pilot, "9")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
    assert ask(place, frozen, lambda book: book.view.lead("R-0019").lead.received_on) == date(2025, 11, 23)


async def test_officers_are_added_assigned_and_reassigned(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk(140, 40) as pilot:
        await pilot.press("3", "plus")
        await settled(pilot)
        await typed(pilot, "77")
        await pilot.press("tab")
        await typed(pilot, "New")
        await pilot.press("enter")
        await settled(pilot)
        assert "77" in screen_text(pilot)
        officers = pilot.app.screen.query_one(LongList)
        officers.focus()
        await pilot.press("home")
        names = ask(place, frozen, lambda book: [officer.badge for officer in book.view.roster().officers])
        assert isinstance(names, list)
        await pilot.press(*["down"] * names.index("1041"), "r")
        await settled(pilot)
        assert "1041 " not in "".join(str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Officer 1041: authorized" in screen_text(pilot)
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("escape")
    held = ask(place, frozen, lambda book: {lead.badge for lead in book.view.leads(LeadQuery(), 99).leads})
    assert held == {None, "1052"}


async def test_the_journal_lists_entries_and_takes_one_back(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk(140, 40) as pilot:
        await pilot.press("6")
        await settled(pilot)
        assert "Entered lead R-006" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "lead R-006, new" in screen_text(pilot)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("t")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("U")
        await settled(pilot)
        assert "Put back" in screen_text(pilot)
        await pilot.press("escape")
    assert ask(place, frozen, lambda book: book.view.work().open) == 5


async def test_an_outcome_after_the_quarters_end_is_called_late_before_enter(desk: Desk, clock: Clock) -> None:
    clock.move(days=43)
    async with desk(140, 40) as pilot:
        await pilot.press("o")
        await settled(pilot)
        await pilot.press("l")
        await settled(pilot)
        assert "Dated after Dec 31: does not count for FY2026-Q1, shown as late" in screen_text(pilot)
        await pilot.press("w")
        await settled(pilot)
        assert "shown as late" not in screen_text(pilot)
        await pilot.press("escape")


async def test_enter_puts_back_the_undo_that_was_shown_and_no_other(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk(140, 40) as pilot:
        ask(place, frozen, lambda book: book.undo())
        await pilot.press("U")
        await settled(pilot)
        assert "Entered lead R-006" in screen_text(pilot)
        ask(place, frozen, lambda book: book.undo())
        await pilot.press("enter")
        await settled(pilot)
        assert "is not the undo to put back any more" in screen_text(pilot)
    assert ask(place, frozen, lambda book: book.view.work().open) == 4


async def test_a_book_that_cannot_be_opened_ends_the_app_with_its_exit_code(
    tmp_path: Path, frozen: Surroundings
) -> None:
    (tmp_path / "notes").write_text("x")
    app = LeadbookApp(str(tmp_path / "notes"), frozen)
    async with app.run_test() as pilot:
        await settled(pilot)
    assert app.return_value == 3


async def test_a_small_terminal_is_still_usable(desk: Desk) -> None:
    async with desk(50, 14) as pilot:
        await pilot.press("2")
        await settled(pilot)
        assert "R-00" in screen_text(pilot)


async def test_keys_from_the_config_file_replace_the_registrys(desk: Desk) -> None:
    async with desk(keys={"help": "f2", "nonsense": "x"}) as pilot:
        await pilot.press("f2")
        await settled(pilot)
        assert "Type a whole outcome" in screen_text(pilot)


async def test_no_outcome_is_recorded_that_nobody_chose(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk() as pilot:
        await pilot.press("o")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "type its letter" in screen_text(pilot)
        await pilot.press("l", "enter")
        await settled(pilot)
        assert "Recorded located for lead R-001" in screen_text(pilot)
    assert ask(place, frozen, lambda book: book.view.work().open) == 5


async def test_a_correction_asks_for_its_reason(desk: Desk, place: Path, frozen: Surroundings) -> None:
    with Book.open(place, frozen) as book:
        book.run(RecordOutcomes(["R-006"], Outcome.LOCATED))
    async with desk(140, 40) as pilot:
        await pilot.press("2")
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert "Why is it corrected?" in screen_text(pilot)
        await pilot.press("n", "enter")
        await settled(pilot)
        assert "Choose why it is corrected, then Enter" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Choose why it is corrected, then Enter" in screen_text(pilot)
        await pilot.press("i", "enter")
        await settled(pilot)
        assert "Corrected lead R-006 to not located" in screen_text(pilot)
    lead = ask(place, frozen, lambda book: book.view.lead("R-006").lead)
    assert (lead.outcome, lead.reason) == (Outcome.NOT_LOCATED, "ice_advised")  # type: ignore[attr-defined]


async def test_the_register_narrows_as_one_types_sorts_and_opens(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await pilot.press("2")
        await settled(pilot)
        await pilot.press("slash")
        await typed(pilot, "@1041 R-00")
        text = await until(pilot, "officer like 1041, reference with R-00")
        assert ("R-002" in text, "R-004" in text, "R-003" in text) == (True, True, False)
        await pilot.press("escape")
        assert "R-003" in await until(pilot, "all leads")
        await pilot.press("s", "f")
        await settled(pilot)
        lines = [line[:40] for line in screen_text(pilot).splitlines() if "R-00" in line[:40]]
        assert [line.split("R-00")[1][0] for line in lines] == list("123456")
        await pilot.press("end", "enter")
        await settled(pilot)
        assert "Timeline" in screen_text(pilot)
        assert "R-006" in screen_text(pilot)


async def test_enter_on_a_figure_lists_each_lead_with_its_reason(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await pilot.press("tab")
        while not (line := screen_text(pilot)) or pilot.app.focused is None or pilot.app.focused.id != "figures":
            await pilot.press("tab")
        assert "below 70%: no award" in line
        await pilot.press("end", "enter")
        await settled(pilot)
        text = screen_text(pilot)
        assert "Counts as" in text
        assert "still open, so provided but not located" in text


async def test_a_file_comes_in_after_its_report(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text("Lead No.,Received,Subject\nR-101,2025-11-04,X\nR-102,never,Y\n")
    async with desk(140, 40) as pilot:
        await pilot.press("i")
        await settled(pilot)
        await typed(pilot, str(file))
        await pilot.press("enter")
        await settled(pilot)
        report = screen_text(pilot)
        assert "1 new" in report
        assert "Subject" in report
        assert "received_on" in report or "received on" in report
        await pilot.press("enter")
        await settled(pilot)
        assert "R-101" in screen_text(pilot)
        assert "Imported more.csv" in screen_text(pilot)


async def test_a_list_of_rejects_is_never_written_over_another_file(desk: Desk, tmp_path: Path) -> None:
    file, precious = tmp_path / "more.csv", tmp_path / "precious.txt"
    file.write_text("Lead No.,Received\nR-102,never\n")
    precious.write_text("mine")
    async with desk(140, 40) as pilot:
        await pilot.press("i")
        await settled(pilot)
        pilot.app.screen.query_one("#rejects", Input).value = str(precious)
        await typed(pilot, str(file))
        await pilot.press("enter")
        await settled(pilot)
        said = str(pilot.app.screen.query_one(Answer).render())  # on the screen it wraps where the folder's name ends
        assert "is a file that is no list of rejects" in said
    assert precious.read_text() == "mine"


async def test_a_profile_fills_in_how_a_file_is_read(desk: Desk) -> None:
    async with desk(140, 40, profiles={"office": Profile({"reference": "Our sign"}, DateOrder.DMY)}) as pilot:
        await pilot.press("i")
        await settled(pilot)
        dialog = pilot.app.screen
        dialog.query_one("#profile").focus()
        await pilot.press("right")
        await settled(pilot)
        assert "reference=Our sign" in screen_text(pilot)
        assert "day/month/year" in screen_text(pilot)
