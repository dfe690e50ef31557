"""Texts drawn from all that has hurt programs, through every free field and out again by every way.

``LEADBOOK_TEXTS=10000`` draws so many, otherwise some.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from program.calendar import Month, Quarter
from program.claims.envelope import EnvelopeKind
from program.claims.pay import Category
from program.disclosure import Given
from program.leads.outcome import CorrectionReason, Outcome
from program.officers.standing import Standing
from program.quarters.award import AwardStep
from program.refusals import LeadbookError
from storage.book import Book
from storage.commands.award import RecordAward
from storage.commands.base import Command
from storage.commands.disclosure import AddDisclosure
from storage.commands.ice_count import RecordIceCount
from storage.commands.lead import AddLead
from storage.commands.lead_view import SaveView
from storage.commands.officer import AddOfficer, SetStanding
from storage.commands.outcome import RecordOutcomes
from storage.commands.pay import ChargeOtherSource
from storage.commands.receipt import AddPurchase, AddReceipt
from storage.commands.retention import PlaceHold
from storage.maintenance.check import check
from storage.surroundings import Surroundings
from storage.text import printable
from tests.books import BEGAN
from tests.cli.conftest import Leadbook
from tests.frozen import TODAY
from tests.hostile.texts import HOSTILE
from tests.tui.conftest import Desk, press, screen_text

TEXTS = int(os.environ.get("LEADBOOK_TEXTS") or 60)
Q = Quarter(2026, 1)
_PIECES = [
    *(str(one.values[0])[:40] for one in HOSTILE),
    *("=1+1", "＝1", "@x", "-2", "+3", "\t=4", "'", '"', '""', ",", ";", "|", "\r\n", "\n", "\r", "\x85", "\u2028"),
    *("\u200b", "\u200d", "\u2066", "\u2069", "\ufeff", "\ufffe", "\U000e0041", "\ue000", "\x7f", "\x1b[2J", "\x08"),
    *(
        "$(id)",
        "`id`",
        "%n",
        "{}",
        "\\",
        "\\x1b",
        "../..",
        "NUL",
        "--",
        "-rf",
        "#",
        "*",
        "_",
        "$",
        "<b>",
        "&amp;",
        "]]>",
    ),
    *("ﷺ", "𝔖𝔬", "Ⅻ", "ß", "İ", "١٢", "०", "½", "Å", "a\u0308", "\u0301", "🏳️‍🌈", "null", "NaN", "1e9", "0", "24-1187"),
]
_BREAKS = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
"""The kinds of characters that move a cursor, turn a line around or are no character at all."""


def drawn(count: int, seed: int = 1) -> Iterator[str]:
    """Texts of one to four pieces, some of them of any characters at all."""
    chance = random.Random(seed)
    for _ in range(count):
        blocks = chance.choices([0, 0x80, 0x2000, 0x3000, 0xFE00], k=4)
        anything = "".join(chr(block + chance.randrange(256)) for block in blocks)
        yield "".join(chance.choices([*_PIECES, anything, "x" * chance.randrange(300)], k=chance.randint(1, 4)))


def every_field(text: str, number: int) -> list[Command]:
    """A command for each free field, with the text in it."""
    return [
        AddOfficer(f"{text}{number}", text, BEGAN, harmless=True),
        SetStanding("1041", Standing.AUTHORIZED, BEGAN, basis=text, harmless=True),
        AddLead(f"{number} {text}", date(2025, 11, 3), harmless=True),
        RecordOutcomes(["S-1"], Outcome.LOCATED, TODAY, "1041", text, CorrectionReason.NEW_INFORMATION, harmless=True),
        SaveView(text, text, harmless=True),
        AddDisclosure(Given.OTHER, text, text, TODAY, note=text, harmless=True),
        RecordAward(Q, AwardStep.CLAIMED, 100_00, TODAY, text, harmless=True),
        RecordIceCount(Q, 1, 1, TODAY, text, harmless=True),
        AddReceipt(TODAY, 1_00, text, harmless=True),
        AddPurchase(TODAY, 1_00, EnvelopeKind.EQUIPMENT, text, harmless=True),
        ChargeOtherSource("1041", Month(2025, 10), Category.SALARY, 1_00, text, harmless=True),
        PlaceHold(text, harmless=True),
    ]


def breaks(said: str) -> set[str]:
    """What stands in a text that no terminal should get; our own line breaks are none of it."""
    return {hex(ord(one)) for one in said if one != "\n" and unicodedata.category(one) in _BREAKS}


async def test_texts_go_in_or_are_refused_in_one_line_and_come_out_tame_by_every_way(
    leadbook: Leadbook, desk: Desk, tmp_path: Path, frozen: Surroundings
) -> None:
    place = tmp_path / "book.leadbook"
    taken, refusals = 0, set()
    with Book.open(place, frozen) as book:
        book.run(AddLead("S-1", date(2025, 11, 3)))
        for number, text in enumerate(drawn(TEXTS)):
            for command in every_field(text, number):
                try:
                    taken += book.run(command).entry is not None
                except LeadbookError as refused:
                    refusals.add(printable(str(refused)))
        assert taken > 5 * TEXTS
        assert breaks("".join(refusals)) | {one for one in refusals if "\n" in one} == set()
        assert check(book, full=True).findings == ()

    for words in (
        *("status", "lead list", "officer list", "officer clocks", "journal", "quarter", "award FY2026-Q1"),
        *("receipt list", "disclosures list", "retention", "receivables"),
    ):
        ran = leadbook(*words.split())
        assert (ran.code, breaks(ran.out), breaks(ran.err)) == (0, set(), set()), words
    for words in ("lead list", "officer list", "journal", "disclosures list", "quarter"):
        assert json.loads(leadbook(*words.split(), "--json").out)
    assert leadbook("lead", "list", "--out", str(tmp_path / "leads.csv")).code == 0
    listed = (tmp_path / "leads.csv").read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(listed, newline="")) for cell in row]
    assert breaks("".join(cells)) == set()
    assert [cell for cell in cells if unicodedata.normalize("NFKC", cell.lstrip()[:1])[:1] in tuple("=+-@")] == []

    exported, again = tmp_path / "book.jsonl", tmp_path / "again.leadbook"
    assert leadbook("export", str(exported)).code == 0
    assert leadbook("--book", str(again), "load", str(exported)).code == 0

    async with desk(80, 24, at=place) as pilot:
        for keys in ("1", "2", "2 enter", "3", "3 enter", "4", "5", "6", "6 enter", "2 G", "3 G", "6 G"):
            await press(pilot, keys)
            assert breaks(screen_text(pilot)) == set(), keys
            await press(pilot, "escape")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_drawn_holds_what_hurts(seed: int) -> None:
    assert breaks("".join(drawn(60, seed)))
