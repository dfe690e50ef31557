"""What was given to whom; and the marks that stand for officers and leads where those are left out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from program.disclosure import Given, LeftOut
from program.refusals import BadInput, LooksPersonal
from program.strike_out import StrikeReason
from storage.book import Book
from storage.commands.disclosure import AddDisclosure
from storage.commands.strike_out import StrikeOut
from storage.maintenance.check import check
from storage.views.disclosure import Marks
from tests.frozen import ACTOR, TODAY

SHA = "0123456789abcdef" * 4


def test_what_was_given_is_listed_the_last_first_with_who_recorded_it(book: Book) -> None:
    left_out = [LeftOut.REFERENCES, LeftOut.OFFICERS]
    early = AddDisclosure(Given.OTHER, "Roster of October", "County attorney", date(2025, 11, 3), note="by mail")
    said = book.run(AddDisclosure(Given.OPEN_RECORDS, "Leads", "City Courier", None, left_out, SHA.upper())).said
    assert said == "Recorded as given to City Courier on 2025-11-23: Leads, without officers and references"
    book.run(early)
    answer, roster = book.view.disclosures()
    assert (answer.on, answer.by, answer.sha256) == (TODAY, ACTOR, SHA)
    assert answer.left_out == (LeftOut.OFFICERS, LeftOut.REFERENCES)
    assert (roster.recipient, roster.note, roster.left_out, roster.sha256) == ("County attorney", "by mail", (), None)
    assert roster.entry == answer.entry + 1
    assert check(book, full=True).ok
    book.undo()
    assert book.view.disclosures() == (answer,)


def test_what_cannot_be_recorded_is_refused(book: Book) -> None:
    for disclosure, problem in (
        (AddDisclosure(Given.OTHER, "Roster", "County", TODAY + timedelta(days=1)), "on: .* lies after today"),
        (AddDisclosure(Given.OTHER, "Roster", "County", sha256="0123"), "is no SHA-256"),
        (AddDisclosure(Given.OTHER, "Roster", " "), "recipient: .*must not be empty"),
        (AddDisclosure(Given.OTHER, "", "County"), "about: must not be empty"),
    ):
        with pytest.raises(BadInput, match=problem):
            book.run(disclosure)
    assert book.view.disclosures() == ()


def test_a_recipient_is_an_office_and_no_detail_of_a_person(book: Book) -> None:
    with pytest.raises(LooksPersonal):
        book.run(AddDisclosure(Given.OTHER, "Roster", "courier, 512-555-0147"))


def test_a_recipient_can_be_struck_out(book: Book) -> None:
    entry = book.run(AddDisclosure(Given.OTHER, "Roster", "ROE 14")).entry
    assert entry is not None
    book.run(StrikeOut(book.view.strike_target("recipient", entry=entry), StrikeReason.PERSONAL_DETAIL))
    [one] = book.view.disclosures()
    assert one.recipient.startswith("struck-")
    assert check(book, full=True).ok


def test_marks_follow_neither_names_nor_badges_and_are_the_same_each_time(book: Book) -> None:
    badges = [f"{number}" for number in range(1000, 1120)]
    marked = book.view.marks().of("officer", badges)
    assert sorted(marked.values()) == [f"officer {number:03}" for number in range(1, 121)]
    assert [marked[badge] for badge in badges] != sorted(marked.values())
    assert book.view.marks().of("officer", reversed(badges)) == marked
    assert Marks(b"of another book").of("officer", badges) != marked
    assert Marks(b"").of("lead", ["R-1"]) == {"R-1": "lead 01"}
