"""The register's filter, word by word, and the leads that it finds on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from program.calendar import Quarter
from program.leads.outcome import Outcome
from reports.lead_filter import filter_in_words
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.views.lead import Between, DayOf, LeadQuery
from storage.views.lead_filter import read_filter
from tests.frozen import TODAY


@pytest.fixture
def worked(book: Book) -> Book:
    """Four leads: one located with evidence, one without an officer, one due on no day."""
    book.run(AddLead("R-1", date(2025, 11, 1), date(2025, 11, 10), "1041"))
    book.run(AddLead("R-2", date(2025, 11, 2), date(2025, 11, 23), "1052"))
    book.run(AddLead("R-3", date(2025, 11, 3)))
    book.run(AddLead("R-4", date(2025, 9, 3), date(2025, 12, 1), "1041"))
    book.run(RecordOutcomes(["R-1"], Outcome.LOCATED, date(2025, 11, 9), evidence="Ack 100%_A"))
    return book


@pytest.mark.parametrize(
    ("typed", "found", "words"),
    [
        ("", "1234", "all leads"),
        ("received>11/1", "23", "received from Nov 2"),
        ("received>=11/1 received<=2025-11-02", "12", "received from Nov 1, received through Nov 2"),
        ("RECEIVED=11/3", "3", "received on Nov 3"),
        ("due<today", "1", "due through Nov 22"),
        ("due<=today", "12", "due through Nov 23"),
        ("due<12/5", "124", "due through Dec 4"),
        ("due>1/5", "", "due from Jan 6"),
        ("due>11/23/2025", "4", "due from Nov 24"),
        ("on=11/9", "1", "outcome on Nov 9"),
        ("outcome>11/9", "", "outcome from Nov 10"),
        ("#ack", "1", "evidence with ack"),
        ("#100%_", "1", "evidence with 100%_"),
        ("#1_0", "", "evidence with 1_0"),
        ("@1041", "14", "officer like 1041"),
        ("@10", "124", "officer like 10"),
        ("@41", "14", "officer like 41"),
        ("@OFFICER", "124", "officer like OFFICER"),
        ("@ open", "234", "open"),
        ("nobody", "3", "without an officer"),
        ("open @1041 due>today R-", "4", "open, officer like 1041, due from Nov 24, reference with R-"),
        ("FY2025-Q4", "4", "FY2025-Q4"),
        ("last-quarter", "4", "FY2025-Q4"),
        ("This-Quarter open", "23", "open, FY2026-Q1"),
    ],
)
def test_words_narrow_the_register(worked: Book, typed: str, found: str, words: str) -> None:
    found_words = read_filter(typed, TODAY)
    query, wrong = found_words.query, found_words.wrong
    leads = worked.view.register(query).rows(0, 10)
    assert ("".join(sorted(lead.reference[-1] for lead in leads)), filter_in_words(query, TODAY), wrong) == (
        found,
        words,
        "",
    )
    assert worked.view.register(query).total() == len(leads)


def test_a_day_that_is_none_is_named_and_the_other_words_hold() -> None:
    found = read_filter("open due<13/45", TODAY)
    assert (found.query, found.wrong) == (LeadQuery(outcome=Outcome.OPEN), "due<13/45: is a date that does not exist")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("recieved>11/1", "recieved>11/1: the days are received, due and outcome, as in received>11/1"),
        ("due<", "due<: is no date; type it like 11/21, 11/21/25, 2025-11-21 or today"),
        ("due<soon", "due<soon: is no date; type it like 11/21, 11/21/25, 2025-11-21 or today"),
        ("open located", "located: a lead has one outcome"),
        ("this-quarter FY2025-Q4", "FY2025-Q4: a lead is of one quarter"),
        ("Q1", "Q1: a quarter is written like FY2026-Q1"),
        ("fy26-q1", "fy26-q1: a quarter is written like FY2026-Q1"),
    ],
)
def test_a_word_that_cannot_be_taken_is_answered_by_what_would_be_right(typed: str, wrong: str) -> None:
    assert read_filter(typed, TODAY).wrong == wrong


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("opne", "open"),
        ("overd", "overdue"),
        ("not", "not located"),
        ("this", "this-quarter"),
        ("ICE", ""),
        ("24-1", ""),
    ],
)
def test_a_word_that_may_have_meant_another_is_looked_for_and_says_so(typed: str, meant: str) -> None:
    found = read_filter(typed, TODAY)
    assert (found.query.text, found.wrong) == (typed, "")
    assert found.hint == (f"{typed} is looked for in references; or did you mean {meant}?" if meant else "")


def test_a_filter_says_all_that_it_asks_for() -> None:
    assert read_filter("not located overdue FY2026-Q1 on>=11/1", TODAY).query == LeadQuery(
        quarter=Quarter(2026, 1),
        outcome=Outcome.NOT_LOCATED,
        overdue=True,
        days=(Between(DayOf.OUTCOME, date(2025, 11, 1), None),),
    )
