"""A new book takes its name when it is whole; restoring never has a moment without a book."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import pytest

from storage.book import Book
from storage.commands.agency import CreateAgency
from storage.errors import BookUnavailable, Conflict
from storage.maintenance.backup import back_up, restore
from storage.maintenance.check import check
from storage.maintenance.desks import mark_open
from storage.maintenance.transfer import export
from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads
from tests.storage.dying import killed_at


def _sound(place: Path, surroundings: Surroundings) -> int:
    with Book.open(place, surroundings) as book:
        found = check(book, full=True)
        assert found.ok
        return found.entries


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    ("words", "turns"),
    [
        (("init", "--agency", "A", "--state", "TX"), count(1)),
        (("load", "EXPORT"), count(1)),
        (("demo", "--into", "PLACE"), (8, 32)),  # it takes seconds, and ends as the others do
    ],
)
def test_a_book_whose_making_is_killed_is_whole_or_not_there_and_the_same_command_makes_it(
    words: tuple[str, ...], turns: Iterable[int], tmp_path: Path, frozen: Surroundings
) -> None:
    with new_book(tmp_path / "other", frozen) as other:
        staffed(other)
        export(other, tmp_path / "export.jsonl")
    for number in turns:
        place = tmp_path / f"desk-{number}" / "book.leadbook"
        stands_for = {"EXPORT": str(tmp_path / "export.jsonl"), "PLACE": str(place)}
        called = ("--book", str(place), *(stands_for.get(word, word) for word in words))
        killed = killed_at(number, *called)
        if place.exists():
            _sound(place, frozen)
        else:
            assert not killed_at(10**9, *called)
            _sound(place, frozen)
            assert [path.name for path in place.parent.iterdir()] == ["book.leadbook"]
        if not killed:
            assert number > 8
            break


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_restore_that_is_killed_leaves_a_book_in_the_place(tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / "book.leadbook"
    with new_book(place, frozen) as book:
        copied = back_up(book, tmp_path / "copies" / "copy.leadbook", tmp_path)
        staffed(book)
    for number in count(1):
        killed = killed_at(number, "--book", str(place), "restore", str(copied.path), "--yes")
        assert _sound(place, frozen) in (2, 3)  # the copy's entry and the one that notes the restore; or the book's own
        if not killed:
            assert number > 8
            break


@pytest.mark.parametrize("step", ["os.link", "pathlib.Path.replace"])
def test_a_restore_whose_last_steps_fail_leaves_the_place_as_it_was(
    step: str, tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "book.leadbook"
    with new_book(place, frozen) as book:
        copied = back_up(book, tmp_path / "copy.leadbook", tmp_path)
        staffed(book)
    before = place.read_bytes()

    def fails(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(step, fails)
    if step == "os.link":  # a file system without hard links: the old book is copied aside
        restore(copied.path, str(place), frozen)
        assert _sound(place, frozen) == 1
    else:
        with pytest.raises(BookUnavailable, match="Input/output"):
            restore(copied.path, str(place), frozen)
        assert place.read_bytes() == before


def test_what_is_no_copy_is_refused_by_its_name_and_the_place_stays(tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / "book.leadbook"
    with new_book(place, frozen) as book:
        with_leads(staffed(book), 20)
        copied = back_up(book, tmp_path / "copy.leadbook", tmp_path)
    (tmp_path / "text").write_text("no book")
    (tmp_path / "folder").mkdir()
    cut = tmp_path / "cut"
    cut.write_bytes(copied.path.read_bytes()[: copied.path.stat().st_size // 2])
    names = ["text", "folder", "cut"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "fifo")
        names.append("fifo")
    before = place.read_bytes()
    for name in names:
        with pytest.raises(BookUnavailable, match=name) as refused:
            restore(tmp_path / name, str(place), frozen)
        assert "the book is damaged" not in str(refused.value)
    assert place.read_bytes() == before
    assert not list(tmp_path.glob("*.part*"))


def test_a_damaged_book_gives_way_to_a_copy_and_another_agencys_does_not(tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / "book.leadbook"
    with new_book(place, frozen) as book:
        copied = back_up(book, tmp_path / "copy.leadbook", tmp_path)
    Book.create(tmp_path / "other", CreateAgency("Other", "FL"), frozen).close()
    with pytest.raises(Conflict, match="another agency"):
        restore(copied.path, str(tmp_path / "other"), frozen)
    place.write_bytes(b"\0" * 5_000)
    restored, kept = restore(copied.path, str(place), frozen)
    assert (_sound(place, frozen), restored.entries) == (1, 1)
    assert kept is not None
    assert kept.read_bytes() == b"\0" * 5_000


def test_an_idle_desk_that_has_the_book_open_is_noticed(tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / "book.leadbook"
    with new_book(place, frozen) as book:
        copied = back_up(book, tmp_path / "copy.leadbook", tmp_path)
    leave = mark_open(str(place))
    with pytest.raises(BookUnavailable, match="in use"):
        restore(copied.path, str(place), frozen)
    leave()
    (tmp_path / ".book.leadbook.open-0123abcd").touch()  # a desk that was killed
    restore(copied.path, str(place), frozen)
    assert not list(tmp_path.glob(".book.leadbook.open-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="permissions by mode")
def test_what_we_write_is_its_owners_only_whatever_the_umask(tmp_path: Path, frozen: Surroundings) -> None:
    umask = os.umask(0)
    try:
        with new_book(tmp_path / "a" / "b" / "book", frozen) as book:
            copied = back_up(book, None, tmp_path / "c" / "backups")
            export(book, tmp_path / "a" / "export.jsonl")
    finally:
        os.umask(umask)
    for file in (tmp_path / "a" / "b" / "book", copied.path, tmp_path / "a" / "export.jsonl"):
        assert file.stat().st_mode & 0o777 == 0o600
    for folder in ("a", "a/b", "c", "c/backups"):
        assert (tmp_path / folder).stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("stands", [True, False])
def test_a_journal_left_beside_the_place_is_moved_aside_and_never_rolled_into_the_restored_book(
    stands: bool, tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Looking whether the damaged book is in use, SQLite takes a journal that it can read: what it leaves is meant here.
    monkeypatch.setattr("storage.maintenance.backup._must_give_way", lambda *_: None)
    place = tmp_path / "book.leadbook"
    with new_book(place, frozen) as book:
        copied = back_up(book, tmp_path / "copy.leadbook", tmp_path)
    place.write_bytes(b"\0" * 5_000)
    if not stands:
        place.unlink()
    for kind in ("-journal", "-wal", "-shm"):
        (tmp_path / f"{place.name}{kind}").write_bytes(kind.encode() * 200)
    restore(copied.path, str(place), frozen)
    assert not [path.name for path in tmp_path.glob("book.leadbook-*")]
    for kind in ("-journal", "-wal", "-shm"):
        [kept] = tmp_path.glob(f"book-replaced-*.leadbook{kind}")
        assert kept.read_bytes() == kind.encode() * 200
    assert _sound(place, frozen) == 1


def test_a_restore_that_fails_leaves_the_journal_beside_the_place(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "book.leadbook"
    with new_book(place, frozen) as book:
        copied = back_up(book, tmp_path / "copy.leadbook", tmp_path)
    place.write_bytes(b"\0" * 5_000)
    (tmp_path / "book.leadbook-journal").write_bytes(b"hot")

    def fails(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("storage.maintenance.backup._must_give_way", lambda *_: None)
    monkeypatch.setattr("pathlib.Path.replace", fails)
    with pytest.raises(BookUnavailable, match="Input/output"):
        restore(copied.path, str(place), frozen)
    assert (tmp_path / "book.leadbook-journal").read_bytes() == b"hot"
