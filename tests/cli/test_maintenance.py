"""Keeping a book: what stands there already is never written over, and every look tells what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

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


def test_the_password_of_a_server_is_never_printed(desk: Leadbook, postgresql_url: str, tmp_path: Path) -> None:
    exported = str(tmp_path / "book.jsonl")
    desk("export", exported)
    secret = postgresql_url.replace("postgres:@", "postgres:geheim@")
    assert secret != postgresql_url
    for words in (["where"], ["status"], ["load", exported], ["load", exported], ["where"], ["backup"]):
        for more in ([], ["--json"]):
            ran = desk("--book", secret, *words, *more)
            assert "geheim" not in ran.out + ran.err, words
    assert "postgres:***@" in desk("--book", secret, "where", "--json").data["book"]


def test_a_name_that_is_neither_path_nor_url_is_exit_3(leadbook: Leadbook) -> None:
    name = "postgresql://a:geheim@host:port/x"
    for words in (["status"], ["where"], ["init", "--agency", "A", "--state", "TX"], ["backup"]):
        ran = leadbook("--book", name, *words)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (3, "", 1), words
        assert "geheim" not in ran.err


@pytest.mark.migrates
@pytest.mark.parametrize("words", [["init", "--agency", "A", "--state", "TX"], ["demo", "--into", "book.leadbook"]])
def test_a_book_that_the_disk_has_no_room_for_is_exit_3_and_nothing_of_it_stays(
    leadbook: Leadbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    def full(engine: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("storage.schema.revision.prepare_new", full)
    monkeypatch.chdir(tmp_path)
    ran = leadbook(*words)
    assert (ran.code, ran.out, ran.err) == (
        3,
        "",
        "leadbook: the disk is full; nothing was changed. Make room, then do it again\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_check_looks_at_the_newest_backup_and_in_full_at_every_one(desk: Leadbook) -> None:
    assert desk("check", "--json").data["backup"] is None
    first = Path(desk("backup", "--json").data["backup"])
    desk("lead", "add", "24-1", "--received", "2025-11-01")
    second = Path(desk("backup", "--json").data["backup"])
    desk("lead", "add", "24-2", "--received", "2025-11-01")
    looked = desk("check", "--json").data
    assert (looked["ok"], looked["backup"]["path"], looked["backup"]["entries"]) == (True, str(second), 3)

    connection = sqlite3.connect(first)
    with connection:
        connection.execute("UPDATE officer SET name = 'Forged'")
    connection.close()
    assert desk("check").code == 0
    full = desk("check", "--full", "--json")
    assert full.code == 1
    [finding] = full.data["findings"]
    assert (finding["code"], finding["problem"]) == (
        "backup",
        f"{first.name}: officer 1041 is not what the journal says",
    )
    assert full.data["backup"]["path"] == str(second)

    second.write_bytes(second.read_bytes()[:5000])
    cut = desk("check", "--json")
    assert cut.code == 1
    assert cut.data["findings"][0]["problem"].startswith(f"{second.name}: ")
    assert cut.data["backup"]["path"] == str(first)


def test_the_backup_of_another_book_of_the_same_name_is_passed_over(desk: Leadbook, tmp_path: Path) -> None:
    other = str(tmp_path / "elsewhere" / "book.leadbook")
    assert desk("--book", other, "init", "--agency", "Other", "--state", "TX").code == 0
    assert desk("--book", other, "backup").code == 0
    looked = desk("check", "--json").data
    assert (looked["ok"], looked["backup"]) == (True, None)
    assert desk("--book", other, "check", "--json").data["backup"]["entries"] == 1


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
