"""The frame and the panels: places, what has come due, tabs where there is no room, previews, help, palette, export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import OptionList, Static

from program.leads.outcome import Outcome
from program.officers.standing import Period, Standing
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.officer import SetStanding
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from tests.frozen import TODAY, Clock
from tests.tui.conftest import Desk, in_one_line, press, screen_text, settled, typed
from tui.app.palette import Palette
from tui.app.said import told_of
from tui.charts.standing_strip import standing_strip
from tui.forms.outcome import OutcomeForm
from tui.keys.help import Heading
from tui.lists.lines import Lines
from tui.screens.lead import LeadScreen
from tui.screens.leads import Leads
from tui.screens.officer import OfficerScreen
from tui.screens.quarter import QuarterScreen


@pytest.mark.parametrize("width", [60, 76, 80, 100, 140, 200])
async def test_the_places_stand_on_top_whole_or_by_their_keys(desk: Desk, width: int) -> None:
    async with desk(width, 24) as pilot:
        top, figures = screen_text(pilot).splitlines()[:2]
        assert "1 Desk" in top
        assert top.rstrip().endswith("6 Journal" if width >= 76 else "6")
        assert "0/6  0.00%" in figures
        assert "…" not in figures


async def test_a_click_on_a_place_goes_there(desk: Desk) -> None:
    async with desk() as pilot:
        at = screen_text(pilot).splitlines()[0].index("4 Quarter")
        await pilot.click(offset=(at + 3, 0))
        await settled(pilot)
        assert isinstance(pilot.app.screen, QuarterScreen)


async def test_an_ended_quarter_is_said_on_every_screen_and_a_click_goes_to_it(desk: Desk, clock: Clock) -> None:
    clock.move(days=43)
    async with desk() as pilot:
        line = screen_text(pilot).splitlines()[2]
        assert line.startswith(" ! FY2026-Q1 ended 5 days ago and is not closed: 0.00%, no award")
        assert line.rstrip().endswith("4 closes it")
        assert (await press(pilot, "2")).splitlines()[2] == line
        await pilot.click(offset=(5, 2))
        await settled(pilot)
        assert isinstance(pilot.app.screen, QuarterScreen)
        await press(pilot, "c enter")
        assert "ended 5 days ago" not in await press(pilot, "1")


@pytest.mark.parametrize(
    ("width", "besides"), [(80, " · 1 more (!)"), (140, " · also FY2026-Q1 not closed: 0.00%, no award (4)")]
)
async def test_what_has_come_due_besides_is_named_or_the_key_that_lists_it(
    desk: Desk, place: Path, frozen: Surroundings, clock: Clock, width: int, besides: str
) -> None:
    with Book.open(place, frozen) as book:
        book.run(SetStanding("1041", Standing.REVOKED, TODAY, None, "letter"))
    clock.move(days=43)
    async with desk(width, 24) as pilot:
        line = screen_text(pilot).splitlines()[2]
        assert line.startswith(f" ! 1041 Officer 1041 was revoked: ICE must be told{besides}")
        assert line.rstrip().endswith("3 goes there")
        shown = await press(pilot, "exclamation_mark")
        assert "3  1041 Officer 1041 was revoked: ICE must be told" in shown
        assert "4  FY2026-Q1 ended 5 days ago and is not closed: 0.00%, no award" in shown
        await press(pilot, "down enter")
        assert isinstance(pilot.app.screen, QuarterScreen)
        await press(pilot, "1")
        await pilot.click(offset=(line.index(besides[3:]), 2))
        await settled(pilot)
        assert "4  FY2026-Q1 ended 5 days ago" in screen_text(pilot)


async def test_that_nothing_has_come_due_is_said(desk: Desk) -> None:
    async with desk() as pilot:
        assert "Nothing has come due" in await press(pilot, "exclamation_mark")


async def test_the_desks_list_shows_the_part_of_its_tab(desk: Desk, place: Path, frozen: Surroundings) -> None:
    with Book.open(place, frozen) as book:
        book.run(AddLead("FAR-1", date(2025, 11, 3), date(2026, 3, 1), "1041"))
    async with desk(100, 30) as pilot:
        assert "All 7 │ !Overdue 6 │ 7 days 0 │ Nobody 3" in screen_text(pilot)
        shown = await press(pilot, "shift+tab right")
        assert "FAR-1" not in shown
        assert "R-006" in shown
        assert "Nothing waits." in await press(pilot, "right")
        shown = await press(pilot, "right")
        assert ("R-001" in shown, "R-002" in shown) == (True, False)


async def test_names_of_tabs_stand_apart_where_there_is_no_room_for_blanks_too(desk: Desk) -> None:
    async with desk(80, 24) as pilot:
        assert "All 6│!Overdue 6│7 days 0│Nobody 3" in screen_text(pilot)
        await pilot.click(offset=(screen_text(pilot).splitlines()[3].index("Nobody"), 3))
        await settled(pilot)
        shown = screen_text(pilot)
        assert ("R-001" in shown, "R-002" in shown) == (True, False)


async def test_what_does_not_fit_stands_behind_tabs_and_side_by_side_where_it_does(desk: Desk) -> None:
    async with desk(80, 24) as pilot:
        shown = await press(pilot, "4")
        assert "Chart │ Tiers │ Officers │ Quarters" in shown
        assert "Officer 1041" not in shown
        assert "Officer 1041" in await press(pilot, "tab right right")
        await pilot.resize_terminal(140, 40)
        await settled(pilot)
        shown = screen_text(pilot)
        for title in ("Chart", "Tiers", "Officers 2", "Quarters", "Outcomes", "Award", "ICE's count"):
            assert f"─ {title} ─" in shown
        assert "Chart │ Tiers" not in shown


async def test_every_other_reading_stands_beside_the_officers_where_there_is_room(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        shown = await press(pilot, "4")
        for reading in ("rounded half up", "open during it", "late ones count", "officers any day", "all days"):
            assert reading in shown


async def test_a_panel_that_takes_the_keys_shows_its_cursor_on_what_opens_something(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "4")
        checklist = pilot.app.screen.query_one("#checklist", Lines)
        assert checklist.has_focus
        assert checklist.highlighted is not None
        assert checklist.line_at(checklist.highlighted).opens is not None


async def test_the_row_under_the_cursor_stands_in_full_beside_the_list(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        shown = await press(pilot, "2 g")
        assert "Reference  R-006" in shown
        shown = await press(pilot, "down")
        assert "Reference  R-005" in shown
        assert "Timeline, newest first" in shown
        assert "lead R-006, new" in await press(pilot, "6")


async def test_help_is_searched_by_typing_and_carries_out_what_is_chosen(desk: Desk) -> None:
    async with desk(100, 56) as pilot:
        shown = await press(pilot, "2 question_mark")
        for words in ("On this screen", "Everywhere", "In lists and fields", "PgUp, PgDn, Home, End too"):
            assert words in shown
        await press(pilot, "s o r t space b y")
        keys = pilot.app.screen.query_one("#keys", OptionList)
        assert [keys.get_option_at_index(at).id for at in range(keys.option_count)] == [None, "sort"]
        await press(pilot, "enter d")
        assert isinstance(pilot.app.screen, Leads)
        assert "soonest due first" in screen_text(pilot)
        await press(pilot, "question_mark escape")
        assert isinstance(pilot.app.screen, Leads)
        await press(pilot, "question_mark enter")
        assert isinstance(pilot.app.screen, OutcomeForm)


async def test_the_palette_takes_what_was_typed_however_soon_enter_follows(desk: Desk) -> None:
    async with desk(100, 40) as pilot:
        for keys, opened in (("R minus 0 0 3", LeadScreen), ("1 0 5 2", OfficerScreen), ("R minus 0 0 9", Palette)):
            await press(pilot, "ctrl+p")
            await pilot.press(*keys.split(), "enter")
            await settled(pilot)
            assert isinstance(pilot.app.screen, opened)
            await press(pilot, "escape")


async def test_a_reference_is_sent_to_the_clipboard(desk: Desk) -> None:
    async with desk() as pilot:
        assert "Sent R-001 to the terminal's clipboard" in await press(pilot, "y")
        assert pilot.app.clipboard == "R-001"


async def test_the_list_that_is_shown_is_written_to_a_file(desk: Desk, tmp_path: Path) -> None:
    async with desk(100, 40) as pilot:
        await press(pilot, "2 shift+tab shift+tab right right right x x")
        assert "Export: open, without an officer" in screen_text(pilot)
        field = pilot.app.focused
        field.value = str(tmp_path / "nobody.csv")  # type: ignore[union-attr]
        assert "Wrote 3 leads to" in await press(pilot, "enter")
    assert [line[:5] for line in (tmp_path / "nobody.csv").read_text().splitlines()[1:]] == ["R-005", "R-003", "R-001"]


@pytest.mark.parametrize(
    ("key", "first"), [("question_mark", "On this screen"), ("K", "Sets of keys")], ids=["help", "editor"]
)
async def test_each_heading_among_the_keys_stands_apart_from_what_is_above_it(desk: Desk, key: str, first: str) -> None:
    async with desk(140, 200) as pilot:
        await press(pilot, key)
        lines = [(str(option.prompt), option) for option in pilot.app.screen.query_one("#keys", OptionList).options]
        at = [row for row, (_, option) in enumerate(lines) if isinstance(option, Heading)]
        assert [lines[row][0] for row in at][:2] == [first, "Everywhere"]
        assert at[0] == 0
        assert {lines[row - 1][0] for row in at[1:]} == {""}


async def test_a_command_says_how_the_rate_moved_and_which_key_undoes_it(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        shown = await press(pilot, "o l enter")
        assert "Recorded located for lead R-001 · rate 0.00% → 16.66% · u undoes it" in shown
        assert "Recorded located for lead R-001" in shown.split("Today")[1]


async def test_the_outcome_form_says_what_the_record_will_mean(desk: Desk) -> None:
    async with desk(80, 40) as pilot:
        shown = in_one_line(await press(pilot, "o l"))
        assert "Counts as located in FY2026-Q1. Rate 0.00% → 16.66%, below 70%: no award, as before" in shown
        assert "Evidence is wanted; the quarter" in shown


async def test_the_outcome_form_says_before_enter_why_it_cannot_have_been_on_a_day(desk: Desk) -> None:
    async with desk(80, 24) as pilot:
        await press(pilot, "o l tab ctrl+u")
        await typed(pilot, "11/25/2025")
        shown = in_one_line(screen_text(pilot))
        assert "! Nov 25 lies after today" in shown
        assert "Counts as located" not in shown
        await press(pilot, "ctrl+u")
        await typed(pilot, "11/1")
        assert "! the lead was received on Nov 3, after Nov 1" in in_one_line(screen_text(pilot))
        await press(pilot, "ctrl+u")
        await typed(pilot, "11/20")
        assert "Counts as located" in in_one_line(screen_text(pilot))


def test_a_standing_is_a_strip_of_time() -> None:
    periods = (
        Period(Standing.TRAINING, date(2025, 1, 1), date(2025, 3, 31)),
        Period(Standing.AUTHORIZED, date(2025, 4, 1), date(2025, 8, 31)),
        Period(Standing.SUSPENDED, date(2025, 9, 1), date(2025, 9, 30)),
        Period(Standing.AUTHORIZED, date(2025, 10, 1), date(2025, 12, 31)),
    )
    strip = [line.plain for line in standing_strip(periods, date(2025, 10, 2), 36)]
    assert strip == ["┄┄┄┄┄┄┄┄┄▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▭▭▭▬▬▬▬▬▬▬▬▬", "Jan 2025                   ▲Dec 2025"]
    assert standing_strip((), date(2025, 10, 2), 36) == []


async def test_the_rates_of_the_last_quarters_stand_beside_the_rate_where_there_is_room(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        book.run(AddLead("OLD-1", date(2025, 5, 20)))
        book.run(AddLead("OLD-2", date(2025, 8, 20)))
        book.run(RecordOutcomes(["OLD-2"], Outcome.LOCATED, date(2025, 9, 1)))
    async with desk(140, 40) as pilot:
        assert "last 3 quarters ▁█▁" in screen_text(pilot)
    async with desk(100, 40) as pilot:
        assert "last 3 quarters" not in screen_text(pilot)


@pytest.mark.parametrize(("height", "tabs"), [(33, True), (34, False), (35, False), (36, False)])
async def test_panels_stand_side_by_side_from_the_height_at_which_the_style_sheet_has_room(
    desk: Desk, height: int, tabs: bool
) -> None:
    async with desk(140, height) as pilot:
        shown = await press(pilot, "4")
        assert ("Chart │ Tiers │ Officers │ Quarters" in shown) == tabs
        assert ("─ Officers 2 ─" in shown, "─ Award ─" in shown) == (not tabs, True)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_what_a_closing_left_undone_is_counted_above_the_keys_and_stands_whole_in_the_messages(
    desk: Desk, clock: Clock, size: tuple[int, int]
) -> None:
    clock.move(days=43)
    async with desk(*size) as pilot:
        shown = await press(pilot, "4 c enter")
        assert shown.splitlines()[-2].strip() == "Closed FY2026-Q1, revision 1: 0/6 · 3 not done: M shows them"
        assert "╯" in shown.splitlines()[-3], "one line, and the panels stay as high as they were"
        for whole in (
            "Closed FY2026-Q1, revision 1: 0/6 ",
            "! Not done: open leads past their due date: 6",
            "! Not done: leads without an officer: 3",
            "! Not done: ICE's count to be entered: 1",
        ):
            assert whole in await press(pilot, "escape M")


async def test_what_was_said_can_be_read_again_the_newest_first(desk: Desk) -> None:
    async with desk() as pilot:
        assert "Nothing was said yet" in await press(pilot, "M")
        await press(pilot, "escape o l enter")
        shown = await press(pilot, "o n enter 6 M")
        assert 0 < shown.index("Recorded not located for lead") < shown.index("Recorded located for lead")


async def test_one_or_two_notes_stand_below_what_was_done_and_more_are_counted() -> None:
    done = ["Added officer 1041 Ames"]
    assert told_of(done, ["A", "B"], "", str) == "Added officer 1041 Ames\n! A\n! B"
    assert told_of(done, ["A", "B", "C"], "", str) == "Added officer 1041 Ames · 3 notes: {messages} shows them"
    assert told_of(done, ["A"], "not done", str) == "Added officer 1041 Ames · 1 not done: {messages} shows it"


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_note_stands_above_the_keys_in_the_color_of_what_asks_to_be_looked_at(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with desk(*size) as pilot:
        shown = await press(pilot, "4 m tab 1 enter")
        assert "! FY2026-Q1 is still running" in shown
        said = pilot.app.screen.query_one("#said", Static).content
        assert isinstance(said, Content)
        assert [str(span.style) for span in said.spans] == ["$text-warning"], "what was done stays as it is"


@pytest.mark.parametrize(("size", "lead"), [((80, 24), ""), ((80, 24), "recorded"), ((140, 40), "recorded")])
async def test_the_outcome_dialog_stays_where_it_is_while_one_turns(
    desk: Desk, place: Path, frozen: Surroundings, size: tuple[int, int], lead: str
) -> None:
    if lead:
        with Book.open(place, frozen) as book:
            book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
    async with desk(*size) as pilot:
        await press(pilot, "o" if not lead else "2 end o")
        dialog = pilot.app.screen.query_one(".dialog")
        seen = {dialog.region}
        for key in ("l", "n", "w", "down", "m", *(("enter", "e", "down", "shift+tab", "d") if lead else ())):
            await press(pilot, key)
            seen.add(dialog.region)
            assert dialog.max_scroll_y == 0
        assert len(seen) == 1
