"""What the screen of claims says of a claim's life and money, in the room that there is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from program.calendar import Month
from program.claims.life import CutReason
from program.claims.overtime_cap import CapUse
from program.claims.pay import Category
from storage.book import Book
from storage.commands.claim import ApproveClaim, ReturnClaim
from storage.commands.receipt import AddReceipt, Applied
from storage.surroundings import Surroundings
from storage.views.claim_screen import ClaimsScreen
from tests.books import new_book, staffed
from tests.frozen import TODAY
from tests.masters import Masters
from tests.money_books import OCTOBER, paid, submitted
from tests.tui.conftest import Desk, press
from tui.screens.claim_lines import cap_lines, headline_words, history_words, missing_lines, next_words, to_be_paid

USUAL_ROOM = 76


@pytest.fixture
def book(tmp_path: Path, frozen: Surroundings) -> Book:
    """Two officers, one of whom is paid; October went to ICE."""
    return submitted(paid(staffed(new_book(tmp_path / "book.leadbook", frozen))))


def with_keys(words: str) -> str:
    return words.replace("{next_step}", "c").replace("{correct_claim}", "a")


def of(book: Book, month: Month = OCTOBER) -> ClaimsScreen:
    return book.view.claims_screen(month)


def headline(screen: ClaimsScreen, room: int = USUAL_ROOM) -> str:
    return headline_words(screen.shown, with_keys, TODAY, room).plain


def test_an_amount_is_left_out_whole_where_there_is_no_room_for_it(book: Book) -> None:
    whole = headline(of(book))
    assert whole == "c records what ICE decided · $7,986.67 claimed · $105.00 not claimed"
    assert headline(of(book), len(whole)) == whole
    assert headline(of(book), len(whole) - 1) == "c records what ICE decided · $7,986.67 claimed"
    assert headline(of(book), 30) == "c records what ICE decided"


def test_once_ice_has_decided_the_headline_says_what_it_approved(book: Book) -> None:
    book.run(ApproveClaim(OCTOBER, TODAY, {("1041", Category.OVERTIME): 200_00}, CutReason.NOT_ALLOWABLE))
    assert headline(of(book)) == "c records the money; a claims it again · $7,766.67 of $7,986.67 approved"


def test_the_oldest_steps_of_a_claim_give_way_to_the_newest(book: Book) -> None:
    book.run(ApproveClaim(OCTOBER, TODAY))
    book.run(AddReceipt(TODAY, 7_986_67, "EFT-1", [Applied(OCTOBER)]))
    shown = of(book).shown
    newest = "decided Nov 23: $7,986.67 of $7,986.67 · $7,986.67 received"
    whole = f"certified Nov 23 by Sheriff R. Moss · submitted Nov 23 as S-1 · {newest}"
    assert history_words(shown, TODAY, 200) == whole
    assert history_words(shown, TODAY, len(newest)) == newest
    assert history_words(shown, TODAY, 5) == "$7,986.67 received"


def test_a_claim_that_came_back_whole_says_so_in_one_line_under_what_is_missing(book: Book) -> None:
    book.run(ReturnClaim(OCTOBER, TODAY, CutReason.DOCUMENTS_MISSING))
    lines = [line.text.plain.strip() for line in missing_lines(of(book), TODAY)]
    assert lines == [
        "! 1052 Officer 1052: no pay on 31 authorized days",
        "! 1041 Officer 1041: hours typed, no payroll file",
        "all of it returned Nov 23: documents missing",
    ]


def test_what_is_left_of_a_receipt_begins_with_a_claim_of_which_money_is_open(book: Book) -> None:
    book.run(ApproveClaim(OCTOBER, TODAY))
    november = of(book, Month(2025, 11))
    assert (pays := to_be_paid(november)) is not None
    assert pays.period == OCTOBER
    book.run(AddReceipt(TODAY, 7_986_67, "EFT-1", [Applied(OCTOBER)]))
    assert to_be_paid(of(book, Month(2025, 11))) is None


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (80, "━━━━━━━━┄┄  80%• 1041 Officer 1041                   only $20.00 left of $100.00"),
        (54, "━━━━━━━━┄┄  80%• 1041 Officer 1041    only $20.00 left"),
        (40, "━━━━━━━━┄┄  80%• 1041   only $20.00 left"),
    ],
)
def test_a_meter_names_its_officer_and_ends_where_its_line_does(book: Book, room: int, said: str) -> None:
    screen = of(book)
    shown = replace(
        screen.shown, claim=replace(screen.shown.claim, overtime_cap=(CapUse("1041", 100_00, 70_00, 10_00),))
    )
    [line] = cap_lines(replace(screen, shown=shown), room)
    assert line.text.plain == said


def test_a_draft_says_from_when_it_can_be_certified(book: Book) -> None:
    assert next_words(of(book, Month(2025, 11)).shown, with_keys, TODAY) == "can be certified from Dec 1 (c)"


async def test_the_caps_of_twelve_officers_are_shown_at_140_by_40_without_scrolling(
    desk: Desk, tmp_path: Path, masters: Masters
) -> None:
    masters.copy_demo(tmp_path / "demo.leadbook")
    async with desk(140, 40, at=tmp_path / "demo.leadbook") as pilot:
        shown = await press(pilot, "5 left_square_bracket")
        meters = [line for line in shown.splitlines() if "┄" in line and "% " in line]
        assert len(meters) == 12
