"""Keeping a book: what stands there already is never written over, and every look tells what is wrong."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Leadbook


def test_a_book_that_stands_there_is_never_made_anew(desk: Leadbook, tmp_path: Path) -> None:
    book, exported = tmp_path / "book.leadbook", str(tmp_path / "book.jsonl")
    assert desk("export", exported).code == 0
    before = book.read_bytes()
    for words in (
        ["init", "--agency", "Other", "--state", "TX"],
        ["load", exported],
        ["demo", "--into", str(book)],
    ):
        ran = desk(*words, "--json")
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1), words
        assert book.read_bytes() == before


def test_a_server_holds_one_book(desk: Leadbook, postgresql_url: str, tmp_path: Path) -> None:
    exported = str(tmp_path / "book.jsonl")
    assert desk("export", exported).code == 0
    server = ("--book", postgresql_url)
    assert desk(*server, "load", exported, "--json").data["entries"] == 2
    for words in (["init", "--agency", "Other", "--state", "TX"], ["load", exported]):
        ran = desk(*server, *words)
        assert (ran.code, ran.out) == (2, "")
        assert "holds a book already" in ran.err
    assert desk(*server, "status", "--json").data["agency"] == "Example County"


def test_json_nested_beyond_measure_is_refused(desk: Leadbook, tmp_path: Path) -> None:
    deep = "[" * 100_000
    (tmp_path / "deep.jsonl").write_text(deep)
    assert desk("--book", str(tmp_path / "again"), "load", str(tmp_path / "deep.jsonl")).code == 2
    packet = tmp_path / "packet"
    packet.mkdir()
    (packet / "statement.json").write_text(deep)
    (packet / "MANIFEST.sha256").write_text(f"{'0' * 64}  statement.json\n")
    ran = desk("statement", "verify", str(packet), "--json")
    assert ran.code == 1
    assert "statement.json: is no whole statement" in ran.data["findings"]
