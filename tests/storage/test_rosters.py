"""A roster from a file, beside what the book has learned of its officers since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from program.officers.standing import Standing
from storage.book import Book
from storage.commands.officer import SetStanding
from storage.commands.officer_import import ImportOfficers
from storage.importing.report import ImportReport
from tests.storage.test_imports import written


def rostered(book: Book, tmp_path: Path, text: str) -> ImportReport:
    """Brings in a roster."""
    report: ImportReport = book.run(ImportOfficers(written(tmp_path, text, "roster.csv"))).result
    return report


def standing(book: Book, badge: str, day: date) -> Standing | None:
    """Where an officer stands on a day."""
    return {officer.badge: officer.standing for officer in book.view.roster(day).officers}[badge]


@pytest.mark.parametrize("until", [None, date(2025, 11, 10)])
@pytest.mark.parametrize("end", ["", "2027-09-30"])
def test_a_suspension_stands_when_the_same_roster_comes_in_again(
    book: Book, tmp_path: Path, until: date | None, end: str
) -> None:
    text = f"Badge,Officer Name,Authorized,Until\n77,Dale Robin,2025-10-01,{end}\n"
    assert rostered(book, tmp_path, text).new == 1
    book.run(SetStanding("77", Standing.SUSPENDED, date(2025, 11, 5), until, "complaint"))
    before = book.view.journal_length()
    assert rostered(book, tmp_path, text).unchanged == 1
    assert book.view.journal_length() == before
    assert standing(book, "77", date(2025, 11, 6)) is Standing.SUSPENDED


def test_a_roster_takes_no_day_from_a_later_suspension_and_may_end_one(book: Book, tmp_path: Path) -> None:
    rostered(book, tmp_path, "Badge,Officer Name,Authorized\n77,Dale Robin,2025-10-01\n")
    book.run(SetStanding("77", Standing.SUSPENDED, date(2025, 11, 5), None, "complaint"))
    [reject] = rostered(book, tmp_path, "Badge,Authorized\n77,2025-10-15\n").rejects
    assert (reject.row, reject.field) == (2, "from")
    assert "suspended since 2025-11-05" in reject.problem
    assert rostered(book, tmp_path, "Badge,Authorized\n77,2025-11-20\n").changed == 1
    assert [standing(book, "77", date(2025, 11, day)) for day in (19, 20)] == [
        Standing.SUSPENDED,
        Standing.AUTHORIZED,
    ]


def test_a_trainee_is_authorized_by_a_file_from_a_day_before_the_training_was_entered(
    book: Book, tmp_path: Path
) -> None:
    rostered(book, tmp_path, "Badge,Officer Name\n77,Dale Robin\n")
    assert rostered(book, tmp_path, "Badge,Authorized\n77,2025-10-15\n").changed == 1
    assert standing(book, "77", date(2025, 10, 15)) is Standing.AUTHORIZED


def test_an_authorization_is_renewed_by_a_file_that_gives_a_later_end(book: Book, tmp_path: Path) -> None:
    rostered(book, tmp_path, "Badge,Officer Name,Authorized\n77,Dale Robin,2025-10-01\n")
    assert rostered(book, tmp_path, "Badge,Authorized,Until\n77,2025-10-01,2028-09-30\n").changed == 1
    assert standing(book, "77", date(2028, 9, 30)) is Standing.AUTHORIZED


def test_one_badge_with_two_names_in_a_file_is_kept_aside(book: Book, tmp_path: Path) -> None:
    text = "Badge,Officer Name\n77,Dale Robin\n78,Ellis Casey\n77,Somebody Else\n77,Dale Robin\n"
    report = rostered(book, tmp_path, text)
    assert [(reject.row, reject.field, reject.problem) for reject in report.rejects] == [
        (4, "name", "the same badge stands in row 2 with another name")
    ]
    assert (report.new, report.unchanged) == (2, 1)
    before = book.view.journal_length()
    assert rostered(book, tmp_path, text).changed == 0
    assert book.view.journal_length() == before
