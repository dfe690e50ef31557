"""Copies, exports and the demo."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from program.refusals import BadInput
from storage.book import Book
from storage.engine.places import backups_folder, default_book
from storage.errors import BookUnavailable
from storage.maintenance.backup import back_up, restore
from storage.maintenance.check import check
from storage.maintenance.demo import make_demo
from storage.maintenance.transfer import export, load
from storage.surroundings import Surroundings
from storage.views.lead import LeadQuery
from tests.books import new_book, staffed, with_leads, worked_at_random
from tests.frozen import Clock
from tests.masters import Masters
from tui.settings.config import Config, config_path, read_config


def test_a_backup_is_a_sound_copy_under_a_new_name(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book", frozen) as book:
        with_leads(staffed(book), 5)
        copied = back_up(book, None, tmp_path / "backups")
        assert copied.path.parent.name == "backups"
        assert copied.head == check(book).head
        with pytest.raises(BadInput, match="never replaces"):
            back_up(book, copied.path, tmp_path)
        with pytest.raises(BookUnavailable, match="cannot be written"):
            back_up(book, tmp_path / "book" / "x", tmp_path)
    with Book.open(copied.path, frozen) as copy:
        assert copy.view.work().open == 5


def test_restoring_keeps_the_book_that_stood_there(tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / "book.leadbook"
    with new_book(place, frozen) as book:
        with_leads(staffed(book), 2)
        copied = back_up(book, tmp_path / "copy.leadbook", tmp_path)
        with_leads_more(book)
    restored, kept = restore(copied.path, str(place), frozen)
    assert restored.entries == copied.entries
    assert kept is not None
    with Book.open(place, frozen) as book, Book.open(kept, frozen) as old:
        assert (book.view.work().open, old.view.work().open) == (2, 3)
    assert restore(copied.path, str(tmp_path / "elsewhere.leadbook"), frozen)[1] is None
    with pytest.raises(BadInput, match="the book itself"):
        restore(place, str(place), frozen)


def with_leads_more(book: Book) -> None:
    from storage.commands.lead import AddLead
    from tests.books import BEGAN

    book.run(AddLead("LATER-1", BEGAN))


def test_a_copy_that_is_not_sound_is_not_restored(tmp_path: Path, frozen: Surroundings) -> None:
    from sqlalchemy import text

    place = tmp_path / "book.leadbook"
    new_book(place, frozen).close()
    with new_book(tmp_path / "copy", frozen) as copy:
        with_leads(staffed(copy), 2)
        with copy.engine.connect() as connection, connection.begin():
            connection.execute(text("UPDATE lead SET evidence = 'forged'"))
    before = place.read_bytes()
    with pytest.raises(BookUnavailable, match="not sound"):
        restore(tmp_path / "copy", str(place), frozen)
    assert place.read_bytes() == before


def test_a_book_on_a_server_is_backed_up_by_the_server(
    postgresql_url: str, tmp_path: Path, frozen: Surroundings
) -> None:
    with new_book(postgresql_url, frozen) as book, pytest.raises(BadInput, match="pg_dump"):
        back_up(book, None, tmp_path)


def test_an_export_makes_the_same_book_again(engine_url: str, tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(engine_url, frozen) as book:
        worked_at_random(staffed(book), 3, 60)
        rows = export(book, tmp_path / "book.jsonl")
        assert rows > 60
        for there in (tmp_path / "book.jsonl", tmp_path, Path(), Path("/")):
            with pytest.raises(BadInput, match="stands there already"):
                export(book, there)
        with pytest.raises(BadInput, match="cannot be written"):
            export(book, tmp_path / "none" / "x")
        with pytest.raises(BadInput, match="cannot be written"):
            export(book, tmp_path / "book.jsonl" / "x")
        with pytest.raises(BadInput, match="cannot be written"):
            export(book, tmp_path / ("x" * 300))
        found = load(tmp_path / "book.jsonl", str(tmp_path / "again"), frozen)
        assert found.head == check(book).head
        with Book.open(tmp_path / "again", frozen) as again:
            assert again.view.leads(LeadQuery(), 999) == book.view.leads(LeadQuery(), 999)
            assert again.view.status() == book.view.status()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines[:-1],
        lambda lines: [*lines[:-1], lines[-1][:-9]],
        lambda lines: [line.replace("R-002", "R-222") for line in lines],
        lambda lines: [line.replace('"located"', '"departed"') for line in lines],
        lambda lines: lines[1:],
        lambda lines: [],
        lambda lines: [lines[0], "[]"],
        lambda lines: [lines[0], '{"table":"sqlite_master","row":{}}'],
        lambda lines: [lines[0], lines[1].replace('"name"', '"nickname"')],
        lambda lines: [json.dumps({**json.loads(lines[0]), "entries": 3}), *lines[1:]],
        lambda lines: ["{}", *lines[1:]],
        lambda lines: ["[" * 100_000],
    ],
)
def test_an_altered_or_cut_export_makes_no_book(
    tmp_path: Path, frozen: Surroundings, spoil: Callable[[list[str]], list[str]]
) -> None:
    file, place = tmp_path / "book.jsonl", tmp_path / "again"
    with new_book(tmp_path / "book", frozen) as book:
        with_leads(staffed(book), 3)
        from program.leads.outcome import Outcome
        from storage.commands.outcome import RecordOutcomes

        book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
        export(book, file)
    file.write_text("\n".join(spoil(file.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    with pytest.raises(BadInput):
        load(file, str(place), frozen)
    assert not place.exists()


def test_a_server_takes_an_export_once_and_nothing_of_an_altered_one(
    postgresql_url: str, tmp_path: Path, frozen: Surroundings
) -> None:
    file, altered = tmp_path / "book.jsonl", tmp_path / "altered.jsonl"
    with new_book(tmp_path / "book", frozen) as book:
        with_leads(staffed(book), 3)
        export(book, file)
    altered.write_text(file.read_text(encoding="utf-8").replace("R-001", "R-999"), encoding="utf-8")
    with pytest.raises(BadInput, match="was altered"):
        load(altered, postgresql_url, frozen)
    with pytest.raises(BookUnavailable):
        Book.open(postgresql_url, frozen)
    loaded = load(file, postgresql_url, frozen)
    with pytest.raises(BadInput, match="holds already"):
        load(file, postgresql_url, frozen)
    with Book.open(postgresql_url, frozen) as there:
        assert check(there, full=True) == loaded


def test_what_cannot_be_read_is_not_loaded(tmp_path: Path, frozen: Surroundings) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        load(tmp_path / "none", str(tmp_path / "again"), frozen)


@pytest.mark.apart
def test_the_demo_is_the_same_for_the_same_day_and_replaces_one_of_another_and_starts_no_process(
    tmp_path: Path, masters: Masters, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = []
    masters.copy_demo(tmp_path / "a")
    masters.copy_demo(tmp_path / "b")
    with Book.open(tmp_path / "b", Clock().surroundings()) as book:
        staffed(book, ["2001"])
    monkeypatch.setattr(subprocess, "Popen", None)
    make_demo(tmp_path / "b", Clock().surroundings()).close()
    for name in ("a", "b"):
        with Book.open(tmp_path / name, Clock().surroundings()) as book:
            heads.append(check(book, full=True))
            status = book.view.status()
            assert status.agency.demo
            assert len(status.officers) == 14
            assert len({lead.quarter for lead in book.view.leads(LeadQuery(), 5000).leads}) == 6
            assert book.view.work().overdue > 0
            assert book.view.work().unassigned > 0
    assert heads[0].ok
    assert heads[0] == heads[1]


def test_the_demo_replaces_nothing_but_a_demo(tmp_path: Path, frozen: Surroundings) -> None:
    new_book(tmp_path / "book", frozen).close()
    with pytest.raises(BadInput, match="no demo"):
        make_demo(tmp_path / "book", frozen)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BookUnavailable):
        make_demo(tmp_path / "file", frozen)
    assert (tmp_path / "file").read_text() == "mine"


def test_the_config_file_says_book_and_keys(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    assert read_config(file) == Config()
    file.write_text('book = "/somewhere"\n[keys]\nundo = "ctrl+z"\n')
    assert read_config(file) == Config("/somewhere", {"undo": "ctrl+z"})
    file.write_text('theme = "textual-light"\n', encoding="utf-8")
    assert read_config(file).theme == "textual-light"
    assert default_book().parent == backups_folder().parent
    assert config_path().name == "config.toml"


@pytest.mark.parametrize("text", ["book = ", "color = 1", "book = 7", "keys = 7", "[keys]\nundo = 1"])
def test_a_config_file_that_cannot_be_taken_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(BadInput, match="config"):
        read_config(file)


@pytest.mark.skipif(sys.platform == "win32", reason="no folder is opened there")
def test_a_file_that_is_said_to_be_written_is_on_the_disk_and_so_is_its_name(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "book.leadbook"
    new_book(place, frozen).close()
    synced: list[int] = []
    to_the_disk = os.fsync

    def sync(file: int) -> None:
        synced.append(os.fstat(file).st_ino)
        to_the_disk(file)

    monkeypatch.setattr(os, "fsync", sync)
    exported, copy = tmp_path / "exports" / "book.jsonl", tmp_path / "copies" / "copy.leadbook"
    exported.parent.mkdir()
    with Book.open(place, frozen) as book:
        export(book, exported)
        assert synced == [exported.stat().st_ino, exported.parent.stat().st_ino]
        back_up(book, copy, tmp_path)
        assert synced[2:] == [copy.parent.stat().st_ino]  # SQLite itself syncs what it copies
    restore(copy, str(place), frozen)
    assert synced[3:] == [tmp_path.stat().st_ino] * 2  # the kept book's name, and the copy's
