"""After a strike-out no byte of the text is left in the book's file and its backups, wherever it was killed.

``LEADBOOK_SOAK=1`` kills it at every step, otherwise at every fourth.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.event import listen

from program.leads.outcome import CorrectionReason, Outcome
from program.strike_out import StrikeReason
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.commands.strike_out import StrikeOut
from storage.engine.places import backups_folder
from storage.maintenance.backup import back_up, look_at_backups, restore
from storage.maintenance.check import check
from storage.maintenance.erase import Erased, erase, erase_from_copies
from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads
from tests.frozen import Clock
from tests.old_books import schema_2_book
from tests.storage.dying import killed_at

RECEIVED = date(2025, 11, 3)
SOAK = bool(os.environ.get("LEADBOOK_SOAK"))
SECRET = "ROE-7719"


def worked_with(book: Book, leads: int = 300) -> None:
    """Records a text, moves it about by much later work, and corrects it, so that old pages keep it."""
    staffed(book)
    book.run(AddLead("24-1", RECEIVED, officer="1041"))
    book.run(RecordOutcomes(("24-1",), Outcome.LOCATED, evidence=SECRET))
    with_leads(book, leads)
    book.run(RecordOutcomes(("24-1",), Outcome.LOCATED, evidence="A-2", reason=CorrectionReason.ENTRY_ERROR))
    book.run(AddLead(SECRET, RECEIVED))
    book.undo()


def strike(book: Book) -> None:
    added = next(entry.number for entry in book.view.journal() if entry.said == f"Entered lead {SECRET}")
    for target in (
        book.view.strike_target("evidence", reference="24-1"),
        book.view.strike_target("reference", entry=added),
    ):
        book.run(StrikeOut(target, StrikeReason.PERSONAL_DETAIL))


def holding(*folders: Path) -> list[str]:
    """The files that hold a byte of the text, in any case."""
    return sorted(
        path.name
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and SECRET.lower().encode() in path.read_bytes().lower()
    )


def test_no_byte_of_it_is_left_in_the_file(tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / "desk" / "book.leadbook"
    place.parent.mkdir()
    with new_book(place, frozen) as book:
        # As SQLite is by itself; some systems build theirs so that it overwrites what is deleted.
        listen(book.engine, "connect", lambda file, _: file.execute("PRAGMA secure_delete = OFF"))
        book.engine.dispose()
        worked_with(book)
        strike(book)
        assert holding(place.parent)  # in pages that are free, or in what is left free within them
        assert erase(book, tmp_path / "none") == Erased((), ())
        assert check(book, full=True).ok
    assert holding(place.parent) == []


def test_backups_lose_it_too_and_stay_whole(tmp_path: Path, clock: Clock) -> None:
    place, folder, frozen = tmp_path / "desk" / "book.leadbook", tmp_path / "backups", clock.surroundings()
    place.parent.mkdir()
    with new_book(place, frozen) as book:
        first = back_up(book, None, folder)
        clock.move(days=1)
        worked_with(book, 30)
        second = back_up(book, None, folder)
        schema_2_book(str(folder / "book-schema-2-20251101-120000-000.leadbook"), book)
    clock.move(days=1)
    restore(second.path, str(place), frozen)
    untouched = first.path.read_bytes()
    with Book.open(place, frozen) as book:
        strike(book)
        erased = erase(book, folder)
        assert (len(erased.copies), erased.problems) == (3, ())
        assert erase(book, folder) == Erased((), ())
        assert holding(place.parent, folder) == []
        assert first.path.read_bytes() == untouched
        seen = look_at_backups(book, folder, every=True)
        assert (seen.findings, seen.newest and seen.newest.path) == ((), second.path)
    restored, _ = restore(second.path, str(tmp_path / "again.leadbook"), frozen)
    with Book.open(restored.path, frozen) as again:
        assert check(again, full=True).ok
        assert again.view.lead("24-1").lead.evidence.startswith("struck-")  # type: ignore[union-attr]


def test_a_backup_that_turns_up_later_loses_it_when_the_next_one_is_made(tmp_path: Path, clock: Clock) -> None:
    place, folder = tmp_path / "book.leadbook", tmp_path / "backups"
    with new_book(place, clock.surroundings()) as book:
        worked_with(book, 3)
        kept = back_up(book, tmp_path / "stick.leadbook", folder)
        strike(book)
        erase(book, folder)
        folder.mkdir()
        kept.path.rename(folder / kept.path.name)
        (folder / "damaged.leadbook").write_bytes(b"no book")
        clock.move(days=1)
        back_up(book, None, folder)
        erased = erase_from_copies(book, folder)
        assert [path.name for path in erased.copies] == ["stick.leadbook"]
        assert [problem.partition(" may ")[0] for problem in erased.problems] == [str(folder / "damaged.leadbook")]
    assert holding(folder) == []


def test_a_server_writes_its_rows_anew(
    postgresql_url: str, frozen: Surroundings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 0.1)
    with new_book(postgresql_url, frozen) as book:
        worked_with(book, 3)
        strike(book)
        assert erase(book, tmp_path) == Erased((), ())
        assert check(book, full=True).ok
        with book.engine.connect() as connection, connection.begin():  # as long as somebody reads, nobody clears
            connection.exec_driver_sql("SELECT count(*) FROM lead")
            [problem] = erase(book, tmp_path).problems
        assert "Run the same command again" in problem


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("writing", [True, False])
def test_a_strike_out_that_is_killed_leaves_the_book_before_or_after_and_the_same_command_ends_it(
    writing: bool, tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "book.leadbook"
    with new_book(place, frozen) as book:
        worked_with(book, 3)
        copy = back_up(book, None, backups_folder()).path
        entries = check(book).entries
    whole = place.read_bytes(), copy.read_bytes()
    words = ("--book", str(place), "strike-out", "24-1", "--field", "evidence", "--reason", "personal_detail", "--yes")
    for number in count(1, 1 if SOAK else 4):
        place.write_bytes(whole[0])
        copy.write_bytes(whole[1])
        killed = killed_at(number, *words, writing=writing)
        with Book.open(place, frozen) as book:
            found = check(book, full=True)
            assert (found.findings, found.entries - entries in (0, 1)) == ((), True)
            assert look_at_backups(book, copy.parent, every=True).findings == ()
        assert not killed_at(10**9, *words)
        assert evidence_in(place, copy) == []
        with Book.open(place, frozen) as book:
            assert check(book, full=True).entries == entries + 1
        if not killed:
            assert number > 8
            break


def evidence_in(*files: Path) -> list[str]:
    """The files that hold the evidence; the lead of that name is not struck out here."""
    return [path.name for path in files if f'"evidence":"{SECRET}"'.encode() in path.read_bytes()]
