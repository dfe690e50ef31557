"""An encrypted book: who lacks the passphrase reads nothing of it, and it is a book like any other for who has it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from program.leads.outcome import Outcome
from program.refusals import BadInput
from program.strike_out import StrikeReason
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.lead_import import ImportLeads
from storage.commands.outcome import RecordOutcomes
from storage.commands.strike_out import StrikeOut
from storage.engine.encryption import is_encrypted, needs_passphrase, new_salt
from storage.engine.unlocking import alone_with, unlock, write_under
from storage.errors import BookUnavailable, NeedsPassphrase, WrongPassphrase
from storage.keys import SHORTEST, must_hold
from storage.maintenance.automatic import back_up_by_itself
from storage.maintenance.backup import back_up, look_at_backups, restore
from storage.maintenance.check import check
from storage.maintenance.erase import erase
from storage.maintenance.opening import open_book
from storage.maintenance.transfer import export, load
from storage.surroundings import Surroundings
from tests.books import AGENCY, new_book, staffed, with_leads
from tests.frozen import Clock
from tests.old_books import schema_3_book
from tests.secrets import PASSPHRASE, WRONG, holding, new_encrypted

SECRETS = ("SECRET-7719", "Officer 1041", "EVIDENCE-31", "Example County", PASSPHRASE)


@pytest.fixture(autouse=True)
def _cheap_keys(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("dear_keys") is None:
        monkeypatch.setattr("storage.keys.ROUNDS", 1)


@pytest.fixture
def stranger() -> Surroundings:
    """Somebody who starts the program anew: no key is known."""
    return Clock().surroundings()


@pytest.fixture
def secret(tmp_path: Path, frozen: Surroundings) -> Iterator[Book]:
    """An encrypted book with two officers, a lead and its outcome, in a folder of its own."""
    folder = tmp_path / "desk"
    folder.mkdir()
    with new_encrypted(folder / "book.leadbook", frozen) as book:
        staffed(book)
        book.run(AddLead("SECRET-7719", date(2025, 11, 3), officer="1041"))
        book.run(RecordOutcomes(("SECRET-7719",), Outcome.LOCATED, evidence="EVIDENCE-31"))
        yield book


def test_it_opens_with_its_passphrase_and_with_no_other(
    tmp_path: Path, frozen: Surroundings, stranger: Surroundings
) -> None:
    place = tmp_path / "book"
    new_encrypted(place, frozen).close()
    before = place.read_bytes()
    with pytest.raises(NeedsPassphrase, match="is encrypted"):
        Book.open(place, stranger)
    assert needs_passphrase(str(place), stranger.keys) == place
    assert needs_passphrase(str(place), frozen.keys) is None
    for wrong in (WRONG, "", f"x'{'0' * 64}'", PASSPHRASE.upper()):
        with pytest.raises(WrongPassphrase, match="does not open it") as refused:
            unlock(place, wrong, stranger.keys)
        assert not wrong or wrong not in str(refused.value)
    with pytest.raises(NeedsPassphrase):
        Book.open(place, stranger)
    assert place.read_bytes() == before
    unlock(place, f" {PASSPHRASE} ", stranger.keys)
    with Book.open(place, stranger) as book:
        assert book.view.agency().name == "Example County"
        assert check(book, full=True).ok


@pytest.mark.dear_keys
def test_its_key_is_what_sqlcipher_itself_makes_of_the_passphrase(tmp_path: Path, frozen: Surroundings) -> None:
    new_encrypted(tmp_path / "book", frozen).close()
    with closing(sqlite3.connect(tmp_path / "book")) as plain_sqlcipher:
        plain_sqlcipher.execute(f"PRAGMA key = '{PASSPHRASE}'")
        settings = {row[0] for row in plain_sqlcipher.execute("PRAGMA cipher_settings")}
        assert plain_sqlcipher.execute("SELECT name FROM agency").fetchone() == ("Example County",)
    assert {"PRAGMA kdf_iter = 256000;", "PRAGMA cipher_use_hmac = 1;", "PRAGMA cipher_page_size = 4096;"} <= settings


def test_an_accent_is_the_same_however_it_was_typed(
    tmp_path: Path, frozen: Surroundings, stranger: Surroundings
) -> None:
    new_encrypted(tmp_path / "book", frozen, "café con leche y azúcar").close()
    unlock(tmp_path / "book", "cafe\u0301 con leche y azu\u0301car", stranger.keys)
    Book.open(tmp_path / "book", stranger).close()


def test_rows_on_their_way_into_it_are_laid_aside_in_memory_only(
    tmp_path: Path, secret: Book, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Written(Exception):
        pass

    def write(**_: object) -> None:
        raise Written

    monkeypatch.setattr("storage.importing.reader._IN_MEMORY", 1)
    monkeypatch.setattr(tempfile, "TemporaryFile", write)
    (tmp_path / "leads.csv").write_text("ref,received\nFILE-1,2025-11-03\n")
    assert secret.run(ImportLeads(tmp_path / "leads.csv")).result.new == 1
    with new_book(tmp_path / "plain", frozen) as plain, pytest.raises(Written):
        plain.run(ImportLeads(tmp_path / "leads.csv"))


def test_a_short_passphrase_is_refused_with_the_reason(tmp_path: Path, frozen: Surroundings) -> None:
    must_hold("x" * SHORTEST)
    for weak in ("", "x" * (SHORTEST - 1), " " * 40, "four words and a\x1b"):
        with pytest.raises(BadInput, match=r"guess without end|cannot be typed") as refused:
            new_encrypted(tmp_path / "book", frozen, weak)
        assert len(weak.strip()) < 2 or weak not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_it_can_be_read_on_the_disk_while_a_desk_is_at_work(
    tmp_path: Path, secret: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    seen: list[str] = []
    removed = os.unlink

    def unlink(path: object, *more: object, **options: object) -> None:  # what is gone at the end lay there before
        seen.extend(holding(tmp_path, texts=SECRETS))
        removed(path, *more, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "unlink", unlink)
    folder = tmp_path / "desk" / "backups"
    back_up(secret, None, folder)
    with_leads(secret, 30)
    back_up_by_itself(secret, folder)
    assert look_at_backups(secret, folder, every=True).findings == ()
    assert (tmp_path / "desk" / "book.leadbook-wal").stat().st_size > 0
    assert len(list(folder.iterdir())) == 2
    assert secret.view.lead("SECRET-7719") is not None
    assert seen + holding(tmp_path, texts=SECRETS) == []
    pragmas = ("temp_store", "cipher_page_size", "cipher_use_hmac")
    with secret.engine.connect() as connection:
        assert [str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in pragmas] == ["2", "4096", "1"]


def test_of_a_plain_book_what_a_large_index_is_made_from_lies_in_a_file(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book", frozen) as book, book.engine.connect() as connection:
        in_a_file = "1"
        assert str(connection.exec_driver_sql("PRAGMA temp_store").scalar()) == in_a_file


def test_a_copy_has_the_key_of_its_book_and_takes_its_place(
    tmp_path: Path, secret: Book, clock: Clock, stranger: Surroundings
) -> None:
    copied = back_up(secret, tmp_path / "copy.leadbook", tmp_path)
    secret.close()
    with pytest.raises(BookUnavailable, match="cannot be restored: is encrypted"):
        restore(copied.path, secret.name, stranger)
    unlock(Path(secret.name), PASSPHRASE, stranger.keys)
    restored, kept = restore(copied.path, secret.name, stranger)
    assert kept is not None
    assert all(map(is_encrypted, (secret.name, str(kept), str(copied.path))))
    with Book.open(secret.name, stranger) as book:
        assert (check(book, full=True).head, restored.entries) == (copied.head, copied.entries)
    # One whose passphrase nobody knows gives way as a damaged one does.
    with new_book(tmp_path / "plain", clock.surroundings()) as plain:
        copy = back_up(plain, tmp_path / "plain-copy", tmp_path)
    clock.move(days=1)
    assert restore(copy.path, secret.name, clock.surroundings())[1] is not None


def test_what_is_struck_out_leaves_its_backups_too(tmp_path: Path, secret: Book) -> None:
    folder = tmp_path / "backups"
    back_up(secret, None, folder)
    with new_encrypted(folder / "other.leadbook", Clock().surroundings("other"), WRONG):
        pass
    target = secret.view.strike_target("evidence", reference="SECRET-7719")
    secret.run(StrikeOut(target, StrikeReason.PERSONAL_DETAIL))
    erased = erase(secret, folder)
    assert (len(erased.copies), len(erased.problems)) == (1, 1)
    assert "passphrase is not known" in erased.problems[0]
    with Book.open(erased.copies[0], secret.surroundings) as copy:
        assert copy.view.lead("SECRET-7719").lead.evidence.startswith("struck-")  # type: ignore[union-attr]
        assert check(copy, full=True).ok
    assert check(secret, full=True).ok


def test_a_page_that_was_changed_is_found_even_where_nothing_lies(tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / "book"
    with new_encrypted(place, frozen) as book, closing(book.engine.raw_connection()) as raw:
        file = raw.driver_connection
        assert isinstance(file, sqlite3.Connection)
        file.execute("CREATE TABLE gone (text TEXT)")
        file.execute("INSERT INTO gone VALUES (?)", ("x" * 40_000,))
        file.execute("DROP TABLE gone")
        [leads] = file.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_lead_closed'").fetchone()
    whole = place.read_bytes()
    for page, quick in ((len(whole) // 4096 - 1, True), (leads - 1, False)):
        changed = bytearray(whole)
        changed[page * 4096 + 99] ^= 1
        place.write_bytes(changed)
        with Book.open(place, frozen) as book:
            [found] = check(book, full=True).findings
            if quick:
                assert check(book).ok
            else:
                with pytest.raises(BookUnavailable, match="the book is damaged"):
                    check(book)
        assert (found.code, found.problem) == ("file", f"HMAC verification failed for page {page + 1}")
        assert place.read_bytes() == bytes(changed)


def test_a_foreign_file_a_cut_one_and_a_damaged_one_are_told_apart(
    tmp_path: Path, frozen: Surroundings, stranger: Surroundings
) -> None:
    place = tmp_path / "book"
    new_encrypted(place, frozen).close()
    whole = place.read_bytes()
    first_page = bytearray(whole)
    first_page[2000] ^= 1
    for data, error, said in (
        (os.urandom(8192).replace(b"LEAD", b"lead"), BookUnavailable, "is not a Leadbook book"),
        (whole[:3000], BookUnavailable, "was cut off"),
        (bytes(first_page), WrongPassphrase, "first page is damaged"),
        (whole[: 4096 * 3 + 17], BookUnavailable, "the book is damaged"),
    ):
        place.write_bytes(data)
        with pytest.raises(BookUnavailable, match=said) as refused:
            unlock(place, PASSPHRASE, stranger.keys)
        assert type(refused.value) is error
        assert place.read_bytes() == data
    new_book(tmp_path / "plain", frozen).close()
    unlock(tmp_path / "plain", WRONG, stranger.keys)
    foreign = tmp_path / "foreign"
    key = new_salt(PASSPHRASE, frozen)
    with closing(sqlite3.connect(foreign)) as other:
        other.execute(f"PRAGMA key = \"x'{frozen.keys.of(key).hex()}{key.hex()}'\"")  # type: ignore[union-attr]
        other.execute("CREATE TABLE notes (text TEXT)")
    with pytest.raises(BookUnavailable, match="is not a Leadbook book"):
        unlock(foreign, PASSPHRASE, stranger.keys)


def test_a_book_that_cannot_be_read_for_another_reason_is_not_called_wrong(
    tmp_path: Path, frozen: Surroundings, stranger: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 0.1)
    new_encrypted(tmp_path / "book", frozen).close()
    with alone_with(tmp_path / "book", frozen.keys), pytest.raises(BookUnavailable, match="locked") as refused:
        unlock(tmp_path / "book", PASSPHRASE, stranger.keys)
    assert not isinstance(refused.value, WrongPassphrase)


@pytest.mark.migrates
def test_one_of_an_older_version_is_raised_and_its_backup_is_encrypted_too(
    tmp_path: Path, frozen: Surroundings
) -> None:
    place = tmp_path / "book"
    with new_book(tmp_path / "like", frozen) as like:
        with_leads(staffed(like), 3)
        schema_3_book(str(tmp_path / "old"), like)
    with alone_with(tmp_path / "old", frozen.keys) as raw:
        write_under(raw, place, new_salt(PASSPHRASE, frozen), frozen.keys)
    with open_book(place, frozen, backups=tmp_path / "backups") as book:
        assert check(book, full=True).ok
        assert book.view.work().open == 3
    [backup] = (tmp_path / "backups").iterdir()
    assert is_encrypted(str(place))
    assert is_encrypted(str(backup))


def test_an_export_loads_into_an_encrypted_book_that_exports_the_same_bytes(
    tmp_path: Path, secret: Book, frozen: Surroundings
) -> None:
    export(secret, tmp_path / "one.jsonl")
    load(tmp_path / "one.jsonl", str(tmp_path / "again"), frozen, passphrase=WRONG)
    assert is_encrypted(str(tmp_path / "again"))
    with Book.open(tmp_path / "again", frozen) as again:
        export(again, tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_a_book_on_a_server_is_not_ours_to_encrypt(postgresql_url: str, tmp_path: Path, frozen: Surroundings) -> None:
    with pytest.raises(BadInput, match="its own disks encrypt"):
        Book.create(postgresql_url, AGENCY, frozen, passphrase=PASSPHRASE)
    with pytest.raises(BadInput, match="its own disks encrypt"):
        load(tmp_path / "export", postgresql_url, frozen, passphrase=PASSPHRASE)


def test_who_waited_while_another_file_took_the_books_place_writes_into_none(
    tmp_path: Path, frozen: Surroundings
) -> None:
    place = tmp_path / "book"
    with new_book(place, frozen) as book:
        copied = back_up(book, tmp_path / "copy", tmp_path)
        copied.path.replace(place)
        with pytest.raises(BookUnavailable, match="taken its place"):
            book.run(AddLead("24-1", date(2025, 11, 3)))
        assert book.view.work().open == 0
    place.with_name("book-wal").unlink(missing_ok=True)
    with Book.open(place, frozen) as book:
        assert check(book, full=True).ok
