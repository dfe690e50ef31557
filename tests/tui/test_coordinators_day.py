"""What a coordinator stumbled over in a working day: each screen says what is so, and no key or digit is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from program.calendar import Quarter
from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.closing import CloseQuarter
from storage.commands.lead import AddLead
from storage.commands.lead_view import SaveView
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from storage.views.lead_order import Sort
from tests.frozen import Clock
from tests.money_books import paid, submitted
from tests.tui.conftest import Desk, in_one_line, press, screen_text, settled

JANUARY = date(2026, 1, 5)


@pytest.fixture
def ended(place: Path, frozen: Surroundings, clock: Clock) -> Path:
    """The quarter of the six leads has ended: three located, one of them in hand, three open."""
    with Book.open(str(place), frozen) as book:
        book.run(RecordOutcomes(["R-001", "R-002", "R-003"], Outcome.LOCATED, date(2025, 11, 20)))
    clock.move(days=(JANUARY - clock.today()).days)
    return place


async def test_the_claims_open_on_the_month_that_the_third_row_names(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(str(place), frozen) as book:
        paid(book)
    async with desk(140, 40) as pilot:
        assert "The claim of October 2025 can be certified: $7,986.67" in screen_text(pilot)
        shown = await press(pilot, "5")
        assert "October 2025 · Oct 1 – Oct 31" in shown
        assert "November 2025 · Nov 1 – Nov 30" in await press(pilot, "right_square_bracket")


async def test_a_place_that_the_third_row_names_shows_what_it_speaks_of_whatever_was_looked_at_there_before(
    desk: Desk, ended: Path, frozen: Surroundings
) -> None:
    with Book.open(str(ended), frozen) as book:
        paid(book)
    async with desk(140, 40, at=ended) as pilot:
        assert "FY2026-Q1 ended" in screen_text(pilot)
        assert "FY2025-Q4 · " in await press(pilot, "4 left_square_bracket")
        assert "FY2026-Q1 · Oct 1" in await press(pilot, "2 4")
        assert "November 2025 · " in await press(pilot, "5 right_square_bracket")
        assert "October 2025 · " in await press(pilot, "1 5")


async def test_a_place_of_which_the_third_row_says_nothing_is_as_it_was_left(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        assert "FY2025-Q4 · Jul 1" in await press(pilot, "4 left_square_bracket")
        assert "FY2025-Q4 · Jul 1" in await press(pilot, "2 4")
        assert "October 2025 · " in await press(pilot, "5 left_square_bracket")
        assert "October 2025 · " in await press(pilot, "1 5")


async def test_a_digit_typed_on_a_turning_value_goes_on_into_the_field_after_it(desk: Desk, ended: Path) -> None:
    async with desk(80, 24, at=ended) as pilot:
        await press(pilot, "4 m 8 2 5 0")
        assert pilot.app.screen.query_one("#amount", Input).value == "8250"
        assert "‹ claimed ›" in screen_text(pilot)
        assert "claimed $8,250" in in_one_line(await press(pilot, "enter"))


async def test_what_an_import_did_not_do_is_not_counted(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "week.csv"
    file.write_text("Lead No.,Received\nR-101,2025-11-04\nR-102,2025-11-05\n")
    async with desk(80, 24) as pilot:
        await press(pilot, "i")
        pilot.app.screen.query_one("#file", Input).value = str(file)
        assert " Imported week.csv: 2 new leads · rate" in await press(pilot, "enter enter")
        await press(pilot, "i")
        pilot.app.screen.query_one("#file", Input).value = str(file)
        shown = in_one_line(await press(pilot, "enter enter"))
        assert "Imported week.csv: 2 unchanged leads" in shown


async def test_where_a_filter_leaves_nothing_it_is_named_and_so_is_the_view_it_narrows(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(str(place), frozen) as book:
        book.run(SaveView("Nobody's", "open nobody", Sort.RECEIVED, descending=True))
    async with desk(80, 24) as pilot:
        await press(pilot, "2 v 1 slash 0 0 2")
        await pilot.pause(0.3)
        await settled(pilot)
        shown = in_one_line(screen_text(pilot))
        assert "Nothing under Nobody's fits the filter. Esc empties it; All has every lead." in shown
        shown = in_one_line(await press(pilot, "enter o"))
        assert "No lead fits the filter: Esc empties it" in shown


async def test_an_officers_open_leads_have_no_gap_in_the_table(desk: Desk) -> None:
    async with desk(200, 50) as pilot:
        shown = await press(pilot, "3 enter")
        [heads] = [line for line in shown.splitlines() if "Reference" in line and "Evidence" in line]
        assert heads.index("Evidence") - heads.index("Outcome") <= 24


async def test_no_tier_is_in_reach_of_a_closed_quarter(desk: Desk, ended: Path, frozen: Surroundings) -> None:
    async with desk(140, 40, at=ended) as pilot:
        shown = await press(pilot, "4")
        assert "in reach" in shown
        assert "only if located by Dec 31" in shown
    with Book.open(str(ended), frozen) as book:
        book.run(CloseQuarter(Quarter(2026, 1)))
    async with desk(140, 40, at=ended) as pilot:
        shown = await press(pilot, "4 left_square_bracket")
        assert "CLOSED, REVISION 1" in shown
        assert "not reached" in shown
        assert "in reach" not in shown
        assert "only if located by" not in shown


async def test_all_quarters_say_their_state_in_words_alone(desk: Desk, ended: Path, frozen: Surroundings) -> None:
    with Book.open(str(ended), frozen) as book:
        book.run(CloseQuarter(Quarter(2026, 1)))
    async with desk(140, 40, at=ended) as pilot:
        [line] = [line for line in (await press(pilot, "4")).splitlines() if "FY2026-Q1 closed" in line]
        assert "FY2026-Q1 closed   50.00%" in line


async def test_the_leads_behind_a_line_of_the_checklist_say_when_they_are_due_and_who_holds_them(
    desk: Desk, ended: Path
) -> None:
    async with desk(140, 40, at=ended) as pilot:
        shown = await press(pilot, "4 enter")
        assert "Open leads past their due date, FY2026-Q1 · 3" in shown
        [row] = [line for line in shown.splitlines() if "R-004" in line]
        assert "Nov 20" in row
        assert "Officer 1041" in row
        assert "still open, so provided but not located" in row


async def test_days_of_one_and_two_figures_stand_under_each_other(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(str(place), frozen) as book:
        book.run(AddLead("R-000", date(2025, 11, 1), date(2025, 11, 8)))
    async with desk(80, 24) as pilot:
        late = [line for line in screen_text(pilot).splitlines() if " d ! " in line]
        assert len(late) > 1
        assert len({line.index("d !") for line in late}) == 1


async def test_the_categories_of_a_claim_come_to_what_is_claimed_as_on_its_paper(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(str(place), frozen) as book:
        paid(book)
    async with desk(140, 40) as pilot:
        [row] = [line for line in (await press(pilot, "5")).splitlines() if "All officers" in line]
        assert "$6,066.67 $1,500.00 $420.00 $7,986.67 $105.00" in " ".join(row.split())


async def test_the_smallest_terminal_names_the_officers_of_a_claim_whole_and_no_part_of_a_sum_alone(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(str(place), frozen) as book:
        paid(book)
    async with desk(60, 18) as pilot:
        shown = await press(pilot, "5")
        assert "1041 Officer 1041" in shown
        assert "Claimed" in shown
        assert "Salary" not in shown


async def test_money_owed_stands_whole_beside_the_year(desk: Desk, place: Path, frozen: Surroundings) -> None:
    with Book.open(str(place), frozen) as book:
        submitted(paid(book))
    async with desk(140, 40) as pilot:
        shown = await press(pilot, "5")
        for words in ("0–30", "31–60", "61–90", "over 90", "█ received"):
            assert words in shown
        assert pilot.app.screen.query_one("#year-panel").region.height == 12
        assert pilot.app.screen.query_one("#owed").content_size.height >= 5


async def test_an_outcome_of_several_leads_names_them(desk: Desk) -> None:
    async with desk(80, 24) as pilot:
        shown = await press(pilot, "space space o")
        assert "Outcome of 2 leads" in shown
        assert "│  R-001, R-002  " in shown
        assert "│  R-001, R-002, R-003 and 3 more  " in await press(pilot, "escape escape asterisk o")


async def test_the_line_of_past_quarters_counts_those_that_have_a_rate(desk: Desk, ended: Path) -> None:
    async with desk(140, 40, at=ended) as pilot:
        shown = screen_text(pilot)
        assert "FY2026-Q2" in shown
        assert "last quarter " in shown
