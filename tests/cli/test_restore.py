"""Putting a copy in the book's place: nothing is lost without a word and a yes; and the drill that proves a copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from storage.maintenance.desks import mark_open
from tests.cli.conftest import Leadbook


@pytest.fixture
def copy(desk: Leadbook, tmp_path: Path) -> Path:
    """A backup that was made before the last entries of the book."""
    desk("lead", "add", "24-1", "--received", "2025-11-01", "--officer", "1041")
    made = Path(desk("backup", "--json").data["backup"])
    desk("lead", "add", "24-2", "--received", "2025-11-02")
    desk("outcome", "24-1", "located", "--on", "2025-11-20", "--evidence", "A-1")
    desk("outcome", "24-2", "not_located", "--on", "2025-11-20")
    desk("undo")
    desk("receipt", "add", "--on", "2025-11-20", "--amount", "1,250.50", "--ref", "ACH 1")
    return made


def test_a_restore_says_what_would_be_lost_and_does_nothing_without_a_yes_at_the_terminal(
    desk: Leadbook, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.maintenance._can_answer", lambda: True)
    before = (tmp_path / "book.leadbook").read_bytes()
    ran = desk("restore", str(copy))
    assert (ran.code, ran.out) == (2, "")
    assert "5 entries since 2025-11-23" in ran.err
    assert ": 1 lead, 1 outcome, 1 receipt ($1,250.50)" in ran.err
    assert ran.err.rstrip().endswith("leadbook: yes: was not answered, nor --yes given; nothing was changed")
    assert (tmp_path / "book.leadbook").read_bytes() == before


def test_a_script_is_told_what_it_loses_and_finds_the_old_book_beside_the_new_one(desk: Leadbook, copy: Path) -> None:
    ran = desk("restore", str(copy), "--json")
    assert "5 entries since 2025-11-23" in ran.err
    lost, kept = ran.data["lost"], ran.data["replaced"]
    assert desk("--book", kept, "check", "--json").data["entries"] == ran.data["entries"] + lost["entries"]
    assert (lost["entries"], lost["leads"], lost["outcomes"], lost["other_records"]) == (5, 1, 1, 0)
    assert lost["money"] == {"receipts": {"count": 1, "cents": 125050}}
    assert desk("lead", "list", "--json").data["leads"][0]["outcome"] == "open"


def test_a_restore_that_loses_nothing_asks_nothing(desk: Leadbook, tmp_path: Path) -> None:
    copy = desk("backup", "--json").data["backup"]
    assert desk("restore", copy, "--json").data["lost"]["entries"] == 0
    elsewhere = ("--book", str(tmp_path / "elsewhere.leadbook"))
    assert desk(*elsewhere, "restore", copy, "--json").data["lost"] is None


def test_a_restored_book_can_be_put_back_and_the_entries_that_come_back_are_told(desk: Leadbook, copy: Path) -> None:
    kept = desk("restore", str(copy), "--yes", "--json").data["replaced"]
    desk("lead", "add", "24-9", "--received", "2025-11-02")
    ran = desk("restore", kept)
    assert "Would be lost from the present book: 2 entries" in ran.err  # that it was restored, and the lead
    assert "The copy has 5 entries after entry 3 that the present book lacks" in ran.err


def test_before_it_asks_a_restore_notices_a_desk_that_has_the_book_open(
    desk: Leadbook, copy: Path, tmp_path: Path
) -> None:
    leave = mark_open(str(tmp_path / "book.leadbook"))
    ran = desk("restore", str(copy))
    leave()
    assert (ran.code, len(ran.err.splitlines())) == (3, 1)
    assert "is in use; close Leadbook everywhere" in ran.err


def test_a_damaged_book_gives_way_only_after_a_yes(
    desk: Leadbook, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.maintenance._can_answer", lambda: True)
    place = tmp_path / "book.leadbook"
    place.write_bytes(b"\0" * 5000)
    ran = desk("restore", str(copy))
    assert (ran.code, place.read_bytes()) == (2, b"\0" * 5000)
    assert "cannot be told: is not a Leadbook book" in ran.err
    assert desk("restore", str(copy), "--yes").code == 0
    assert desk("status").code == 0


def test_a_copy_of_another_agency_is_refused_before_anything_is_asked(desk: Leadbook, copy: Path) -> None:
    other = ("--book", str(copy.parent / "other.leadbook"))
    desk(*other, "init", "--agency", "Other", "--state", "FL")
    assert desk(*other, "restore", str(copy)).code == 4


def test_the_copies_are_listed_with_what_each_lacks(desk: Leadbook, copy: Path) -> None:
    desk("restore", str(copy), "--yes")
    broken = copy.with_name(copy.name.replace("book-20", "book-19"))
    broken.write_bytes(b"no book")
    found = desk("backup", "--list", "--json").data["copies"]
    assert [(one["entries"], one["lacks"]) for one in found] == [
        (8, 1),
        (3, 1),
        (0, None),
    ]  # the entry that says it was restored
    assert found[2]["problem"] == "is not a Leadbook book"
    shown = desk("backup", "--list").out.splitlines()
    assert ("-replaced-" in shown[0], "entry 3" in shown[1], "cannot be restored" in shown[2]) == (True, True, True)


def test_a_list_of_no_copies_says_how_one_is_made(desk: Leadbook, postgresql_url: str) -> None:
    assert "leadbook backup makes one" in desk("backup", "--list").out
    assert desk("--book", postgresql_url, "backup", "--list", "--json").data == {"copies": []}
    ran = desk("backup", "--drill")
    assert (ran.code, "makes one" in ran.err) == (2, True)
    assert desk("backup", "--drill", "--list").code == 2


def test_a_drill_proves_the_newest_backup_and_lets_the_book_be_ahead(desk: Leadbook, copy: Path) -> None:
    ran = desk("backup", "--drill")
    assert ran.code == 0
    assert "Proved: it opens, it is sound, and the book holds all of it; 5 entries of the book came later" in ran.out
    assert ["received", "$0.00", "$1,250.50"] in [line.split() for line in ran.out.splitlines()]
    desk("backup")
    found = desk("backup", "--drill", "--json").data
    assert (found["ok"], found["later_entries"], found["of_backup"]) == (True, 0, found["of_book"])


def test_a_drill_fails_where_a_backup_differs_by_more_than_later_entries(
    desk: Leadbook, copy: Path, tmp_path: Path
) -> None:
    forged = tmp_path / "forged.leadbook"
    forged.write_bytes(copy.read_bytes())
    connection = sqlite3.connect(forged)
    with connection:
        connection.execute("UPDATE officer SET name = 'Forged'")
    connection.close()
    ran = desk("backup", "--drill", str(forged))
    assert (ran.code, "forged.leadbook: officer 1041 is not what the journal says" in ran.out) == (1, True)

    forged.write_bytes(b"SQLite format 3\0" + b"\0" * 60)
    assert desk("backup", "--drill", str(forged), "--json").data["of_backup"] is None

    kept = desk("restore", str(copy), "--yes", "--json").data["replaced"]
    ran = desk("backup", "--drill", kept)
    assert (ran.code, "holds entries after 3 which the book lacks" in ran.out) == (1, True)


def test_a_drill_takes_a_backup_that_a_text_was_struck_out_of(desk: Leadbook, copy: Path) -> None:
    assert desk("strike-out", "24-1", "--field", "reference", "--reason", "personal_detail", "--yes").code == 0
    assert desk("backup", "--drill", str(copy), "--json").data["findings"] == []


@pytest.mark.parametrize("words", [("restore", "nowhere", "--yes"), ("backup", "--drill", "nowhere")])
def test_a_copy_that_is_not_there_is_not_told_of_as_a_book_to_be_made(desk: Leadbook, words: tuple[str, ...]) -> None:
    ran = desk(*words)
    said = "leadbook: nowhere: there is no such file; leadbook backup --list says which copies there are\n"
    assert (ran.code, ran.err) == (3, said)
