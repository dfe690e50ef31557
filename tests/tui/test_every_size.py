"""What holds at every size of a terminal: nothing is cut without saying so, and nothing starves beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.officer import AddOfficer
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from tests.tui.conftest import Desk, press, screen_text
from tui.lists.columns import Column, fitted, shown_of, widths_of
from tui.lists.long_list import LongList

SMALLEST = (60, 18)

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
        assert "▌ …/2026/000123 Nov 3  20 d !" in screen_text(pilot)
    async with desk(200, 50) as pilot:
        assert "▌ ICE/ERO-MIA/2026/000123 Nov 3  20 d !" in screen_text(pilot)


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
        ("김, 민준", 6, False, "김,…"),
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


def line_of(shown: str, word: str) -> str:
    """The line that has a word."""
    return next(line for line in shown.splitlines() if word in line)
