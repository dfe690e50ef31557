"""The quarter's summary: checklist, ICE's count, weeks, review, awards, and the table of all quarters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from program.calendar import Quarter
from program.leads.outcome import CorrectionReason, Origin, Outcome
from program.leads.review import ReturnReason, ReviewState
from program.officers.standing import Standing
from program.quarters.award import AwardReason, AwardStep
from program.quarters.counting import verdict
from program.quarters.figures import Point
from program.quarters.ice_count import CountVerdict, Explains, QueryState
from program.quarters.state import QuarterState
from program.refusals import BadInput
from program.rules.checklist import Check
from program.rules.rule_set import DHS_2025_10_01, CountsAs
from storage.book import Book
from storage.commands.award import RecordAward
from storage.commands.base import Command
from storage.commands.closing import CloseQuarter
from storage.commands.ice_count import MarkQueries, RecordIceCount
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.lead_import import ImportLeads
from storage.commands.officer import AddOfficer, SetStanding
from storage.commands.outcome import RecordOutcomes
from storage.commands.rejects import SettleRejects
from storage.commands.review import ReturnOutcomes, TurnReview, VerifyOutcomes
from storage.errors import Conflict
from storage.maintenance.check import check
from storage.views.lead import LeadQuery
from tests.books import AGENCY, staffed, with_leads, worked_at_random
from tests.frozen import TODAY, Clock
from tests.storage.conftest import Worked

Q1, Q4 = Quarter(2026, 1), Quarter(2025, 4)


def lines(book: Book, quarter: Quarter = Q1) -> dict[Check, tuple[str, ...]]:
    """What each line of the checklist that is not done is about."""
    return {line.check: line.references for line in book.view.quarter(quarter).checklist if line.count}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("days", [0, 50])
def test_the_weeks_grow_to_the_figures(worked: Worked, clock: Clock, seed: int, days: int) -> None:
    book = worked(seed, 120)
    clock.move(days=days)
    for quarter in (Q1, Q4):
        shown = book.view.quarter(quarter)
        counts = shown.figures.counts
        assert (shown.weeks[-1].provided, shown.weeks[-1].located) == (counts.provided, counts.located)
        leads = book.view.leads(LeadQuery(quarter=quarter), 1000).leads
        for week in shown.weeks:
            last = min(week.starts_on + timedelta(days=6), quarter.ends_on)
            judged = [(lead, verdict(DHS_2025_10_01, quarter, lead.facts, clock.today()).counts_as) for lead in leads]
            counting = [pair for pair in judged if pair[1] in (CountsAs.LOCATED, CountsAs.PROVIDED)]
            assert week.provided == sum(lead.received_on <= last for lead, _ in counting)
            located = [lead for lead, counts_as in counting if counts_as is CountsAs.LOCATED]
            assert week.located == sum((lead.outcome_on or last) <= last for lead in located)
        starts = [week.starts_on for week in shown.weeks]
        assert starts[0] == quarter.starts_on
        assert all(later - earlier == timedelta(days=7) for earlier, later in pairwise(starts))


def test_every_line_of_the_checklist_is_there_and_names_what_it_is_about(book: Book, clock: Clock) -> None:
    clock.move(days=-20)
    book.run(AddLead("23-1", date(2025, 9, 30), officer="1041"))
    book.run(AddLead("24-1187", date(2025, 11, 1), date(2025, 11, 20), "1041"))
    book.run(AddLead("24-1178", date(2025, 11, 1), date(2025, 12, 20), "1041"))
    book.run(AddLead("24-5", date(2025, 11, 1)))
    book.run(AddLead("24-6", date(2025, 11, 1), officer="1041"))
    book.run(AddLead("A-1", date(2025, 11, 1), date(2025, 11, 2), origin=Origin.AGENCY))
    book.run(RecordOutcomes(["24-6"], Outcome.LOCATED))
    book.run(SetStanding("1052", Standing.EXPIRED, date(2025, 12, 16), None, "letter"))
    clock.move(days=20)
    assert [line.check for line in book.view.quarter().checklist] == list(Check)
    assert lines(book) == {
        Check.OPEN_PAST_DUE: ("24-1187",),
        Check.NO_EVIDENCE: ("24-6",),
        Check.UNASSIGNED: ("24-5",),
        Check.NEAR_DUPLICATES: ("24-1178", "24-1187"),
        Check.STANDING_EXPIRES: ("1052",),
        Check.ICE_COUNT_MISSING: (),
        Check.EARLIER_QUARTER_OPEN: ("FY2025-Q4",),
    }
    assert {line.check for line in book.view.quarter().checklist if line.blocks} == {Check.EARLIER_QUARTER_OPEN}
    assert [line.check for line in book.view.quarter().blocking] == [Check.EARLIER_QUARTER_OPEN]
    assert Check.EARLIER_QUARTER_OPEN not in lines(book, Q4)


def test_outcomes_of_the_last_three_days_are_listed_for_a_second_look(book: Book, clock: Clock) -> None:
    clock.move(days=-3)
    with_leads(book, 6)
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
    clock.move(days=1)
    book.run(RecordOutcomes(["R-002", "R-003"], Outcome.LOCATED, date(2025, 11, 10)))
    clock.move(days=2)
    gone = book.run(RecordOutcomes(["R-004"], Outcome.DEPARTED)).entry
    book.run(AssignLeads(["R-001"], "1052"))
    assert lines(book)[Check.RECORDED_LATE] == ("R-002", "R-003", "R-004")
    book.undo(gone)
    book.run(RecordOutcomes(["R-001"], Outcome.DECEASED, reason=CorrectionReason.NEW_INFORMATION))
    assert lines(book)[Check.RECORDED_LATE] == ("R-001", "R-002", "R-003")
    clock.move(days=3)
    assert Check.RECORDED_LATE not in lines(book)


def test_rejected_rows_stand_on_the_checklist_until_they_are_dealt_with(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("reference,received on\nL1,2025-11-01\nL2,never\n")
    entry = book.run(ImportLeads(file)).entry
    assert entry is not None
    assert lines(book)[Check.IMPORT_REJECTS] == ("list.csv",)
    assert [(line.entry, line.file, line.rejected, line.settled_on) for line in book.view.rejects()] == [
        (entry, "list.csv", 1, None)
    ]
    with pytest.raises(BadInput, match="no import with rejected rows"):
        book.run(SettleRejects([1]))
    book.run(SettleRejects([entry]))
    assert Check.IMPORT_REJECTS not in lines(book)
    assert book.view.rejects()[0].settled_on == TODAY
    assert "already" in book.run(SettleRejects([entry])).said
    book.undo()
    book.undo(entry)
    assert book.view.rejects() == ()
    book.redo()
    assert [line.entry for line in book.view.rejects()] == [entry]
    assert check(book, full=True).ok


def test_ices_count_agrees_differs_or_is_stale(book: Book) -> None:
    with_leads(book, 4)
    assert book.view.quarter().ice_count.verdict is CountVerdict.NOT_ENTERED
    book.run(RecordIceCount(Q1, 4, 0, TODAY))
    assert book.view.quarter().ice_count.verdict is CountVerdict.AGREES
    assert Check.ICE_COUNT_MISSING not in lines(book)
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
    stale = book.view.quarter()
    assert stale.ice_count.verdict is CountVerdict.STALE
    assert stale.quarters[-1].ice is CountVerdict.STALE
    assert (stale.ice_count.difference_provided, stale.ice_count.difference_located) == (0, -1)
    confirmation = book.run(RecordIceCount(Q1, 5, 2, TODAY, "mail of Monday"))
    assert "Ours is 1/4" in confirmation.notes[0]
    shown = book.view.quarter().ice_count
    assert (shown.verdict, shown.difference_provided, shown.difference_located, shown.reference) == (
        CountVerdict.DIFFERS, 1, 1, "mail of Monday",
    )  # fmt: skip
    assert "already" in book.run(RecordIceCount(Q1, 5, 2, TODAY, "mail of Monday")).said
    book.undo()
    assert book.view.quarter().ice_count.verdict is CountVerdict.STALE


def test_a_count_for_a_quarter_without_leads_shows_the_difference(book: Book) -> None:
    book.run(RecordIceCount(Q4, 3, 2, TODAY))
    shown = book.view.quarter(Q4)
    assert (shown.ice_count.verdict, shown.ice_count.difference_provided) == (CountVerdict.DIFFERS, 3)
    assert [line.quarter for line in book.view.quarters()] == [Q4, Q1]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (RecordIceCount(Q1, 4, 5, TODAY), "located: '5' is more than ICE has provided, 4"),
        (RecordIceCount(Q1, -1, -2, TODAY), "provided: '-1'"),
        (RecordIceCount(Q1, 10**10, 5, TODAY), "provided: '10000000000'"),
        (RecordIceCount(Q1, 4, 4, TODAY + timedelta(days=1)), "received: '2025-11-24' lies after today"),
        (RecordIceCount(Q1, 4, 4, date(2025, 9, 30)), "received: '2025-09-30'"),
        (RecordIceCount(Quarter(2026, 2), 4, 4, TODAY), "quarter: 'FY2026-Q2' begins on 2026-01-01"),
        (MarkQueries(["none"], QueryState.QUERY_SENT), "reference: 'none'"),
        (MarkQueries(["R-001"], QueryState.QUERY_SENT, date(2025, 11, 2)), "on: '2025-11-02'"),
        (MarkQueries(["R-001"], QueryState.QUERY_SENT, TODAY + timedelta(days=1)), "on: '2025-11-24'"),
        (RecordAward(Q1, AwardStep.CLAIMED, -1, TODAY), "claimed: '-1'"),
        (RecordAward(Q1, AwardStep.CLAIMED, 1, TODAY + timedelta(days=1)), "on: '2025-11-24'"),
        (RecordAward(Q1, AwardStep.CLAIMED, 1, date(2025, 9, 1)), "on: '2025-09-01'"),
        (RecordAward(Quarter(2027, 1), AwardStep.CLAIMED, 1, TODAY), "quarter: 'FY2027-Q1'"),
        (VerifyOutcomes(["R-001"]), "review: 'off'"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(book: Book, command: Command, said: str) -> None:
    with_leads(book, 1)
    before = book.view.journal_length()
    with pytest.raises(BadInput) as refused:
        book.run(command)
    assert said in str(refused.value)
    assert book.view.journal_length() == before


def test_the_leads_that_could_explain_a_difference(book: Book, clock: Clock) -> None:
    clock.move(days=50)
    for reference, received in [
        ("PLAIN-1", date(2025, 11, 3)),
        ("LATE-1", date(2025, 11, 3)),
        ("OUT-1", date(2025, 11, 3)),
        ("TWICE-1", date(2025, 11, 3)),
        ("24-1187", date(2025, 11, 3)),
        ("24-1178", date(2025, 11, 3)),
        ("FIRST-1", date(2025, 10, 1)),
        ("EVE-1", date(2025, 9, 30)),
        ("LAST-1", date(2025, 12, 31)),
        ("NEXT-1", date(2026, 1, 1)),
        ("AFTER-1", date(2026, 1, 2)),
    ]:
        book.run(AddLead(reference, received))
    book.run(AddLead("OURS-1", date(2025, 10, 1), origin=Origin.AGENCY))
    book.run(RecordOutcomes(["LATE-1"], Outcome.LOCATED, date(2026, 1, 3)))
    book.run(RecordOutcomes(["OUT-1"], Outcome.WITHDRAWN))
    book.run(RecordOutcomes(["TWICE-1"], Outcome.DUPLICATE))
    assert book.view.quarter(Q1).explaining == ()
    book.run(RecordIceCount(Q1, 9, 1, date(2026, 1, 9)))
    book.run(MarkQueries(["PLAIN-1"], QueryState.QUERY_SENT, date(2026, 1, 10), "mail 4"))
    book.run(MarkQueries(["AFTER-1", "OUT-1"], QueryState.ICE_AGREES))
    found = {line.lead.reference: line for line in book.view.quarter(Q1).explaining}
    assert {reference: line.why for reference, line in found.items()} == {
        "24-1178": (Explains.DUPLICATE,),
        "24-1187": (Explains.DUPLICATE,),
        "EVE-1": (Explains.BORDER_DAY,),
        "FIRST-1": (Explains.BORDER_DAY,),
        "LAST-1": (Explains.BORDER_DAY,),
        "LATE-1": (Explains.LATE,),
        "NEXT-1": (Explains.BORDER_DAY,),
        "OUT-1": (Explains.EXCLUDED,),
        "PLAIN-1": (),
        "TWICE-1": (Explains.EXCLUDED, Explains.DUPLICATE),
    }
    query = found["PLAIN-1"].query
    assert query is not None
    assert (query.state, query.on, query.reference) == (QueryState.QUERY_SENT, date(2026, 1, 10), "mail 4")
    assert [entry.command for entry in book.view.lead("PLAIN-1").timeline] == ["AddLead", "MarkQueries"]
    book.run(MarkQueries(["PLAIN-1"], QueryState.ICE_DIFFERS, date(2026, 1, 11)))
    assert "already" in book.run(MarkQueries(["PLAIN-1"], QueryState.ICE_DIFFERS, date(2026, 1, 11))).said
    book.undo()
    again = {line.lead.reference: line for line in book.view.quarter(Q1).explaining}["PLAIN-1"].query
    assert again == query
    with pytest.raises(Conflict):
        book.undo(4)


def test_late_ones_every_reading_and_what_the_tiers_take(book: Book, clock: Clock) -> None:
    with_leads(book, 10)
    book.run(RecordOutcomes([f"R-{n:03}" for n in range(1, 8)], Outcome.LOCATED))
    clock.move(days=50)
    book.run(RecordOutcomes(["R-008"], Outcome.LOCATED))
    shown = book.view.quarter(Q1)
    assert shown.late == ("R-008",)
    paid = {(reading.point, reading.value): reading.award_cents for reading in shown.readings}
    assert paid[Point.LATE_LOCATED, "counted"] == 150_000
    assert paid[Point.HEAD_COUNT, "any_day"] == 100_000
    assert [(need.tier.from_percent, need.more_located_needed, need.reachable) for need in shown.needs] == [
        (90, 2, True), (80, 1, True), (70, 0, True),
    ]  # fmt: skip
    before = book.view.quarter(Quarter(2025, 3))
    assert (before.readings, before.needs, before.figures.rules) == ((), (), None)


def test_the_table_of_all_quarters_takes_closed_ones_from_their_statement(book: Book, clock: Clock) -> None:
    book.run(AddLead("23-1", date(2025, 8, 1)))
    with_leads(book, 4)
    book.run(RecordOutcomes(["R-001", "R-002", "R-003"], Outcome.LOCATED))
    clock.move(days=50)
    running = book.view.quarters()
    for quarter in (Q4, Q1):
        book.run(CloseQuarter(quarter))
    closed = book.view.quarters()
    assert [(line.quarter, line.state) for line in closed] == [
        (Q4, QuarterState.CLOSED), (Q1, QuarterState.CLOSED), (Quarter(2026, 2), QuarterState.RUNNING),
    ]  # fmt: skip
    for before, after in zip(running, closed, strict=True):
        assert (before.rate, before.from_percent, before.eligible_officers, before.award) == (
            after.rate, after.from_percent, after.eligible_officers, after.award,
        )  # fmt: skip
    assert book.view.quarter(Q1).quarters == closed


def test_the_awards_fate_with_its_differences(book: Book, clock: Clock) -> None:
    with_leads(book, 2)
    book.run(RecordOutcomes(["R-001", "R-002"], Outcome.LOCATED))
    clock.move(days=50)
    assert book.view.quarter(Q1).award.expected_cents == 200_000
    book.run(RecordAward(Q1, AwardStep.CLAIMED, 200_000, date(2026, 1, 5), "claim 1"))
    book.run(RecordAward(Q1, AwardStep.RECEIVED, 90_000, date(2026, 1, 9), reason=AwardReason.PART_PAYMENT))
    fate = book.view.quarter(Q1).award
    assert [(d.step, d.cents, d.reason) for d in fate.differences] == [
        (AwardStep.RECEIVED, -110_000, AwardReason.PART_PAYMENT)
    ]
    book.run(RecordAward(Q1, AwardStep.APPROVED, 100_000, date(2026, 1, 7)))
    book.run(RecordAward(Q1, AwardStep.RECEIVED, 100_000, date(2026, 1, 10)))
    fate = book.view.quarter(Q1).award
    assert [(d.step, d.cents, d.reason) for d in fate.differences] == [(AwardStep.APPROVED, -100_000, None)]
    assert "already" in book.run(RecordAward(Q1, AwardStep.RECEIVED, 100_000, date(2026, 1, 10))).said
    book.undo()
    assert book.view.quarter(Q1).award.steps[AwardStep.RECEIVED].cents == 90_000
    assert book.run(RecordAward(Quarter(2026, 2), AwardStep.CLAIMED, 1, clock.today())).notes == (
        "FY2026-Q2 is still running",
    )


@pytest.fixture
def second(book: Book, clock: Clock) -> Iterator[Book]:
    """The same book, opened by somebody else."""
    with Book.open(book.name, clock.surroundings("second@desk"), agency_id=book.agency_id) as opened:
        yield opened


def test_without_review_there_is_none(book: Book) -> None:
    assert book.view.quarter().review is None
    assert book.run(TurnReview(False)).said == "Review is off already"
    book.run(TurnReview(True))
    assert "already" in book.run(TurnReview(True)).said
    assert book.view.quarter().review is not None
    book.run(TurnReview(False))
    assert book.view.quarter().review is None


def test_an_outcome_is_verified_by_somebody_else_and_both_rates_are_shown(book: Book, second: Book) -> None:
    with_leads(book, 4)
    book.run(TurnReview(True))
    book.run(RecordOutcomes(["R-001", "R-002", "R-003"], Outcome.LOCATED, evidence="A"))
    with pytest.raises(BadInput, match="was recorded by coordinator@desk"):
        book.run(VerifyOutcomes(["R-001"]))
    with pytest.raises(BadInput, match=r"R-004.*is open"):
        second.run(VerifyOutcomes(["R-004"]))
    second.run(VerifyOutcomes(["R-001", "R-002"]))
    second.run(ReturnOutcomes(["R-003"], ReturnReason.NO_EVIDENCE))
    assert "already" in second.run(VerifyOutcomes(["R-001"])).said
    shown = book.view.quarter()
    assert shown.figures.rate is not None
    assert (shown.figures.rate.located, shown.figures.rate.provided) == (3, 4)
    assert shown.review is not None
    assert shown.review.rate is not None
    assert (shown.review.rate.located, shown.review.rate.provided) == (2, 4)
    assert (shown.review.verified, shown.review.returned, shown.review.reported) == (2, 1, 0)
    [line] = book.view.review(Q1).outcomes
    assert (line.reference, line.state, line.reason, line.by) == (
        "R-003", ReviewState.RETURNED, ReturnReason.NO_EVIDENCE, "second@desk",
    )  # fmt: skip
    book.run(RecordOutcomes(["R-001"], Outcome.WITHDRAWN, reason=CorrectionReason.REVIEW_RETURNED))
    shown = book.view.quarter()
    assert shown.review is not None
    assert (shown.review.verified, shown.review.reported) == (1, 1)
    assert [line.state for line in book.view.review(Q1).outcomes] == [None, ReviewState.RETURNED]
    assert check(book, full=True).ok


def test_whoever_recorded_an_outcome_does_not_verify_it_after_somebody_took_it_back_and_put_it_back(
    book: Book, second: Book
) -> None:
    with_leads(book, 1)
    book.run(TurnReview(True))
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
    second.undo()
    second.redo()
    with pytest.raises(BadInput, match="recorded by coordinator@desk"):
        book.run(VerifyOutcomes(["R-001"]))
    with pytest.raises(BadInput, match="recorded by second@desk"):
        second.run(ReturnOutcomes(["R-001"], ReturnReason.UNCLEAR))


def test_without_people_too_nobody_puts_back_the_review_of_an_own_outcome(book: Book, second: Book) -> None:
    with_leads(book, 1)
    book.run(TurnReview(True))
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED))
    second.run(VerifyOutcomes(["R-001"]))
    second.undo()
    with pytest.raises(BadInput, match="was recorded by coordinator@desk; somebody else looks at it"):
        book.redo()
    second.redo()
    with pytest.raises(BadInput, match="was recorded by coordinator@desk; somebody else looks at it"):
        book.undo()


@pytest.mark.parametrize("seed", range(3))
def test_the_verified_rate_is_that_of_a_book_where_the_rest_is_open(
    book: Book, second: Book, clock: Clock, seed: int
) -> None:
    worked_at_random(book, seed, 80)
    clock.move(days=50)
    book.run(TurnReview(True))
    done = [
        lead for lead in book.view.leads(LeadQuery(quarter=Q1), 1000).leads
        if lead.outcome is not Outcome.OPEN and lead.origin is Origin.ICE
    ]  # fmt: skip
    verified = done[::2]
    if verified:
        second.run(VerifyOutcomes([lead.reference for lead in verified]))
    shown = book.view.quarter(Q1).review
    assert shown is not None
    rest = [lead.reference for lead in done if lead not in verified]
    if rest:
        book.run(RecordOutcomes(rest, Outcome.OPEN, reason=CorrectionReason.ENTRY_ERROR))
    assert shown.rate == book.view.status(Q1).figures.rate


def test_an_earlier_quarter_that_holds_no_lead_does_not_block(book: Book, clock: Clock) -> None:
    book.run(AddOfficer("77", "New"))
    clock.move(days=50)
    assert book.run(CloseQuarter(Q1)).result == 1


def test_both_engines_say_the_same(tmp_path: Path, postgresql_url: str) -> None:
    said = []
    for place in (str(tmp_path / "book"), postgresql_url):
        clock = Clock()
        with staffed(Book.create(place, AGENCY, clock.surroundings())) as book:
            worked_at_random(book, 8, 100)
            book.run(RecordIceCount(Q1, 40, 10, TODAY))
            clock.move(days=50)
            book.run(CloseQuarter(Q4))
            book.run(CloseQuarter(Q1))
            said.append((book.view.quarter(Q1), book.view.quarter(Q4), book.view.statement(Q1)))
    assert said[0] == said[1]
