"""A book takes another passphrase, a first one or none: it stays the same book, whole at every moment.

``LEADBOOK_SOAK=1`` kills it at every step and statement, otherwise at every rename and at some statements.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from program.leads.outcome import Outcome
from program.refusals import BadInput
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.engine.encryption import is_encrypted, salt_of
from storage.engine.locks import BreakOff, BrokenOff
from storage.engine.places import backups_folder
from storage.engine.unlocking import unlock
from storage.errors import BookUnavailable, WrongPassphrase
from storage.maintenance.automatic import back_up_by_itself
from storage.maintenance.backup import back_up, look_at_backups, restore
from storage.maintenance.check import check
from storage.maintenance.desks import mark_open
from storage.maintenance.rekey import rekey
from storage.maintenance.transfer import export
from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads
from tests.frozen import Clock
from tests.old_books import schema_2_book
from tests.secrets import PASSPHRASE, holding, new_encrypted, passphrase_file
from tests.storage.dying import killed_at

SOAK = bool(os.environ.get("LEADBOOK_SOAK"))
OTHER = "four words of another chance"
SECRETS = ("SECRET-7719", "Officer 1041", "EVIDENCE-31", "Example County")


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.keys.ROUNDS", 1)


@pytest.fixture
def place(tmp_path: Path, frozen: Surroundings) -> Path:
    """A plain book with a lead and its outcome, closed, in a folder of its own."""
    place = tmp_path / "desk" / "book.leadbook"
    place.parent.mkdir()
    with new_book(place, frozen) as book:
        staffed(book)
        book.run(AddLead("SECRET-7719", date(2025, 11, 3), officer="1041"))
        book.run(RecordOutcomes(("SECRET-7719",), Outcome.LOCATED, evidence="EVIDENCE-31"))
    return place


def exported(place: Path, to: Path, surroundings: Surroundings) -> bytes:
    with Book.open(place, surroundings) as book:
        assert check(book, full=True).ok
        export(book, to)
    return to.read_bytes()


def test_plain_to_encrypted_to_another_passphrase_and_back_is_the_same_export_and_nothing_to_be_read_between(
    tmp_path: Path, place: Path, clock: Clock
) -> None:
    frozen, folder = clock.surroundings(), tmp_path / "backups"
    first = exported(place, tmp_path / "1.jsonl", frozen)
    with Book.open(place, frozen) as book:
        back_up_by_itself(book, folder)
        clock.move(days=1)
        older = back_up(book, None, folder)
        schema_2_book(str(folder / "book-schema-2-20251101-120000-000.leadbook"), book)
    clock.move(days=1)
    restore(older.path, str(place), frozen)
    assert len(holding(place.parent, folder, texts=SECRETS)) > 12
    salts = []
    for step, passphrase in enumerate((PASSPHRASE, OTHER, None)):
        clock.move(days=1)
        done = rekey(str(place), passphrase, frozen, folder)
        assert (len(done.copies), done.problems, done.backup in done.copies) == (5 + step, (), True)
        assert exported(place, tmp_path / "again.jsonl", frozen) == first
        (tmp_path / "again.jsonl").unlink()
        copies = [*folder.iterdir(), *place.parent.glob("book-replaced-*")]
        assert {salt_of(path) for path in (place, *copies)} == {salt_of(place)}
        assert (holding(place.parent, folder, texts=SECRETS) == []) is (passphrase is not None)
        salts.append(salt_of(place))
    with Book.open(place, frozen) as book:
        assert look_at_backups(book, folder, every=True).findings == ()
    assert len(set(salts)) == 3
    assert list(place.parent.glob(".*")) == []


def test_the_old_passphrase_opens_neither_book_nor_backup(tmp_path: Path, place: Path, frozen: Surroundings) -> None:
    rekey(str(place), PASSPHRASE, frozen, tmp_path / "backups")
    done = rekey(str(place), OTHER, frozen, tmp_path / "others")
    stranger = Clock().surroundings()
    for path in (place, done.backup):
        with pytest.raises(WrongPassphrase):
            unlock(path, PASSPHRASE, stranger.keys)
        unlock(path, OTHER, stranger.keys)


def test_what_cannot_be_done_changes_nothing(
    tmp_path: Path, place: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 0.1)
    folder, before = tmp_path / "backups", place.read_bytes()
    with pytest.raises(BadInput, match="is not encrypted"):
        rekey(str(place), None, frozen, folder)
    with pytest.raises(BadInput, match="wants 15"):
        rekey(str(place), "short", frozen, folder)
    leave = mark_open(str(place))
    with pytest.raises(BookUnavailable, match="close Leadbook everywhere"):
        rekey(str(place), PASSPHRASE, frozen, folder)
    leave()
    assert not folder.exists()
    with Book.open(place, frozen) as book:
        book.view.agency()
        with pytest.raises(BookUnavailable, match="locked by another program"):
            rekey(str(place), PASSPHRASE, frozen, folder)
    assert place.read_bytes() == before
    with monkeypatch.context() as patch:
        patch.setattr("storage.maintenance.rekey.part_of", no_room)
        with pytest.raises(BookUnavailable, match=r"No space left.*as it was"):
            rekey(str(place), PASSPHRASE, Clock().surroundings("other"), tmp_path / "more")
    with monkeypatch.context() as patch:
        patch.setattr("storage.engine.unlocking._counted", lambda raw, which: {which: 1})
        with pytest.raises(BookUnavailable, match="is not whole"):
            rekey(str(place), PASSPHRASE, frozen, tmp_path / "most")
    assert not is_encrypted(str(place))
    with Book.open(place, frozen) as book:
        assert check(book, full=True).ok


def no_room(place: Path) -> None:
    raise OSError(28, "No space left on device")


def test_a_book_that_is_not_sound_stays_as_it_is(tmp_path: Path, place: Path, frozen: Surroundings) -> None:
    with Book.open(place, frozen) as book, book.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE lead SET evidence = 'forged'")
    before = place.read_bytes()
    with pytest.raises(BookUnavailable, match="not sound"):
        rekey(str(place), PASSPHRASE, frozen, tmp_path / "backups")
    assert place.read_bytes() == before


def test_a_copy_that_stays_as_it_is_is_named_and_a_check_finds_it(
    tmp_path: Path, place: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen, folder = clock.surroundings(), tmp_path / "backups"
    with Book.open(place, frozen) as book:
        kept = back_up(book, None, folder).path
    damaged = kept.with_name("book-20251101-120000-000.leadbook")
    damaged.write_bytes(kept.read_bytes()[: 4096 * 4])
    new_book(folder / "theirs.leadbook", Clock(date(2025, 1, 1)).surroundings()).close()
    for name in ("book-20251102-120000-000.leadbook", "other-20251102-120000-000.leadbook"):
        new_encrypted(folder / name, Clock().surroundings(name), OTHER).close()
    clock.move(days=1)
    left = kept.read_bytes()
    done = rekey(str(place), PASSPHRASE, frozen, folder)
    assert [problem.removeprefix(f"{folder}/") for problem in done.problems] == [
        "book-20251101-120000-000.leadbook stays as it is: the copy is damaged; nothing was changed",
        "book-20251102-120000-000.leadbook stays as it is: another passphrase opens it",
    ]
    assert set(done.copies) == {kept, done.backup}
    assert not is_encrypted(str(folder / "theirs.leadbook"))
    kept.write_bytes(left)  # as one that was out of reach
    with Book.open(place, frozen) as book:
        found = [finding.problem for finding in look_at_backups(book, folder, every=True).findings]
    assert f"{kept.name}: is not encrypted, as the book is: leadbook rekey takes it along, or remove it" in found
    clock.move(days=1)
    with monkeypatch.context() as patch:
        patch.setattr("storage.maintenance.rekey.integrity_problems", lambda connection: ["no"])
        assert len(rekey(str(place), OTHER, frozen, folder).problems) == 5
    clock.move(days=1)
    rekey(str(place), OTHER, frozen, folder)
    assert is_encrypted(str(kept))


def test_what_is_left_before_the_copies_is_done_for_the_book(
    tmp_path: Path, place: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def left(doing: str) -> None:
        raise BrokenOff(doing)

    monkeypatch.setattr("storage.maintenance.rekey.tell", left)
    with BreakOff().over():
        done = rekey(str(place), PASSPHRASE, frozen, tmp_path / "backups")
    assert (done.copies, is_encrypted(str(place)), is_encrypted(str(done.backup))) == ((), True, False)
    assert "The book itself is done" in done.problems[0]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("by", ["steps" if SOAK else "renames", "statements"])
@pytest.mark.parametrize("words", [("--plain",), ()], ids=["to plain", "to another"])
def test_one_that_is_killed_leaves_the_old_book_or_the_new_one_whole(
    by: str, words: tuple[str, ...], tmp_path: Path, place: Path, frozen: Surroundings
) -> None:
    old, new = (passphrase_file(tmp_path / "old"), passphrase_file(tmp_path / "new", OTHER))
    rekey(str(place), PASSPHRASE, frozen, tmp_path / "elsewhere")
    with Book.open(place, frozen) as book:
        head = check(book).head
    whole = place.read_bytes()
    changed = ["--passphrase-file", old, "--book", str(place), "rekey", *(words or ("--new-passphrase-file", new))]
    seen = set()
    for number in count(1, 160 if by == "statements" and not SOAK else 1):
        place.write_bytes(whole)
        killed = killed_at(number, *changed, statements=by == "statements", renames=by == "renames")
        reader = Clock().surroundings()
        seen.add(state := state_of(place, reader))
        with Book.open(place, reader) as book:
            found = check(book, full=True)
        assert (found.findings, found.head, killed or state == "new") == ((), head, True)
        for left in backups_folder().glob("*.leadbook"):
            left.unlink()
        if not killed:
            break
    assert seen == {"old", "new"}
    assert sorted(path.name for path in place.parent.iterdir()) == ["book.leadbook"]


def state_of(place: Path, reader: Surroundings) -> str:
    try:
        unlock(place, PASSPHRASE, reader.keys)
    except WrongPassphrase:
        unlock(place, OTHER, reader.keys)
        return "new"
    return "old" if is_encrypted(str(place)) else "new"


def test_a_book_on_a_server_is_refused(postgresql_url: str, tmp_path: Path, frozen: Surroundings) -> None:
    with pytest.raises(BadInput, match="its own disks encrypt"):
        rekey(postgresql_url, PASSPHRASE, frozen, tmp_path)


def test_leads_stay_leads(tmp_path: Path, place: Path, frozen: Surroundings) -> None:
    rekey(str(place), PASSPHRASE, frozen, tmp_path)
    with Book.open(place, frozen) as book:
        with_leads(book, 3)
        book.undo()
        assert check(book, full=True).ok
