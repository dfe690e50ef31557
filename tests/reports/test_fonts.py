"""What the paper's own fonts lack is set with a font of this computer that has it, and verified where that font is.

``fonts/bars.ttf`` has two Chinese characters, 山 and 田, as bars; it was made for these tests.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.packet import fonts
from reports.packet.document import Document
from reports.packet.fonts import fonts_for, mark_in
from reports.packet.pdf import pdf_of
from reports.packet.statement import statement_files
from reports.packet.verify import STATEMENT, packet_notes
from reports.worksheet import write_worksheets
from storage.book import Book
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.officer import AddOfficer
from storage.surroundings import Surroundings
from tests.books import new_book
from tests.frozen import TODAY
from tests.reports.test_packet import Q, packet, statement_problems

BARS = Path(__file__).parent / "fonts" / "bars.ttf"
PLAIN = Document("Title", "Agency", (), (), None, 2026, (), None, (), (), (), "foot")


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without fonts of its own."""
    monkeypatch.setattr(fonts, "_regular", lambda: iter(()))


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer whose only font has two Chinese characters."""
    monkeypatch.setattr(fonts, "_regular", lambda: iter([(BARS, 0)]))


@pytest.fixture
def named(tmp_path: Path, frozen: Surroundings) -> Iterator[Book]:
    """A book with an officer whose name the paper's own fonts cannot set."""
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        book.run(AddOfficer("3001", "山田, 太郎", TODAY))
        book.run(AddLead("R-1", date(2025, 11, 3)))
        book.run(AssignLeads(["R-1"], "3001"))
        yield book


@pytest.mark.usefixtures("bars")
def test_a_character_that_a_font_of_this_computer_has_is_set_and_others_are_named() -> None:
    pdf = pdf_of(replace(PLAIN, agency="山田, 太郎"))
    assert "山田, U+592AU+90CE" in text_of(pdf)
    assert mark_in(pdf) is not None
    assert pdf == pdf_of(replace(PLAIN, agency="山田, 太郎"))


@pytest.mark.usefixtures("no_font")
def test_without_such_a_font_every_one_of_them_is_named() -> None:
    pdf = pdf_of(replace(PLAIN, agency="山田"))
    assert "U+5C71U+7530" in text_of(pdf)
    assert mark_in(pdf) is None


def test_a_text_that_the_papers_own_fonts_set_asks_for_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def looked_for() -> object:
        raise AssertionError

    monkeypatch.setattr(fonts, "_regular", looked_for)
    assert mark_in(pdf_of(replace(PLAIN, agency="Đặng, Ñuño"))) is None


def test_a_font_that_cannot_be_set_is_done_without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nameless = tmp_path / "nameless.ttf"
    nameless.write_bytes(BARS.read_bytes().replace(b"name", b"eman", 1))
    monkeypatch.setattr(fonts, "_regular", lambda: iter([(nameless, 0)]))
    assert "U+5C71U+7530" in text_of(pdf_of(replace(PLAIN, agency="山田")))


@pytest.mark.parametrize("content", [b"", b"no font", b"ttcf", BARS.read_bytes()[:60], BARS.read_bytes()[:440]])
def test_a_file_that_is_no_font_covers_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.ttf").write_bytes(content)
    files = [tmp_path / "gone.ttf", tmp_path / "broken.ttf"]
    monkeypatch.setattr(fonts, "_regular", lambda: iter([(file, 0) for file in files]))
    assert fonts_for(frozenset("山田")) == ()


def test_a_font_that_may_not_be_embedded_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = bytearray(BARS.read_bytes())
    at = whole.index(b"OS/2")
    (offset,) = struct.unpack(">I", whole[at + 8 : at + 12])
    whole[offset + 8 : offset + 10] = struct.pack(">H", 2)
    (tmp_path / "restricted.ttf").write_bytes(whole)
    monkeypatch.setattr(fonts, "_regular", lambda: iter([(tmp_path / "restricted.ttf", 0)]))
    assert fonts_for(frozenset("山田")) == ()


def test_one_of_a_collection_of_fonts_is_read_by_its_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    head = struct.pack(">4sIII", b"ttcf", 0x00010000, 1, 16)
    alone = bytearray(BARS.read_bytes())
    for at in range(struct.unpack(">H", alone[4:6])[0]):
        (offset,) = struct.unpack(">I", alone[12 + 16 * at + 8 : 12 + 16 * at + 12])
        alone[12 + 16 * at + 8 : 12 + 16 * at + 12] = struct.pack(">I", offset + len(head))
    (tmp_path / "collection.ttc").write_bytes(head + alone)
    monkeypatch.setattr(fonts, "_regular", lambda: iter([(tmp_path / "collection.ttc", 0)]))
    [font] = fonts_for(frozenset("山田太"))
    assert font.covers == frozenset("山田")


@pytest.mark.usefixtures("bars")
def test_a_name_is_set_on_statement_and_worksheet(named: Book, tmp_path: Path) -> None:
    assert "山田, U+592AU+90CE" in text_of(statement_files(named.view.draft_statement(Q))["statement.pdf"])
    write_worksheets(named, "3001", tmp_path / "sheet.pdf")
    assert "山田, U+592AU+90CE, badge 3001" in text_of((tmp_path / "sheet.pdf").read_bytes())


def test_a_packet_set_with_another_computers_font_holds_and_that_is_said(
    named: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = named.view.draft_statement(Q)
    monkeypatch.setattr(fonts, "_regular", lambda: iter([(BARS, 0)]))
    there = packet(named, tmp_path / "there", body)
    assert (statement_problems(there, named), packet_notes(STATEMENT, there)) == ([], [])
    monkeypatch.setattr(fonts, "_regular", lambda: iter(()))
    here = packet(named, tmp_path / "here", body)
    assert (statement_problems(here, named), packet_notes(STATEMENT, here)) == ([], [])
    assert statement_problems(there, named) == []
    [note] = packet_notes(STATEMENT, there)
    assert note.startswith("statement.pdf: a name in it needs a font that another computer has or lacks")
    monkeypatch.setattr(fonts, "_regular", lambda: iter([(BARS, 0)]))
    assert [note] == packet_notes(STATEMENT, here)
