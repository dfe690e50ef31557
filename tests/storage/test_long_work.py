"""Long work tells how far it has come, and leaves everything as it was where somebody leaves it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.book import Book
from storage.commands.file_import import ImportFile
from storage.commands.lead_import import ImportLeads
from storage.commands.officer_import import ImportOfficers
from storage.commands.time_import import ImportTime
from storage.engine.locks import BrokenOff
from storage.maintenance.backup import back_up
from storage.maintenance.check import check
from storage.maintenance.demo import make_demo
from storage.maintenance.transfer import export
from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads
from tests.long_work import LeftAt, files_below, left_at_every_step
from tests.masters import Masters

LEADS = "reference,received on,officer\n" + "".join(f"F-{number:05},2025-11-03,1041\n" for number in range(2_500))
OFFICERS = "badge,name,authorized\n2001,New One,2025-10-01\n2002,New Two,2025-10-01\n"
TIME = "badge,period,hours\n1041,2025-10,160\n1052,2025-10,152\n"


@pytest.mark.parametrize(
    ("make", "text", "rows"),
    [(ImportLeads, LEADS, 2_500), (ImportOfficers, OFFICERS, 2), (ImportTime, TIME, 2)],
    ids=["leads", "officers", "time"],
)
def test_an_import_that_is_left_at_any_step_changes_nothing(
    book: Book, tmp_path: Path, make: Callable[[Path], ImportFile], text: str, rows: int
) -> None:
    file = tmp_path / "in.csv"
    file.write_text(text)
    head = check(book).head

    def is_as_it_was() -> None:
        assert check(book, full=True).findings == ()
        assert check(book).head == head

    done = book.view.journal_length()
    told = left_at_every_step(lambda: book.run(make(file)), is_as_it_was)
    assert book.view.journal_length() == done + 1
    assert told[0].doing == "Reading the file"
    assert [(step.done, step.unit) for step in told if step.unit] == [(read, "rows") for read in range(0, rows, 1_000)]
    assert all(step.of is None or step.of >= rows for step in told)


def test_a_check_that_is_left_finds_nothing_wrong(book: Book) -> None:
    with_leads(book, 6)
    told = left_at_every_step(lambda: check(book, full=True), lambda: None)
    assert {step.doing for step in told} >= {
        "Checking the file",
        "Following the journal",
        "Comparing rows with the journal",
        "Checking the statements",
        "Counting the leads of FY2026-Q1 one by one",
    }


def test_of_an_export_that_is_left_at_any_step_nothing_stays(book: Book, tmp_path: Path) -> None:
    with_leads(book, 6)
    folder = tmp_path / "out"
    folder.mkdir()
    told = left_at_every_step(lambda: export(book, folder / "book.jsonl"), lambda: _is_empty(folder))
    assert told[0].of == len((folder / "book.jsonl").read_text().splitlines()) - 1


def test_of_a_backup_that_is_left_at_any_step_nothing_stays(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.connections._STEPS_BETWEEN_WORDS", 400)
    folder = tmp_path / "backups"
    folder.mkdir()
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        with_leads(staffed(book), 6)
        told = left_at_every_step(lambda: back_up(book, folder / "copy.leadbook", folder), lambda: _is_empty(folder))
    copied = [step for step in told if step.unit == "bytes"]
    assert len(copied) > 1
    assert all(step.of is not None and 0 <= step.done <= step.of for step in copied)


def test_a_demo_that_is_left_at_any_step_leaves_what_stood_there(
    tmp_path: Path, frozen: Surroundings, masters: Masters
) -> None:
    folder = tmp_path / "demo"
    place = folder / "demo.leadbook"
    folder.mkdir()
    masters.copy_demo(place)
    before = files_below(folder)
    for number in (1, 40):
        by = LeftAt(number)
        with by.over(), pytest.raises(BrokenOff):
            make_demo(place, frozen)
        assert files_below(folder) == before
        assert {(step.doing, step.unit) for step in by.told} == {("Making the demo", "steps")}


def _is_empty(folder: Path) -> None:
    assert files_below(folder) == {}
