"""A packet that left before something was struck out of the book is still the one that the book holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from program.strike_out import StrikeReason
from reports.packet.folder import write_packet
from reports.packet.nameless import statement_without_officers
from reports.packet.verify import CLAIM, STATEMENT, PacketKind, packet_problems
from storage.book import Book
from storage.commands.strike_out import StrikeOut
from storage.maintenance.check import check
from storage.snapshots.statement import Body
from storage.surroundings import Surroundings
from tests.masters import Masters
from tests.storage.test_strike_out import everything_in


@pytest.fixture
def demo(tmp_path: Path, masters: Masters, frozen: Surroundings) -> Book:
    """The demo, with closed quarters and certified claims."""
    masters.copy_demo(tmp_path / "demo")
    return Book.open(tmp_path / "demo", frozen)


def set_once(kind: PacketKind) -> PacketKind:
    """The kind, whose files are made once of a body: that the same body gives the same bytes is proven elsewhere."""
    made: dict[str, Mapping[str, bytes]] = {}

    def files(body: Body) -> Mapping[str, bytes]:
        said = json.dumps(body)
        if said not in made:
            made[said] = kind.files(body)
        return made[said]

    return replace(kind, files=files)


def papers(book: Book, statement: PacketKind, claim: PacketKind) -> list[tuple[PacketKind, Body]]:
    """Every paper that the demo has frozen, a statement without officers among them."""
    closed = [line.quarter for line in book.view.quarters() if line.state.value == "closed"]
    statements = [book.view.statement(quarter) for quarter in closed]
    claims = [book.view.claim_body(record.period, record.number) for record in book.view.claims()]
    return [
        *((statement, body) for body in statements),
        (statement, statement_without_officers(statements[0], book.view.marks())),
        *((claim, body) for body in claims),
    ]


def test_papers_that_left_fit_the_book_that_lost_a_name_and_so_do_those_that_are_printed_anew(
    demo: Book, tmp_path: Path
) -> None:
    kinds = set_once(STATEMENT), set_once(CLAIM)
    with demo as book:
        folders = []
        for number, (kind, body) in enumerate(papers(book, *kinds)):
            folders.append((kind, tmp_path / f"left-{number}"))
            write_packet(folders[-1][1], kind.files(body))
        name = book.view.roster().officers[0].name
        entry = next(
            one.number
            for one in book.view.journal(limit=5_000)
            if one.said.startswith("Added officer") and one.said.endswith(name)
        )
        book.run(StrikeOut(book.view.strike_target("name", entry=entry), StrikeReason.RETENTION))
        assert check(book, full=True).findings == ()
        assert name not in everything_in(book)
        for number, (kind, body) in enumerate(papers(book, *kinds)):
            assert name not in json.dumps(body)
            folders.append((kind, tmp_path / f"anew-{number}"))
            write_packet(folders[-1][1], kind.files(body))
        assert [packet_problems(kind, folder, book) for kind, folder in folders] == [[]] * len(folders)


def test_a_forged_paper_is_still_found(demo: Book, tmp_path: Path) -> None:
    with demo as book:
        kind, body = papers(book, STATEMENT, CLAIM)[0]
        gone = body["officers"][0]
        added = (one for one in book.view.journal(limit=5_000) if one.said.startswith("Added officer"))
        entry = next(one.number for one in added if one.said.endswith(gone["name"]))
        book.run(StrikeOut(book.view.strike_target("name", entry=entry), StrikeReason.RETENTION))
        gone["name"] = "Forged, Pat"  # where the book itself has but words for what was struck out
        write_packet(tmp_path / "forged", kind.files(body))
        assert any("holds another revision" in problem for problem in packet_problems(kind, tmp_path / "forged", book))
