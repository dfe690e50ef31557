"""Books with officers who are paid and work, for the tests of claims."""

from __future__ import annotations

import random
from datetime import date

from program.calendar import Month
from program.claims.envelope import EnvelopeKind
from program.claims.life import CutReason
from program.claims.pay import Category
from program.leads.outcome import CorrectionReason
from program.officers.standing import Standing
from program.refusals import LeadbookError
from storage.book import Book
from storage.commands.base import Command
from storage.commands.claim import ApproveClaim, CertifyClaim, ReturnClaim, SubmitClaim
from storage.commands.notice import RecordNotice
from storage.commands.officer import AddOfficer, SetStanding
from storage.commands.pay import ChargeOtherSource, RecordPay, RecordTime
from storage.commands.receipt import AddPurchase, AddReceipt, Applied, ApplyReceipt, StartUp

BEGAN = date(2025, 10, 1)
OCTOBER, NOVEMBER = Month(2025, 10), Month(2025, 11)


def paid(book: Book) -> Book:
    """Gives 1041 pay since October, and hours of October and November with some overtime."""
    book.run(RecordPay("1041", 72_800_00, BEGAN, None, 1_500_00, 0, 52_50))
    book.run(RecordTime("1041", OCTOBER, 160_00, 0, 10_00, 2_00))
    book.run(RecordTime("1041", NOVEMBER, 140_00, 0, 4_00))
    return book


def submitted(book: Book, month: Month = OCTOBER) -> Book:
    """Certifies and submits a month."""
    book.run(CertifyClaim(month, "Sheriff R. Moss"))
    book.run(SubmitClaim(month, book.surroundings.today(), "S-1"))
    return book


def money_at_random(book: Book, seed: int, steps: int) -> None:
    """Runs random commands of pay and claims, undo included; refusals are part of the game."""
    chance = random.Random(seed)
    for step in range(steps):
        badge, month = chance.choice(["1041", "1052"]), chance.choice([OCTOBER, NOVEMBER])
        day = date(2025, chance.randrange(10, 13), chance.randrange(1, 24))
        choices: list[Command | None] = [
            RecordPay(badge, chance.randrange(90_000_00), day, None, chance.randrange(1_000_00), 0, 50_00),
            RecordTime(badge, month, chance.randrange(200_00), 0, chance.randrange(90_00)),
            ChargeOtherSource(badge, month, chance.choice(list(Category)), chance.randrange(500_00), "State grant"),
            CertifyClaim(month, "R. Moss"),
            CertifyClaim(month, "R. Moss", chance.randrange(1, 4), CorrectionReason.ENTRY_ERROR),
            SubmitClaim(month, book.surroundings.today(), f"S-{step}"),
            ApproveClaim(month, book.surroundings.today(), {(badge, Category.SALARY): 1_00}, CutReason.OTHER),
            ReturnClaim(month, book.surroundings.today(), CutReason.LATE, ((badge, Category.OVERTIME),)),
            AddReceipt(day, chance.randrange(1, 5_000_00), f"EFT-{step}", [Applied(month)]),
            AddReceipt(day, 122_515_00, f"W-{step}", start_up=StartUp(1, 3)),
            ApplyReceipt(chance.randrange(1, 5), [Applied(month, chance.randrange(1, 900_00))]),
            AddPurchase(day, chance.randrange(1, 9_000_00), chance.choice(list(EnvelopeKind)), "Radios"),
            SetStanding(badge, chance.choice(list(Standing)), day, None, "letter"),
            RecordNotice(badge, day),
            AddOfficer(f"2{step:03}", "Officer of a step"),
            None,
            None,
        ]
        action = chance.choice(choices)
        try:
            if action is None:
                book.undo()
            else:
                book.run(action)
        except LeadbookError:
            continue
