"""Packets that another tree drew, and earlier papers without officers: they hold, and what was altered is found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from program.leads.outcome import CorrectionReason, Outcome
from reports.packet.statement import statement_files
from reports.packet.verify import STATEMENT, packet_notes
from storage.book import Book
from storage.commands.closing import AmendQuarter, CloseQuarter
from storage.commands.lead import AddLead
from storage.commands.officer import AddOfficer
from storage.commands.outcome import RecordOutcomes
from tests.frozen import Clock
from tests.masters import Masters
from tests.reports.test_packet import FORMATS, Q, closed, forge, packet, seal_anew, statement_problems, without_officers


@pytest.fixture
def book(tmp_path: Path, masters: Masters, clock: Clock) -> Iterator[Book]:
    """A book whose quarter is closed."""
    with masters.copy("sqlite", closed, tmp_path / "book.leadbook", clock) as made:
        yield made


def drawn_otherwise(book: Book, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A packet as another tree of this very version draws it: with another title, and its own mark."""
    with monkeypatch.context() as patch:
        patch.setattr("reports.packet.pdf.our_drawing", lambda: "leadbook-drawing-0123456789abcdef")
        patch.setattr("reports.packet.pdf.short_dollars", lambda cents: f"USD {cents // 100}")
        return packet(book, folder)


def test_a_packet_that_another_version_drew_holds_and_that_is_said(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drawn_otherwise(book, tmp_path / "packet", monkeypatch)
    assert (folder / "statement.pdf").read_bytes() != statement_files(book.view.statement(Q))["statement.pdf"]
    assert statement_problems(folder, book) == []
    [note] = packet_notes(STATEMENT, folder)
    assert note.startswith("statement.pdf: drawn by another version of Leadbook")
    assert packet_notes(STATEMENT, packet(book, tmp_path / "ours")) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_packet_that_another_version_drew_is_found_where_it_was_altered(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = drawn_otherwise(book, tmp_path / "packet", monkeypatch) / name
    path.write_bytes(path.read_bytes() + b" ")
    assert statement_problems(path.parent) == [f"{name}: is not as the manifest has it"]


def test_its_figures_are_reckoned_anew_all_the_same(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drawn_otherwise(book, tmp_path / "packet", monkeypatch)
    body = json.loads((folder / "statement.json").read_text(encoding="utf-8"))
    forge(body, "award")
    (folder / "statement.json").write_text(json.dumps(body), encoding="utf-8")
    seal_anew(folder)
    assert statement_problems(folder) == ["statement.json: the award is not the tier times the eligible officers"]


def test_without_officers_their_order_is_not_that_of_their_names(book: Book, tmp_path: Path) -> None:
    book.run(AmendQuarter(Q, CorrectionReason.ICE_ADVISED))
    for number in range(12):
        book.run(AddOfficer(f"2{number:03}", f"Name {number:03}", date(2025, 10, 1)))
        book.run(AddLead(f"24-1{number:03}", date(2025, 10, 1), None, f"2{number:03}"))
        book.run(RecordOutcomes([f"24-1{number:03}"], [*Outcome][1 + number % 6], date(2025, 11, 1)))
    book.run(CloseQuarter(Q))
    whole = book.view.statement(Q)
    nameless = without_officers(book, whole)
    by_name, neutral = ([officer["by_outcome"] for officer in body["officers"]] for body in (whole, nameless))
    assert by_name != neutral
    assert sorted(map(str, by_name)) == sorted(map(str, neutral))
    assert statement_problems(packet(book, tmp_path / "nameless", nameless), book) == []


def test_a_paper_without_officers_that_left_in_the_order_of_names_still_fits_the_book(
    book: Book, tmp_path: Path
) -> None:
    whole = book.view.statement(Q)
    by_name = [{**officer, "badge": None, "name": None} for officer in whole["officers"]]
    left = {**without_officers(book, whole), "officers": by_name, "closed": whole["closed"]}
    assert statement_problems(packet(book, tmp_path / "left", left), book) == []
