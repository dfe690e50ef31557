"""The look at each start, and the page on what a look may find."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from storage.book import Book
from storage.engine.places import AnchorPlaces
from storage.maintenance.anchors import anchor
from storage.maintenance.backup import back_up
from storage.maintenance.findings import KINDS, Code, findings_table
from storage.maintenance.quick import quick_check
from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads

PAGE = Path(__file__).parent.parent.parent / "docs" / "check.md"


def test_the_page_says_of_every_code_what_it_means_and_what_to_do() -> None:
    assert list(KINDS) == list(get_args(Code))
    assert PAGE.read_text(encoding="utf-8").endswith(findings_table())


def test_a_sound_book_has_no_finding_at_its_start(book: Book, tmp_path: Path) -> None:
    with_leads(book, 60)
    places = AnchorPlaces(tmp_path / "heads.txt")
    assert quick_check(book, places, tmp_path) == ()  # nothing was anchored yet
    assert anchor(book, places, 9, "CloseQuarter") == ()
    assert quick_check(book, places, tmp_path) == ()


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        (["DROP TRIGGER journal_entry_no_delete"], "trigger"),
        (["DROP TRIGGER journal_entry_no_delete", "DELETE FROM journal_entry WHERE number = 3"], "journal_gap"),
        (["DROP TRIGGER journal_entry_no_delete", "DELETE FROM journal_entry"], "journal_gap"),
        (
            ["DROP TRIGGER journal_entry_no_update", "UPDATE journal_entry SET actor = 'x' WHERE number = 6"],
            "journal_chain",
        ),
        (
            [
                "DROP TRIGGER journal_entry_no_update",
                "UPDATE journal_entry SET actor = CAST(x'ff' AS TEXT) WHERE number = 6",
            ],
            "unreadable",
        ),
    ],
)
def test_what_was_altered_at_the_ends_is_found_at_the_start(
    tmp_path: Path, frozen: Surroundings, statements: list[str], code: str
) -> None:
    with new_book(tmp_path / "book", frozen) as book:
        with_leads(staffed(book), 5)
    with closing(sqlite3.connect(tmp_path / "book")) as raw, raw:
        for statement in statements:
            raw.execute(statement)
    with Book.open(tmp_path / "book", frozen) as book:
        assert code in [finding.code for finding in quick_check(book, AnchorPlaces(), tmp_path / "none")]


def test_a_book_that_was_cut_behind_its_anchor_and_its_backup_is_found_at_the_start(
    tmp_path: Path, frozen: Surroundings
) -> None:
    place, places = tmp_path / "book.leadbook", AnchorPlaces(tmp_path / "heads.txt")
    with new_book(place, frozen) as book:
        pass
    before = place.read_bytes()
    with Book.open(place, frozen) as book:
        staffed(book)
        assert anchor(book, places, 3, "CloseQuarter") == ()
        back_up(book, None, tmp_path / "backups")
        assert quick_check(book, places, tmp_path / "backups") == ()
    place.write_bytes(before)
    with Book.open(place, frozen) as book:
        codes = [finding.code for finding in quick_check(book, places, tmp_path / "backups")]
    assert codes == ["anchor", "backup_ahead"]
