"""What holds at every size of a terminal: nothing is cut without saying so, and nothing starves beside it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.officer import AddOfficer
from storage.commands.outcome import RecordOutcomes
from storage.commands.pay import RecordPay
from storage.surroundings import Surroundings
from tests.frozen import Clock
from tests.masters import Masters
from tests.tui.conftest import Desk, press, screen_text
from tui.lists.columns import Column, fitted, shown_of, widths_of
from tui.lists.long_list import LongList

SMALLEST = (60, 18)
WIDEST_GAP = 8
"""Cells from the end of one column's texts to the next: what a heading, or a day of two digits, needs besides."""

LISTS = [
    ("1", "desk"), ("2", "leads"), ("3", "officers"), ("3 enter", "an officer's leads"), ("4 v", "review"),
    ("5", "claims"), ("6", "journal"), ("6 w", "audit review"), ("6 r", "retention"), ("6 d", "what was given"),
    ("4 enter", "the leads behind a line of the checklist"),
]  # fmt: skip


@pytest.mark.parametrize("keys", [keys for keys, _ in LISTS], ids=[name for _, name in LISTS])
async def test_no_list_is_wider_than_the_smallest_terminal(desk: Desk, keys: str) -> None:
    async with desk(*SMALLEST) as pilot:
        await press(pilot, keys)
        lists = [shown for shown in pilot.app.screen.query(LongList) if shown.region]
        assert lists
        for shown in lists:
            width = shown.scrollable_content_region.width
            taken = sum(room + 1 for _, room in shown._shown(width)) + 1
            assert taken <= width, [column.label for column, _ in shown._shown(width)]


async def test_where_there_is_no_room_an_outcome_is_said_without_its_day_and_an_officer_without_the_badge(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        book.run(RecordOutcomes(["R-002"], Outcome.NOT_LOCATED, date(2025, 11, 20)))
    async with desk(*SMALLEST) as pilot:
        said = line_of(await press(pilot, "2"), "R-002")
        assert "– Not located " in said
        assert "Nov 20" not in said
        assert "Officer 1041" in said
        assert "1041 Officer" not in said


async def test_a_reference_that_is_too_long_shows_its_end_and_a_wide_list_all_of_it(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        book.run(AddLead("ICE/ERO-MIA/2026/000123", date(2025, 11, 2), date(2025, 11, 3)))
    async with desk() as pilot:
        assert "▌ …/2026/000123 Nov 3   20 d !" in screen_text(pilot)
    async with desk(200, 50) as pilot:
        assert "▌ ICE/ERO-MIA/2026/000123 Nov 3   20 d !" in screen_text(pilot)


async def test_the_desks_narrow_list_names_an_officer_by_surname(desk: Desk, place: Path, frozen: Surroundings) -> None:
    with Book.open(place, frozen) as book:
        book.run(AddOfficer("1063", "Montgomery, Alexandra", date(2025, 10, 1)))
        book.run(AddOfficer("1077", "Cole, Jordan", date(2025, 10, 1)))
        book.run(AddLead("26-0001", date(2025, 11, 2), date(2025, 11, 3), "1063"))
        book.run(AddLead("26-0002", date(2025, 11, 2), date(2025, 11, 4), "1077"))
    async with desk() as pilot:
        shown = screen_text(pilot)
        assert "Montgo…" in line_of(shown, "26-0001")
        assert "Cole " in line_of(shown, "26-0002").replace("│", " ")
        assert "Cole," not in line_of(shown, "26-0002")


@pytest.mark.parametrize(
    ("text", "width", "end_tells", "said"),
    [
        ("26-0112", 7, False, "26-0112"),
        ("26-0112", 6, False, "26-01…"),
        ("26-0112", 6, True, "…-0112"),
        ("김, 민준", 7, False, "김, 민…"),
        ("김, 민준", 6, False, "김…"),
        ("山田山田", 6, True, "…山田"),
        ("aéb", 2, True, "…b"),
    ],
)
def test_what_is_cut_says_so_and_takes_the_cells_it_was_given(
    text: str, width: int, end_tells: bool, said: str
) -> None:
    cut = fitted(text, width, end_tells=end_tells)
    assert cell_len(cut) == width
    assert cut.rstrip() == said


def test_columns_get_narrower_from_the_right_and_wider_only_as_far_as_their_cells_ask() -> None:
    columns: list[Column[str]] = [
        Column("Reference", 15, str, least=13, most=24),
        Column("Due", 12, str, least=8),
        Column("Officer", 12, str, flexible=True, enough=20),
        Column("Outcome", 21, str, least=16),
        Column("Evidence", 14, str, spare=True),
    ]

    def widths(width: int, widest: int) -> dict[str, int]:
        shown = shown_of(columns, width)
        found = widths_of(shown, width, {"Reference": widest})
        return {column.label: room for column, room in zip(shown, found, strict=True)}

    assert widths(65, 9) == {"Reference": 15, "Due": 12, "Officer": 12, "Outcome": 21}
    assert widths(57, 9) == {"Reference": 15, "Due": 9, "Officer": 12, "Outcome": 16}
    assert widths(54, 9) == {"Reference": 13, "Due": 8, "Officer": 12, "Outcome": 16}
    assert widths(110, 9)["Reference"] == 15
    assert widths(110, 18)["Reference"] == 18
    assert widths(110, 90)["Reference"] == 24


def test_a_snug_column_gives_what_its_cells_leave_before_another_gets_narrower() -> None:
    columns: list[Column[str]] = [
        Column("Officer", 14, str, least=8, snug=True),
        Column("Outcomes", 25, str, flexible=True, least=12),
    ]
    assert widths_of(columns, 42, {"Officer": 9}) == [14, 25]
    assert widths_of(columns, 39, {"Officer": 9}) == [11, 25]
    assert widths_of(columns, 33, {"Officer": 9}) == [9, 21]
    assert widths_of(columns, 33, {}) == [8, 22]
    assert widths_of(columns, 23, {"Officer": 9}) == [8, 12]


def test_a_flexible_column_stops_at_its_widest_cell_and_what_is_left_is_margin() -> None:
    columns: list[Column[str]] = [
        Column("Officer", 14, str, flexible=True),
        Column("Claimed", 10, str, right=True, most=14),
    ]
    assert widths_of(columns, 100, {"Officer": 18, "Claimed": 12}) == [18, 12]
    assert widths_of(columns, 100, {"Officer": 3, "Claimed": 10}) == [14, 10], "no narrower than it is declared"
    assert widths_of(columns, 27, {"Officer": 18, "Claimed": 12}) == [14, 10], "nor wider than there is room"
    sorted_by: list[Column[str]] = [Column("Officer", 4, str, flexible=True, sort="officer"), Column("On", 4, str)]
    assert widths_of(sorted_by, 100, {"Officer": 5})[0] == len("Officer ▼")
    in_brief: list[Column[str]] = [Column("Officer", 4, str, flexible=True, brief=str, brief_below=20)]
    assert widths_of(in_brief, 100, {"Officer": 18}) == [20], "else all would be said in brief beside empty room"


@pytest.mark.parametrize(("size", "keys"), [((120, 30), "5"), ((200, 50), "2"), ((200, 50), "3")])
async def test_no_wide_gap_stands_inside_a_table(
    desk: Desk, tmp_path: Path, masters: Masters, size: tuple[int, int], keys: str
) -> None:
    masters.copy_demo(tmp_path / "demo.leadbook")
    async with desk(*size, at=tmp_path / "demo.leadbook") as pilot:
        await press(pilot, keys)
        shown = pilot.app.screen.query_one(LongList)
        rows = [shown.render_line(y).text.rstrip() for y in range(12)]
        columns = [{at for at, sign in enumerate(row) if sign != " "} for row in rows if row.strip()]
        taken = sorted(set().union(*columns))
        assert max(after - before for before, after in pairwise(taken)) <= WIDEST_GAP


def test_of_two_names_that_are_cut_alike_each_ends_in_its_badge() -> None:
    name: Column[str] = Column("Officer", 14, lambda row: row, tag=lambda row: row[-4:], tagged_by="Badge")
    assert name.said("Montgomery-Fitzgerald, 1041", 14, tagged=True) == "Montgome… 1041"
    assert name.said("Montgomery-Fitzgerald, 1052", 14, tagged=True) == "Montgome… 1052"
    assert name.said("Montgomery-Fitzgerald, 1041", 14).startswith("Montgomery-F"), "the badge stands beside it"
    assert name.said("Ames, 1041", 14, tagged=True) == "Ames, 1041"
    assert name.said("Montgomery, 1041", 8, tagged=True) == "Montgomery, 1041", "no room for both: it is cut alone"


@pytest.mark.parametrize(
    ("size", "keys", "others", "said"),
    [
        ((140, 40), "4", 1, "3       3  12 located, 1 not located"),
        ((140, 40), "4", 2, "3       3  12 located, 2 others"),
        ((80, 24), "4 tab right right", 1, "3      3  12 locate…"),
        ((80, 24), "1", 2, "3       3  12 located, 1 not located, 1 withdrawn"),
    ],
)
async def test_an_officers_outcomes_are_said_whole_or_in_fewer_words(
    desk: Desk, place: Path, frozen: Surroundings, size: tuple[int, int], keys: str, others: int, said: str
) -> None:
    with Book.open(place, frozen) as book:
        for number, outcome in enumerate([Outcome.LOCATED] * 12 + [Outcome.NOT_LOCATED, Outcome.WITHDRAWN][:others]):
            book.run(AddLead(f"M-{number}", date(2025, 11, 3), None, "1041"))
            book.run(RecordOutcomes([f"M-{number}"], outcome))
    async with desk(*size) as pilot:
        shown = await press(pilot, keys)
        assert said in shown, shown
        assert ("Open Overdue  Outcomes" in shown) != ("Open      !  Outcomes" in shown)


async def test_on_the_smallest_terminal_an_outcome_is_asked_for_in_one_picture_with_what_it_means(desk: Desk) -> None:
    async with desk(*SMALLEST) as pilot:
        shown = await press(pilot, "o n")
        for words in ("l  Located ", "m  Mistaken identity", "On ", "Officer", "Evidence", "Counts as provided"):
            assert words in shown
        assert "Letter, then Enter records" in shown


async def test_on_the_smallest_terminal_no_figure_of_a_sheet_is_cut(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        book.run(RecordPay("1041", 62_400_00, date(2025, 10, 1), None, 1_412_50, 0, 45_00))
    async with desk(*SMALLEST) as pilot:
        line = line_of(await press(pilot, "5 y"), "62,400.00")
        assert "1,412.50" in line
        assert " 45.00 " in line
        assert "Offic…" in line


async def test_a_hint_has_the_room_of_what_is_not_read_back(desk: Desk) -> None:
    async with desk(*SMALLEST) as pilot:
        assert "first day; blank: in training from today" in await press(pilot, "3 plus")


async def test_what_help_says_of_a_key_hangs_under_its_own_words(desk: Desk) -> None:
    async with desk(*SMALLEST) as pilot:
        lines = [line.strip("│ ╭╰╮╯") for line in (await press(pilot, "question_mark")).splitlines()]
        at = next(number for number, line in enumerate(lines) if line.startswith("a        Give the lead"))
        shown = screen_text(pilot).splitlines()[at + 1]
        assert shown.index("officer") == screen_text(pilot).splitlines()[at].index("Give")


@pytest.mark.parametrize(("keys", "words"), [("6 w", "Entry When"), ("6 r", "Due since")], ids=["audit", "retention"])
async def test_on_the_smallest_terminal_a_list_below_another_panel_is_still_seen(
    desk: Desk, keys: str, words: str
) -> None:
    async with desk(*SMALLEST) as pilot:
        assert words in await press(pilot, keys)


async def test_on_the_smallest_terminal_what_stands_behind_tabs_leaves_the_list_its_room_until_it_is_gone_to(
    desk: Desk,
) -> None:
    async with desk(*SMALLEST) as pilot:
        shown = await press(pilot, "4")
        assert shown.count("• ") + shown.count("✓ ") >= 7
        assert "w what if" not in shown
        assert "w what if" in await press(pilot, "tab")


async def test_a_vast_terminal_shows_more_and_not_the_same_wider(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        assert "Timeline" not in screen_text(pilot)
    async with desk(200, 50) as pilot:
        shown = screen_text(pilot)
        assert "Counts as  provided: still open" in shown
        assert "Timeline, newest first" in shown
        assert "R-002" in (await press(pilot, "down")).partition("Reference  ")[2].splitlines()[0]


async def test_a_quarters_bar_is_as_long_as_its_panel_has_room(desk: Desk, place: Path, frozen: Surroundings) -> None:
    with Book.open(place, frozen) as book:
        book.run(RecordOutcomes(["R-001", "R-002", "R-003", "R-004", "R-005", "R-006"], Outcome.LOCATED))
    lengths = {}
    for width, height in ((140, 40), (200, 50)):
        async with desk(width, height) as pilot:
            lengths[width] = line_of(await press(pilot, "4"), "FY2026-Q1 running").count("█")
    assert 4 <= lengths[140] < lengths[200] == 30


async def test_a_lead_has_its_timeline_beside_it_where_the_terminal_is_wide_and_below_where_not(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        assert "Timeline ─" in await press(pilot, "enter")
        assert "newest first" not in screen_text(pilot)
    async with desk() as pilot:
        assert "Timeline, newest first" in await press(pilot, "enter")


def line_of(shown: str, word: str) -> str:
    """The line that has a word."""
    return next(line for line in shown.splitlines() if word in line)


@pytest.mark.parametrize(
    ("size", "due", "late"), [((80, 24), "Nov 20 ", "368d!"), ((200, 50), "Nov 20, 2025 ", "368 d !")]
)
async def test_a_lead_that_is_a_year_late_says_when_it_was_due_and_how_late_it_is(
    desk: Desk, place: Path, clock: Clock, size: tuple[int, int], due: str, late: str
) -> None:
    with Book.open(place, clock.surroundings()) as book:
        for number in range(110, 130):  # more than there is room for: a scroll bar takes its cells
            book.run(AddLead(f"ICE-261-0{number}", date(2025, 11, 3), date(2025, 11, 20)))
    clock.move(days=365)
    async with desk(*size) as pilot:
        said = line_of(screen_text(pilot), "ICE-261-0112 ")
        assert due in said
        assert late in said


@pytest.mark.parametrize(("officers", "leads_seen"), [(2, 11), (12, 8)])
async def test_a_few_officers_leave_their_room_to_the_leads_that_wait(
    desk: Desk, place: Path, frozen: Surroundings, officers: int, leads_seen: int
) -> None:
    with Book.open(place, frozen) as book:
        for number in range(officers - 2):
            book.run(AddOfficer(f"2{number:03}", f"Able, {number}"))
        for number in range(20):
            book.run(AddLead(f"N-{number}", date(2025, 11, 20)))
    async with desk(80, 24) as pilot:
        shown = screen_text(pilot)
        assert f"Officers {officers} " in shown
        assert sum("no date" in line or "R-00" in line or "N-" in line for line in shown.splitlines()) == leads_seen


async def test_at_80_columns_a_long_list_of_leads_shows_the_day_it_is_sorted_by_and_all_officers_alike(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    with Book.open(place, frozen) as book:
        book.run(AddOfficer("7", "Roe, Al"))
        for number in range(40):
            book.run(AddLead(f"N-{number:04}", date(2025, 11, 20), None, "7" if number % 2 else "1041"))
        book.run(RecordOutcomes(["N-0039"], Outcome.NOT_LOCATED, date(2025, 11, 20)))
    async with desk(80, 24) as pilot:
        shown = await press(pilot, "2")
        assert "Received ▼" in shown
        assert "– Not located Nov 20" in line_of(shown, "N-0039")
        assert " Roe, Al " in line_of(shown, "N-0037")
        assert "7 Roe" not in shown
        assert " Officer 1041 " in line_of(shown, "N-0038")
