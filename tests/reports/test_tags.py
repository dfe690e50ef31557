"""The papers are PDF/UA-1 and PDF/A-2a: marked, in a language, titled, with tags in the order of reading."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from program.calendar import Month, Quarter
from reports.packet.claim import claim_files
from reports.packet.statement import statement_files
from reports.worksheet import write_worksheets
from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads
from tests.money_books import paid


@pytest.fixture(params=["statement", "claim", "worksheet"])
def paper(request: pytest.FixtureRequest, tmp_path: Path, frozen: Surroundings) -> PdfReader:
    """A draft of each paper."""
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        with_leads(paid(staffed(book)), 3)
        if request.param == "statement":
            made = statement_files(book.view.draft_statement(Quarter(2026, 1)))["statement.pdf"]
        elif request.param == "worksheet":
            write_worksheets(book, "1041", tmp_path / "sheet.pdf")
            made = (tmp_path / "sheet.pdf").read_bytes()
        else:
            made = claim_files(book.view.claim_body(Month(2025, 10)))["claim.pdf"]
    return PdfReader(io.BytesIO(made))


def tags(node: Any) -> Iterator[str]:
    """The tags of a paper, in the order in which they are read."""
    found = node.get_object()
    if isinstance(found, list):
        for child in found:
            yield from tags(child)
    elif isinstance(found, dict):
        if "/S" in found:
            yield str(found["/S"])
        if "/K" in found:
            yield from tags(found["/K"])


def test_a_paper_says_of_itself_what_it_is(paper: PdfReader) -> None:
    root: Any = paper.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert paper.metadata is not None
    assert paper.metadata.title
    said = root["/Metadata"].get_object().get_data().decode()
    for words in ("<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:part>2</pdfaid:part>"):
        assert words in said
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in said


def test_a_papers_tags_begin_with_its_title_and_name_headings_and_tables(paper: PdfReader) -> None:
    found = list(tags(paper.root_object["/StructTreeRoot"]))
    structure = [tag for tag in found if tag in ("/H1", "/H2", "/Table")]
    assert structure[0] == "/H1"
    assert structure.count("/H1") == 1
    assert structure.count("/H2") >= 4 or structure == ["/H1", "/Table"]  # a worksheet is one table
    assert {"/Table", "/THead", "/TH", "/TBody", "/TD"} <= set(found)
