"""What a restore would lose, and what each copy lacks: counted entry by entry where the copy and the book part."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.agency import CreateAgency
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.officer import AddOfficer
from storage.commands.outcome import RecordOutcomes
from storage.commands.receipt import AddReceipt
from storage.errors import BookUnavailable, Conflict
from storage.maintenance.backup import back_up
from storage.maintenance.check import check
from storage.maintenance.loss import Loss, Money, copies_of, prospect
from tests.books import new_book, staffed, with_leads
from tests.frozen import Clock

RECEIVED = date(2025, 11, 3)


def test_what_would_be_lost_is_what_stands_otherwise_since_the_copy(tmp_path: Path, clock: Clock) -> None:
    place, surroundings = tmp_path / "book.leadbook", clock.surroundings()
    with new_book(place, surroundings) as book:
        with_leads(staffed(book), 3)
        copy = back_up(book, None, tmp_path / "backups")
        clock.move(days=1)
        first_ms = surroundings.now()
        book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
        clock.move(seconds=1)
        book.run(RecordOutcomes(["R-002"], Outcome.WITHDRAWN))
        book.undo()  # and so loses no outcome
        book.run(AssignLeads(["R-003"], "1052"))  # changes a lead and no outcome
        book.run(AddLead("NEW-1", RECEIVED))
        book.run(AddOfficer("1063", "Officer 1063"))
        book.run(AddReceipt(date(2025, 11, 20), 125_050, "ACH 1"))
        book.run(AddReceipt(date(2025, 11, 21), 50, "ACH 2"))
        entries = check(book).entries
        seen = prospect(copy.path, book, surroundings.keys)
        now = back_up(book, None, tmp_path / "backups")
    assert seen.loses is not None
    assert seen.loses.others >= 1  # the officer, and what stands of one by dates
    assert seen.loses == Loss(entries - copy.entries, first_ms, 1, 1, {"receipt": Money(2, 125_100)}, seen.loses.others)
    assert (seen.common, seen.brings, seen.opens_up) == (copy.entries, 0, False)
    assert prospect(copy.path, str(place), surroundings.keys) == seen  # a book that nobody has open, the same
    assert prospect(now.path, str(place), surroundings.keys).loses == Loss(0, None, 0, 0, {}, 0)


def test_a_copy_that_went_on_by_itself_is_known_by_the_entry_at_which_they_part(tmp_path: Path, clock: Clock) -> None:
    place, surroundings = tmp_path / "book.leadbook", clock.surroundings()
    with new_book(place, surroundings) as book:
        copies = []
        for badge in ("1041", "1052", "1063", "1074", "1085"):
            staffed(book, [badge])
            copies.append(back_up(book, None, tmp_path / "backups"))
            clock.move(seconds=1)
        entries = check(book).entries
        for copy in copies:
            with Book.open(copy.path, surroundings) as other:
                other.run(AddLead("ELSEWHERE-1", RECEIVED))
                other.run(AddLead("ELSEWHERE-2", RECEIVED))
            seen = prospect(copy.path, book, surroundings.keys)
            assert (seen.common, seen.brings) == (copy.entries, 2)
            assert seen.loses is not None
            assert seen.loses.entries == entries - copy.entries


def test_copies_are_listed_from_the_newest_with_what_each_lacks_and_anothers_are_not(
    tmp_path: Path, clock: Clock
) -> None:
    place, folder, surroundings = tmp_path / "book.leadbook", tmp_path / "backups", clock.surroundings()
    with Book.create(str(tmp_path / "other"), CreateAgency("Other County", "TX"), surroundings) as other:
        elsewhere = back_up(other, None, folder).path
    clock.move(seconds=1)
    with new_book(place, surroundings) as book:
        copies = []
        for _ in range(2):
            copies.append(back_up(book, None, folder))
            clock.move(days=1)
            staffed(book, [f"10{len(copies)}"])
        elsewhere.rename(elsewhere.with_name(copies[0].path.name.replace("000.leadbook", "001.leadbook")))
        damaged = folder / copies[0].path.name.replace("000.leadbook", "002.leadbook")
        damaged.write_bytes(b"no book")
        (folder / "notes.txt").write_text("no copy")
        seen = copies_of(book, folder, surroundings.keys)
        assert [(one.path, one.lacks) for one in seen] == [
            (copies[1].path, 1),
            (damaged, None),
            (copies[0].path, 2),
        ]
        assert [bool(one.problem) for one in seen] == [False, True, False]
        assert seen[0].made is not None
        assert (seen[0].entries, seen[0].head) == (copies[1].entries, copies[1].head)
    assert copies_of(str(place), folder, surroundings.keys) == seen
    place.write_bytes(b"no book")  # then nobody can say what is lacking, nor whose a copy is
    unread = copies_of(str(place), folder, surroundings.keys)
    assert [one.lacks for one in unread] == [None] * 4
    assert copies_of("postgresql://server/book", folder, surroundings.keys) == ()


def test_where_no_book_can_be_read_all_comes_from_the_copy_and_another_agencys_is_refused(
    tmp_path: Path, clock: Clock
) -> None:
    place, surroundings = tmp_path / "book.leadbook", clock.surroundings()
    with new_book(place, surroundings) as book:
        copy = back_up(staffed(book), None, tmp_path / "backups")
    nowhere = prospect(copy.path, str(tmp_path / "none.leadbook"), surroundings.keys)
    assert (nowhere.loses, nowhere.brings, nowhere.unread) == (None, copy.entries, "")
    place.write_bytes(b"\0" * 5000)
    damaged = prospect(copy.path, str(place), surroundings.keys)
    assert (damaged.loses, damaged.brings) == (None, copy.entries)
    assert damaged.unread
    assert str(place) not in damaged.unread
    with pytest.raises(BookUnavailable):
        prospect(place, str(place), surroundings.keys)
    with (
        Book.create(str(tmp_path / "other"), CreateAgency("Other County", "TX"), surroundings) as other,
        pytest.raises(Conflict, match="another agency"),
    ):
        prospect(copy.path, other, surroundings.keys)
