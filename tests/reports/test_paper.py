"""What a paper says and how it stands: words instead of codes, every cell in its column, no cell a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from program.leads.outcome import Category, CorrectionReason, Origin, Outcome
from reports.packet.pdf import fitting
from reports.packet.settable import settable
from reports.packet.statement import statement_files
from storage.book import Book
from storage.commands.closing import AmendQuarter, CloseQuarter
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.text import as_cell, of_cell, printable
from tests.frozen import Clock
from tests.masters import Masters
from tests.reports.test_packet import Q, closed, pages


@pytest.fixture
def book(tmp_path: Path, masters: Masters, clock: Clock) -> Iterator[Book]:
    """A book whose quarter is closed."""
    with masters.copy("sqlite", closed, tmp_path / "book.leadbook", clock) as made:
        yield made


def test_no_code_and_no_moment_stands_in_the_text_of_a_paper(book: Book) -> None:
    clock_words = re.compile(r"\d\d:\d\d|\d{4}-\d\d|\bU\d")
    book.run(AmendQuarter(Q, CorrectionReason.ENTRY_ERROR))
    book.run(AddLead("24-777", date(2025, 12, 1), category=Category.WELFARE_CHECK, origin=Origin.AGENCY))
    book.run(RecordOutcomes(["24-009"], Outcome.OUTSIDE_JURISDICTION, date(2026, 1, 2)))
    book.run(RecordOutcomes(["24-007"], Outcome.LOCATED, date(2025, 11, 10), reason=CorrectionReason.ICE_ADVISED))
    book.run(CloseQuarter(Q))
    body = book.view.statement(Q)
    read = pages(statement_files(body)["statement.pdf"])
    foot = f"FY2026-Q1 · revision 2 · closed {body['closed']['at']} · journal"
    assert all(foot in page for page in read)
    said = " ".join(" ".join(read).split()).replace(foot, "").replace(body["rule_set"]["id"], "")
    assert "closed Jan 12, 2026 by" in said
    assert "24-009 outcome date none Jan 2, 2026" in said
    assert "24-007 reason none ICE advised" in said
    assert not re.findall(r"[a-z]+_[a-z]+", said)
    assert not clock_words.findall(said)


def test_a_long_run_stays_in_its_column_and_reads_back_whole(book: Book) -> None:
    body = book.view.statement(Q)
    runs = ["ICE/ERO/2025-10/000091/AB", "f" * 60, "\N{CJK UNIFIED IDEOGRAPH-6F22}" * 9, "ACK-90-0000-1111-2222 of x"]
    for lead, run in zip(body["leads"], runs, strict=False):
        lead["evidence"] = run
    said = "".join("".join(pages(statement_files(body)["statement.pdf"])).split())
    assert all("".join(settable(run).split()) in said for run in runs)
    assert "\u200b" not in said
    pieces = list(map(fitting, runs))
    assert all(len(piece) <= 24 for found in pieces for piece in found)
    assert pieces[0] == ["ICE/", "ERO/", "2025-", "10/", "0000", "91/", "AB"]
    assert pieces[3][-4:] == [" ", "of", " ", "x"]


SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b"  # plain, full-width and small


@pytest.mark.parametrize("cell", [*(f"{sign}1+1" for sign in SIGNS), "\t=1", "\r=1", " =1", "\x00=1", "\u3000=1"])
def test_a_cell_is_never_a_formula_and_reads_back_as_what_it_was(cell: str) -> None:
    made = as_cell(cell)
    assert made[0] == "'"
    assert made.isprintable()
    assert of_cell(made) == printable(cell)
    assert of_cell("'24-1187") == as_cell("'24-1187") == "'24-1187"
