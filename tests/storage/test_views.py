"""Lists, windows and figures agree with each other and with the rules, lead by lead."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from program.calendar import Quarter
from program.leads.outcome import Outcome
from program.quarters.counting import Why, count, verdict
from program.quarters.figures import other_rules, rate_of, tier_of
from program.refusals import BadInput
from program.rules.rule_set import DHS_2025_10_01, CountsAs
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.views import register
from storage.views.lead import Figure, Lead, LeadQuery
from storage.views.lead_order import Sort
from tests.books import with_leads
from tests.frozen import TODAY
from tests.storage.conftest import Worked

Q1, Q4 = Quarter(2026, 1), Quarter(2025, 4)


def everything(book: Book) -> tuple[Lead, ...]:
    return book.view.leads(LeadQuery(descending=False), 10_000).leads


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("as_of", [TODAY, date(2025, 11, 1), date(2025, 9, 20)])
def test_figures_by_sql_are_those_of_every_lead_judged_alone(worked: Worked, seed: int, as_of: date) -> None:
    book = worked(seed, 120)
    leads = everything(book)
    assert leads
    for quarter in (Q1, Q4):
        figures = book.view.status(quarter, as_of).figures
        expected = count(DHS_2025_10_01, quarter, ((lead.facts, 1) for lead in leads), as_of)
        assert figures.counts == expected
        found = {(reading.point.value, reading.value) for reading in figures.readings}
        if quarter == Q1:
            expected_readings = set()
            for (point, value), rules in other_rules(DHS_2025_10_01).items():
                counts = count(rules, quarter, ((lead.facts, 1) for lead in leads), as_of)
                if tier_of(rules, rate_of(counts.located, counts.provided)) != figures.tier:
                    expected_readings.add((point.value, value))
            assert found == expected_readings


def test_an_officers_share_and_nobodys_make_up_the_counts(worked: Worked) -> None:
    book = worked(3, 150)
    status = book.view.status(Q1)
    by_outcome = status.figures.counts.by_outcome
    held = sum(officer.open + sum(officer.by_outcome.values()) for officer in status.officers)
    assert held + status.unassigned == sum(by_outcome.values())
    assert [officer.name for officer in status.officers] == sorted(officer.name for officer in status.officers)


@pytest.mark.parametrize("seed", range(4))
def test_the_list_behind_a_figure_holds_exactly_the_leads_that_count(worked: Worked, seed: int) -> None:
    book = worked(seed, 120)
    leads = everything(book)
    for quarter in (Q1, Q4):
        judged = {lead.id: verdict(DHS_2025_10_01, quarter, lead.facts, TODAY) for lead in leads}
        behind = {
            Figure.LOCATED: {i for i, v in judged.items() if v.counts_as is CountsAs.LOCATED},
            Figure.EXCLUDED: {i for i, v in judged.items() if v.counts_as is CountsAs.EXCLUDED},
            Figure.PROVIDED: {i for i, v in judged.items() if v.counts_as in (CountsAs.LOCATED, CountsAs.PROVIDED)},
            Figure.OPEN: {i for i, v in judged.items() if v.why is Why.STILL_OPEN},
            Figure.LATE: {i for i, v in judged.items() if v.late},
            Figure.ALL: {i for i, v in judged.items() if v.why is not Why.OTHER_QUARTER and v.counts_as}
            | {lead.id for lead in leads if lead.quarter == quarter},
        }
        for figure, ids in behind.items():
            listed = book.view.leads(LeadQuery(quarter=quarter, figure=figure), 1000).leads
            assert {lead.id for lead in listed} == ids, figure


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("descending", [True, False])
def test_windows_of_the_register_are_pieces_of_the_plain_list(worked: Worked, sort: Sort, descending: bool) -> None:
    book = worked(7, 150)
    chance = random.Random(1)
    query = LeadQuery(sort=sort, descending=descending)
    plain = book.view.leads(query, 1000).leads
    found = book.view.register(query)
    assert found.rows(0, 5) == plain[:5]
    assert found.total() == len(plain) > 30
    for _ in range(60):
        first, size = chance.randrange(len(plain) + 3), chance.randrange(1, 12)
        assert found.rows(first, size) == plain[first : first + size]
    for position in (0, len(plain) // 2, len(plain) - 1):
        assert found.position_of(plain[position].reference) == position
    assert found.position_of("nothing") is None


@pytest.mark.parametrize("first", ["rows", "total"])
def test_a_register_too_long_for_its_order_knows_it_once_its_leads_are_counted(
    worked: Worked, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "MOST_SORTED", 5)
    book = worked(7, 150)
    found = book.view.register(LeadQuery(sort=Sort.OFFICER))
    if first == "total":
        assert found.total() > 5
    else:
        assert found.rows(0, 4) == book.view.leads(LeadQuery(), 4).leads
    assert found.is_too_long_to_sort


@pytest.mark.parametrize("few", [0, 5_000])
def test_windows_of_leads_whose_reference_holds_a_text_are_the_same_however_few_they_are(
    worked: Worked, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "_FEW", few)
    book = worked(7, 150)
    for query in (LeadQuery(text="-01"), LeadQuery(text="w-0", officer="1041", sort=Sort.DUE), LeadQuery(text="%")):
        plain = book.view.leads(query, 1000).leads
        found = book.view.register(query)
        assert found.rows(0, 1000) == plain
        assert found.total() == len(plain)
        assert found.rows(3, 4) == plain[3:7]


def test_pages_by_cursor_make_up_the_list(worked: Worked) -> None:
    book = worked(2, 100)
    for query in (LeadQuery(), LeadQuery(sort=Sort.REFERENCE), LeadQuery(sort=Sort.DUE, descending=False)):
        plain = book.view.leads(query, 1000).leads
        found: list[Lead] = []
        after: str | None = None
        while True:
            page = book.view.leads(query, 7, after)
            found += page.leads
            after = page.after
            if after is None:
                break
        assert tuple(found) == plain
    with pytest.raises(BadInput, match="cursor"):
        book.view.leads(LeadQuery(), 5, "nonsense")


def test_filters_narrow_together(worked: Worked) -> None:
    book = worked(5, 150)
    leads = everything(book)

    def ids(query: LeadQuery) -> set[str]:
        return {lead.id for lead in book.view.leads(query, 1000).leads}

    assert ids(LeadQuery(officer="1041")) == {lead.id for lead in leads if lead.badge == "1041"}
    assert ids(LeadQuery(officer="")) == {lead.id for lead in leads if lead.badge is None}
    assert ids(LeadQuery(outcome=Outcome.LOCATED)) == {lead.id for lead in leads if lead.outcome is Outcome.LOCATED}
    assert ids(LeadQuery(overdue=True)) == {lead.id for lead in leads if lead.is_overdue(TODAY)}
    soon = {
        lead.id
        for lead in leads
        if lead.outcome is Outcome.OPEN and lead.due_on and TODAY <= lead.due_on <= TODAY + timedelta(days=7)
    }
    assert ids(LeadQuery(due_within_days=7)) == soon
    assert ids(LeadQuery(text="-00", quarter=Q1)) == {
        lead.id for lead in leads if "-00" in lead.reference and lead.quarter == Q1
    }
    assert ids(LeadQuery(text="%")) == set()
    with pytest.raises(BadInput):
        ids(LeadQuery(officer="nobody-here"))


def test_work_counts_what_waits(book: Book) -> None:
    with_leads(book, 6, date(2025, 11, 1))
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
    work = book.view.work()
    leads = everything(book)
    assert work.open == 5
    assert work.overdue == sum(lead.is_overdue(TODAY) for lead in leads)
    assert work.unassigned == sum(lead.badge is None and lead.outcome is Outcome.OPEN for lead in leads)


def test_a_future_day_is_refused(book: Book) -> None:
    with pytest.raises(BadInput, match="after today"):
        book.view.status(as_of=TODAY + timedelta(days=1))
    assert book.view.status(Q1, date(2025, 9, 1)).figures.eligible_officers == 0


def test_half_typed_references_are_completed_open_ones_first(book: Book) -> None:
    with_leads(book, 4)
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
    assert [found.reference for found in book.view.completions("r-0")][-1] == "R-001"
    assert [found.reference for found in book.view.completions("003")] == ["R-003"]
    assert book.view.completions("") == book.view.completions("zzz") == ()


def test_a_reference_is_known_by_its_ending_where_only_one_open_lead_ends_so(book: Book) -> None:
    for reference in ("24-1187", "25-2187", "25-0044", "187-5"):
        book.run(AddLead(reference, date(2025, 11, 3)))
    meant = book.view.references_meant
    assert meant("0044") == meant("44") == meant("- 0044") == ("25-0044",)
    assert meant("187") == ("24-1187", "25-2187")
    assert meant("24\u20131187") == ("24-1187",)
    assert meant("5") == ("187-5",)
    assert meant("%") == meant("") == meant("0045") == ()
    book.run(RecordOutcomes(["24-1187"], Outcome.LOCATED))
    assert meant("187") == ("25-2187",)
    assert meant("24-1187") == ("24-1187",), "one that is whole is taken whatever became of it"
    assert meant("1187") == ()


def test_an_outcome_by_ending_is_recorded_for_the_one_lead_or_for_none(book: Book) -> None:
    for reference in ("24-1187", "25-2187", "187-5"):
        book.run(AddLead(reference, date(2025, 11, 3)))
    with pytest.raises(BadInput, match="several open leads end in it: 24-1187, 25-2187; type more of it"):
        book.run(RecordOutcomes(["187"], Outcome.LOCATED, by_ending=True))
    with pytest.raises(BadInput, match="no open lead's ends in it; one with an outcome is typed whole"):
        book.run(RecordOutcomes(["188"], Outcome.LOCATED, by_ending=True))
    with pytest.raises(BadInput, match="no lead of this reference"):
        book.run(RecordOutcomes(["1187"], Outcome.LOCATED))
    said = book.run(RecordOutcomes(["1187"], Outcome.LOCATED, by_ending=True)).said
    assert said == "Recorded located for lead 24-1187"
    assert [lead.outcome for lead in book.view.leads_named(["25-2187", "187-5"])] == [Outcome.OPEN] * 2


def test_the_timeline_of_a_lead_is_its_story(book: Book) -> None:
    book.run(AddLead("24-1", date(2025, 11, 3), officer="1041"))
    book.run(RecordOutcomes(["24-1"], Outcome.LOCATED))
    detail = book.view.lead("24-1")
    assert [entry.command for entry in detail.timeline] == ["AddLead", "RecordOutcomes"]
    changed = {change.field: (change.before, change.after) for change in detail.timeline[1].fields}
    assert changed["outcome"] == ("open", "located")
    assert detail.verdict.why is Why.LOCATED


def test_the_roster_is_by_name_with_standing_and_counts(book: Book) -> None:
    with_leads(book, 4)
    book.run(RecordOutcomes(["R-002"], Outcome.DEPARTED))
    roster = book.view.roster()
    first = roster.officers[0]
    assert (first.badge, first.open, dict(first.by_outcome)) == ("1041", 1, {Outcome.DEPARTED: 1})
    assert first.until == date(2027, 9, 30)
    assert book.view.roster(date(2025, 1, 1)).officers[0].standing is None
    with pytest.raises(BadInput):
        book.view.officer("none")
    assert book.view.rules(Q1) == DHS_2025_10_01
    assert book.view.agency().state == "TX"
    assert replace(LeadQuery(), text="x").text == "x"
