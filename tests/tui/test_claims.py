"""Pay, time, a claim's life and the money by keys: from an officer's salary to the receipt that pays the claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from program.calendar import Month
from program.claims.life import ClaimStatus
from program.claims.overtime_cap import CapUse
from storage.book import Book
from storage.commands.claim import ApproveClaim, CertifyClaim
from storage.commands.receipt import AddReceipt, Applied
from storage.surroundings import Surroundings
from storage.views.claim_screen import ClaimsScreen
from tests.books import new_book, staffed
from tests.frozen import Clock
from tests.money_books import paid as paid_officer
from tests.money_books import submitted
from tests.tui.conftest import Desk, press, screen_text, typed
from tui.lists.lines import Lines
from tui.screens.claim_lines import cap_lines

OCTOBER = Month(2025, 10)


@pytest.fixture
def place(tmp_path: Path, frozen: Surroundings, clock: Clock) -> Path:
    """Two officers, authorized since 1 October 2025; it is 12 November."""
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        staffed(book)
    clock.move(days=-11)
    return tmp_path / "book.leadbook"


async def fill(pilot: Pilot[int], *texts: str) -> str:
    """Types texts into the fields of a dialog, from the focused one on, and submits."""
    for at, text in enumerate(texts):
        field = pilot.app.focused
        assert isinstance(field, Input)
        field.value = text
        await press(pilot, "tab" if at + 1 < len(texts) else "enter")
    return screen_text(pilot)


def asked(place: Path, surroundings: Surroundings, month: Month = OCTOBER) -> ClaimsScreen:
    """What another program reads in the book."""
    with Book.open(place, surroundings) as book:
        return book.view.claims_screen(month)


async def paid(pilot: Pilot[int]) -> str:
    """Goes to October and records pay and time of one officer."""
    await press(pilot, "5 left_square_bracket y")
    await keep(pilot, "72,800", "1,500", "", "52.50")
    await press(pilot, "escape t")
    await keep(pilot, "160", "", "10", "2")
    return await press(pilot, "escape")


async def keep(pilot: Pilot[int], *cells: str) -> str:
    """Types a row of a sheet, cell by cell, and keeps it."""
    for at, text in enumerate(cells):
        await typed(pilot, text)
        await press(pilot, "tab" if at + 1 < len(cells) else "enter")
    return screen_text(pilot)


async def test_from_pay_and_time_to_a_paid_claim(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk(140, 40) as pilot:
        shown = await paid(pilot)
        assert "October 2025 · Oct 1 – Oct 31" in shown
        assert "DRAFT ──▶ certified" in shown
        assert "$6,066.67 $1,500.00 $420.00 $7,986.67 $105.00" in " ".join(shown.split())
        await press(pilot, "c")
        await fill(pilot, "Sheriff R. Moss")
        assert "certified" in await press(pilot, "c")
        await fill(pilot, "S-1", "today")
        assert asked(place, frozen).shown.status is ClaimStatus.SUBMITTED
        await press(pilot, "c enter")
        assert asked(place, frozen).shown.status is ClaimStatus.APPROVED
        await press(pilot, "r")
        await fill(pilot, "9,000", "today", "EFT-1", "2025-10")
        found = asked(place, frozen)
        assert found.shown.status is ClaimStatus.PAID
        assert found.unapplied_cents == 900_000 - found.shown.claim.totals.claimed_cents > 0
        assert "not applied" in screen_text(pilot)


async def test_a_line_can_be_opened_to_its_arithmetic(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await paid(pilot)
        await press(pilot, "tab shift+tab")
        assert "31 of 31 days authorized" in await press(pilot, "enter")


async def test_ice_approves_a_line_with_less_and_the_claim_is_corrected(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk(140, 40) as pilot:
        await paid(pilot)
        await press(pilot, "c")
        await fill(pilot, "Sheriff R. Moss")
        await press(pilot, "c")
        await fill(pilot, "S-1", "today")
        await press(pilot, "c tab tab right tab")
        await typed(pilot, "6000")
        assert "of $6,066.67" in await press(pilot, "enter")
        assert asked(place, frozen).shown.status is ClaimStatus.SUBMITTED
        await press(pilot, "enter")
        found = asked(place, frozen)
        assert found.shown.status is ClaimStatus.SHORT_PAID
        assert [cut.cents for cut in found.claims[0].cuts] == [6_667]
        assert "Money received" in await press(pilot, "c")  # the next step is the money, never a correction
        await press(pilot, "escape a")
        assert "Correct claim 1" in screen_text(pilot)
        assert "turn to the one that fits" in await fill(pilot, "Sheriff R. Moss")
        assert [claim.corrects for claim in asked(place, frozen).claims] == [None]
        await press(pilot, "right enter")
        assert [claim.corrects for claim in asked(place, frozen).claims] == [None, 1]


async def test_what_cannot_be_is_refused_in_words(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "5 r")
        assert "pays: 'soon'" in await fill(pilot, "1", "today", "R", "soon")
        assert asked(place, frozen).receipts == ()


async def test_periods_are_stepped_through_and_never_into_the_future(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        assert "November 2025 · Nov 1 – Nov 30" in await press(pilot, "5")
        assert "November 2025 · Nov 1 – Nov 30" in await press(pilot, "right_square_bracket")
        assert "FY2026-Q1 · Oct 1 – Dec 31" in await press(pilot, "x")
        assert "FY2025-Q4 · Jul 1 – Sep 30" in await press(pilot, "left_square_bracket")
        assert "September 2025 · Sep 1 – Sep 30" in await press(pilot, "x")


async def test_a_purchase_is_taken_from_its_envelope(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "5 b tab")
        await fill(pilot, "Radios", "1,200.50", "today")
        [bought] = asked(place, frozen).start_up.purchases
        assert (bought.what, bought.cents, bought.on) == ("Radios", 120_050, date(2025, 11, 12))


async def test_what_another_source_pays_is_split_off_the_line(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk(140, 40) as pilot:
        await paid(pilot)
        await press(pilot, "o")
        shown = await fill(pilot, "State grant", "7,000")
        assert "amount: '$7,000.00': officer 1041 Officer 1041: $6,066.67 of salary is" in shown
        await press(pilot, "escape o")
        await fill(pilot, "State grant", "500")
        salary = asked(place, frozen).shown.claim.lines[0]
        assert [(part.why.value, part.cents) for part in salary.not_claimed] == [("other_source", 500_00)]


async def test_a_paper_is_named_behind_the_claim(desk: Desk, place: Path, frozen: Surroundings, tmp_path: Path) -> None:
    (tmp_path / "hours.pdf").write_bytes(b"hours")
    async with desk(140, 40) as pilot:
        await press(pilot, "5 left_square_bracket d")
        assert "name a file" in await press(pilot, "enter")
        await fill(pilot, str(tmp_path / "hours.pdf"))
    with Book.open(place, frozen) as book:
        assert [paper["file"] for paper in book.view.claim_body(OCTOBER)["documents"]] == ["hours.pdf"]


async def test_the_rest_of_a_receipt_is_applied_from_its_line(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk(140, 40) as pilot:
        await paid(pilot)
        await press(pilot, "c")
        await fill(pilot, "Sheriff R. Moss")
        await press(pilot, "c")
        await fill(pilot, "S-1", "today")
        await press(pilot, "r")
        await fill(pilot, "900", "today", "EFT-1", "")
        assert asked(place, frozen).unapplied_cents == 900_00
        await choose(pilot, "owed", "EFT-1")
        assert "Apply $900.00 of receipt 1, EFT-1" in screen_text(pilot)
        await fill(pilot, "2025-10")
        assert asked(place, frozen).unapplied_cents == 0


async def test_start_up_money_is_booked_with_its_residual(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "5 r")
        for text in ("122,515", "today", "W-1"):
            field = pilot.app.focused
            assert isinstance(field, Input)
            field.value = text
            await press(pilot, "tab")
        await press(pilot, "tab right tab")
        await fill(pilot, "3")
        [payment] = asked(place, frozen).start_up.receipts
        assert (payment.agreements, payment.officers, payment.payment.residual_cents) == (1, 3, 15_00)
        assert "residual $15.00" in screen_text(pilot)


async def test_what_is_missing_opens_the_sheet_where_it_is_filled_in(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await paid(pilot)
        await choose(pilot, "missing", "no pay on")
        shown = screen_text(pilot)
        assert "Pay from this day on" in shown
        assert "▌ 1052" in shown
        await press(pilot, "escape")
        await choose(pilot, "missing", "no payroll file")
        assert "Hours of a month" in screen_text(pilot)


@pytest.mark.parametrize(("overtime", "mark"), [("276", " 79%  1041"), ("278", " 80%• 1041"), ("400", "100%! 1041")])
async def test_the_caps_meter_warns_at_80_and_100_per_cent_by_a_mark_and_words(
    desk: Desk, overtime: str, mark: str
) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "5 left_square_bracket y")
        await keep(pilot, "72,800", "", "", "52.50")
        await press(pilot, "escape t")
        await keep(pilot, "160", "", overtime)
        shown = await press(pilot, "escape")
        assert mark in shown
        assert ("only $" in shown or "nothing left" in shown) == ("%  " not in mark)


async def choose(pilot: Pilot[int], lines: str, words: str) -> None:
    """Enter on the line of a list that says so."""
    found = pilot.app.screen.query_one(f"#{lines}", Lines)
    index = next(at for at in range(found.option_count) if words in str(found.get_option_at_index(at).prompt))
    found.focus()
    found.highlighted = index
    await press(pilot, "enter")


async def test_a_claims_packet_is_written_from_the_screen(desk: Desk, tmp_path: Path) -> None:
    async with desk(80, 24) as pilot:
        await paid(pilot)
        await press(pilot, "p")
        await fill(pilot, str(tmp_path / "packet"))
    assert sorted(path.name for path in (tmp_path / "packet").iterdir()) == [
        "MANIFEST.sha256",
        "claim.csv",
        "claim.json",
        "claim.pdf",
        "claim.xlsx",
    ]


async def test_every_line_of_the_money_is_reached_by_keys_and_an_envelope_opens_the_purchase(desk: Desk) -> None:
    async with desk() as pilot:
        shown = await press(pilot, "5 tab left")
        assert "vehicle   $100,000.00" in shown
        shown = await press(pilot, "tab down enter")
        assert "Bought from the start-up money" in shown
        assert "‹ vehicle ›" in shown
        assert "by days" in await press(pilot, "escape shift+tab left")


async def test_the_agencys_own_reading_is_recorded_from_the_screen(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk(140, 40) as pilot:
        await paid(pilot)
        await press(pilot, "s")
        for text in ("agreement, 4", "2025-10"):
            field = pilot.app.focused
            assert isinstance(field, Input)
            field.value = text
            await press(pilot, "tab")
        await press(pilot, "right right tab")
        assert "is a whole percent from 1 to 100" in await fill(pilot, "101")
        assert "salary basis percent, salary percent 50; agreement, 4" in await fill(pilot, "50")
        assert asked(place, frozen).shown.claim.lines[0].claimed_cents == 3_033_33


async def test_as_many_things_are_said_to_be_missing_as_there_are_lines_of_them(desk: Desk) -> None:
    async with desk(140, 50) as pilot:
        await press(pilot, "5 left_square_bracket t")
        await keep(pilot, "160", "", "10", "2")
        await keep(pilot, "150", "", "", "")
        shown = await press(pilot, "escape")
        assert "! 2 officers: hours typed, no payroll" in shown
        assert f"Missing {shown.count('! ')} " in shown


def test_the_overtime_caps_with_a_warning_stand_first(place: Path, frozen: Surroundings) -> None:
    screen = asked(place, frozen)
    caps = tuple(CapUse(str(badge), 100_00, 0, cents) for badge, cents in enumerate((50_00, 80_00, 100_00, 79_99, 0)))
    shown = replace(screen.shown, claim=replace(screen.shown.claim, overtime_cap=caps))
    lines = [line.text.plain.split() for line in cap_lines(replace(screen, shown=shown), 54)]
    assert [(words[1], words[2]) for words in lines] == [("100%!", "2"), ("80%•", "1"), ("50%", "0"), ("79%", "3")]


async def test_the_oldest_month_that_nobody_claimed_is_where_the_third_row_and_its_key_go(
    desk: Desk, place: Path, frozen: Surroundings, clock: Clock
) -> None:
    with Book.open(place, frozen) as book:
        paid_officer(book)
        clock.move(days=(date(2026, 1, 5) - frozen.today()).days)
        book.run(CertifyClaim(Month(2025, 12), "Sheriff R. Moss"))
        book.run(CertifyClaim(OCTOBER, "Sheriff R. Moss"))
    async with desk(140, 40) as pilot:
        assert "! The claim of November 2025 can be certified: $" in screen_text(pilot)
        assert "November 2025 · Nov 1 " in await press(pilot, "5")
        assert "December 2025 · Dec 1 " in await press(pilot, "right_square_bracket")
        assert "November 2025 · Nov 1 " in await press(pilot, "5"), "its key works on the claims, too"


async def test_where_nothing_comes_next_a_line_says_why(
    desk: Desk, place: Path, frozen: Surroundings, clock: Clock
) -> None:
    with Book.open(place, frozen) as book:
        submitted(paid_officer(book))
        book.run(ApproveClaim(OCTOBER, frozen.today()))
        book.run(AddReceipt(frozen.today(), 7_986_67, "EFT-1", [Applied(OCTOBER)]))
    async with desk() as pilot:
        shown = await press(pilot, "5 left_square_bracket")
        assert "PAID" in shown
        for key, says in (
            ("c", "The claim of October 2025 is paid, and nothing comes next; a corrects it"),
            ("right_square_bracket a", "The claim of November 2025 is a draft: nothing to correct; c certifies it"),
            ("e", "The claim of November 2025 was not submitted, so that ICE could decide on it"),
        ):
            shown = await press(pilot, key)
            assert shown.splitlines()[-2].strip().startswith(says)


async def test_at_140_columns_what_is_owed_and_came_stands_whole(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        assert "nothing yet" in await press(pilot, "5")
        assert pilot.app.screen.query_one("#owed").max_scroll_y == 0
