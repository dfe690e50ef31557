"""Closing a quarter: what it freezes, what it refuses from then on, reopening, and the next revision."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from program.calendar import Quarter
from program.leads.outcome import CorrectionReason, Origin, Outcome
from program.officers.standing import Standing
from program.quarters.award import AwardStep
from program.quarters.ice_count import QueryState
from program.quarters.state import QuarterState
from program.refusals import BadInput
from storage.book import Book
from storage.commands.award import RecordAward
from storage.commands.base import Command
from storage.commands.closing import AmendQuarter, CloseQuarter
from storage.commands.ice_count import MarkQueries, RecordIceCount
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.lead_import import ImportLeads
from storage.commands.officer import AddOfficer, SetStanding
from storage.commands.officer_import import ImportOfficers
from storage.commands.outcome import RecordOutcomes
from storage.commands.undo import Undo
from storage.errors import Conflict
from storage.maintenance.backup import back_up
from storage.maintenance.check import check
from storage.maintenance.transfer import export, load
from storage.moments import moment_hundredths
from storage.surroundings import Surroundings
from storage.views.lead import LeadQuery
from tests.books import AGENCY, staffed, with_leads, worked_at_random
from tests.frozen import ACTOR, Clock
from tests.masters import ENGINES, Masters

Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
AFTER = date(2026, 1, 5)


def past_its_quarter(book: Book, clock: Clock) -> None:
    """A book whose first quarter has ended, with four leads of it, three of them located; one officer in two."""
    with_leads(staffed(book), 4)
    book.run(RecordOutcomes(["R-001", "R-002", "R-003"], Outcome.LOCATED, evidence="ACK"))
    clock.move(days=43)
    assert clock.today() == AFTER


@pytest.fixture(params=ENGINES)
def ended(request: pytest.FixtureRequest, masters: Masters, tmp_path: Path, clock: Clock) -> Iterator[Book]:
    """Such a book on each engine in turn."""
    with masters.copy(request.param, past_its_quarter, tmp_path / "book.db", clock) as made:
        yield made


def test_closing_freezes_a_statement_with_everything(ended: Book, clock: Clock) -> None:
    ended.run(RecordIceCount(Q1, 4, 3, AFTER, "letter 7"))
    head = ended.view.journal(limit=1)[0]
    confirmation = ended.run(CloseQuarter(Q1))
    assert (confirmation.result, confirmation.said) == (1, "Closed FY2026-Q1, revision 1: 3/4")
    assert confirmation.notes == (
        "Not done: open leads past their due date: 1",
        "Not done: leads without an officer: 2",
    )
    body = ended.view.statement(Q1)
    assert set(body) == {
        "schema", "agency", "demo", "quarter", "starts_on", "ends_on", "revision", "closed", "program_version",
        "journal", "rule_set", "figures", "weeks", "officers", "leads", "ice_count", "checklist", "changes",
        "assumptions",
    }  # fmt: skip
    assert body["closed"] == {"at": "2026-01-05T12:00:00.00Z", "by": ACTOR}
    assert body["journal"] == {"number": head.number, "hash": head.hash}
    assert ended.view.journal_hashes(head.number) == (head.hash,)
    assert ended.view.journal_hashes(999) == ()
    assert (body["revision"], body["changes"], body["demo"]) == (1, None, False)
    assert body["figures"]["counts"] == {
        "provided": 4, "located": 3, "open": 1, "excluded": 0, "late_located": 0,
        "by_outcome": {"open": 1, "located": 3},
    }  # fmt: skip
    assert set(body["figures"]) == {
        "counts", "rate", "tier", "eligible_officers", "expected_award_cents", "readings",
        "if_none_of_the_open_is_located", "if_all_of_the_open_are_located",
    }  # fmt: skip
    assert [lead["reference"] for lead in body["leads"]] == ["R-001", "R-002", "R-003", "R-004"]
    assert body["leads"][1] == {
        "reference": "R-002", "category": "standard", "origin": "ice", "received_on": "2025-11-03",
        "due_on": "2025-11-18", "officer": "1041", "outcome": "located", "outcome_on": "2025-11-23",
        "evidence": "ACK", "reason": None, "counts_as": "located", "why": "located within the quarter",
    }  # fmt: skip
    assert body["officers"][0] == {
        "badge": "1041", "name": "Officer 1041", "standing": "authorized", "eligible": True, "open": 1, "overdue": 1,
        "by_outcome": {"located": 1},
    }  # fmt: skip
    assert body["ice_count"] == {
        "provided": 4, "located": 3, "received_on": "2026-01-05", "reference": "letter 7",
        "difference": {"provided": 0, "located": 0}, "verdict": "agrees",
    }  # fmt: skip
    assert body["weeks"][-1] == {"starts_on": "2025-12-31", "provided": 4, "located": 3}
    assert {line["field"]: line["source"] for line in body["assumptions"]}["late_located"] == "assumed (U5)"
    assert check(ended, full=True).findings == ()


def test_a_draft_says_what_closing_now_would_freeze(ended: Book) -> None:
    draft = ended.view.draft_statement(Q1)
    assert (draft["revision"], draft["closed"]) == (None, None)
    ended.run(CloseQuarter(Q1))
    body = ended.view.statement(Q1)
    assert {**draft, "revision": 1, "closed": body["closed"]} == body
    with pytest.raises(BadInput, match="begins on"):
        ended.view.draft_statement(Quarter(2026, 3))


def test_a_quarter_closes_from_the_day_after_its_last(tmp_path: Path) -> None:
    clock = Clock(date(2025, 12, 31))
    with staffed(Book.create(tmp_path / "book", AGENCY, clock.surroundings())) as book:
        with pytest.raises(BadInput, match=r"runs through 2025-12-31; it can be closed from 2026-01-01"):
            book.run(CloseQuarter(Q1))
        with pytest.raises(BadInput, match="has not begun"):
            book.run(CloseQuarter(Q2))
        clock.move(days=1)
        assert "no provided lead" in book.run(CloseQuarter(Q1)).said
        with pytest.raises(Conflict, match="closed already, as revision 1"):
            book.run(CloseQuarter(Q1))
        assert book.view.quarter(Q1).state is QuarterState.CLOSED
        assert check(book, full=True).ok


def test_quarters_close_in_order(ended: Book, clock: Clock) -> None:
    clock.move(days=120)
    ended.run(AddLead("N-1", date(2026, 2, 3)))
    with pytest.raises(Conflict, match=r"earlier_quarter_open, .*: FY2026-Q1\. Nothing"):
        ended.run(CloseQuarter(Q2))
    ended.run(CloseQuarter(Q1))
    assert ended.run(CloseQuarter(Q2)).result == 1
    ended.run(AmendQuarter(Q1, CorrectionReason.ENTRY_ERROR))
    assert [line.state for line in ended.view.quarters()] == [
        QuarterState.ENDED, QuarterState.CLOSED, QuarterState.RUNNING,
    ]  # fmt: skip


CHANGES: list[Callable[[Path], Command]] = [
    lambda folder: AddLead("NEW-1", date(2025, 12, 31)),
    lambda folder: RecordOutcomes(["R-004"], Outcome.LOCATED, date(2025, 12, 31)),
    lambda folder: RecordOutcomes(["R-001"], Outcome.LOCATED, AFTER, reason=CorrectionReason.ENTRY_ERROR),
    lambda folder: RecordOutcomes(["R-001"], Outcome.OPEN, reason=CorrectionReason.ENTRY_ERROR),
    lambda folder: RecordOutcomes(["R-001"], Outcome.LOCATED, evidence="X", reason=CorrectionReason.NEW_INFORMATION),
    lambda folder: SetStanding("1041", Standing.SUSPENDED, date(2025, 12, 31), None, "letter"),
    lambda folder: SetStanding("1041", Standing.REVOKED, date(2025, 11, 1), None, "notice"),
    lambda folder: AddOfficer("77", "Late, A", date(2025, 12, 1)),
    lambda folder: Undo(6),
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_would_change_a_closed_quarter_is_refused_with_a_pointer(
    ended: Book, tmp_path: Path, change: Callable[[Path], Command]
) -> None:
    ended.run(CloseQuarter(Q1))
    before = (ended.view.journal_length(), ended.view.status(Q1), ended.view.roster())
    with pytest.raises(Conflict, match=r"quarter amend FY2026-Q1 --reason CODE|was changed since"):
        ended.run(change(tmp_path))
    assert (ended.view.journal_length(), ended.view.status(Q1), ended.view.roster()) == before


def test_what_does_not_change_it_goes_on(ended: Book, clock: Clock) -> None:
    ended.run(CloseQuarter(Q1))
    body = ended.view.statement(Q1)
    ended.run(AddLead("NEW-1", date(2026, 1, 2), officer="1041"))
    ended.run(RecordOutcomes(["NEW-1"], Outcome.LOCATED))
    ended.run(SetStanding("1041", Standing.REVOKED, date(2026, 1, 1), None, "notice"))
    ended.run(SetStanding("1052", Standing.SUSPENDED, date(2025, 12, 1), date(2025, 12, 30), "letter"))
    ended.run(AddOfficer("77", "New, A", date(2026, 1, 1)))
    ended.run(AddOfficer("78", "New, B"))
    ended.run(MarkQueries(["R-004"], QueryState.QUERY_SENT))
    ended.run(RecordAward(Q1, AwardStep.CLAIMED, 100_000, AFTER))
    ended.undo()
    confirmation = ended.run(RecordIceCount(Q1, 5, 3, AFTER))
    assert any("stands beside its statement" in note for note in confirmation.notes)
    count = ended.view.quarter(Q1).ice_count
    assert (count.after_close, count.difference_provided, count.verdict.value) == (True, 1, "differs")
    assert ended.view.statement(Q1) == body
    assert ended.view.status(Q1).figures.eligible_officers == body["figures"]["eligible_officers"]
    assert check(ended, full=True).ok


def test_a_late_outcome_and_an_assignment_are_recorded_beside_a_closed_quarter(
    ended: Book, clock: Clock, tmp_path: Path
) -> None:
    ended.run(CloseQuarter(Q1))
    body = ended.view.statement(Q1)
    counts = {"provided": 4, "located": 3, "late_located": 1, "open": 0}

    def shown() -> dict[str, int]:
        figures = ended.view.status(Q1).figures.counts
        return {name: getattr(figures, name) for name in counts}

    assert ended.run(RecordOutcomes(["R-004"], Outcome.LOCATED, AFTER, evidence="ACK 9")).notes == (
        "Dated after 2025-12-31: does not count for FY2026-Q1, shown as late",
    )
    assert shown() == counts
    ended.undo()
    assert shown() == counts | {"late_located": 0, "open": 1}
    ended.redo()
    assert shown() == counts
    ended.run(AssignLeads(["R-001", "R-004"], "1052"))
    late_too = date(2026, 1, 2)
    ended.run(RecordOutcomes(["R-004"], Outcome.DEPARTED, late_too, reason=CorrectionReason.NEW_INFORMATION))
    ended.run(RecordOutcomes(["R-004"], Outcome.OPEN, reason=CorrectionReason.ENTRY_ERROR))
    file = tmp_path / "late.csv"
    file.write_text("reference,received on,outcome,outcome on\nR-004,2025-11-03,located,2026-01-03\n")
    assert ended.run(ImportLeads(file)).result.changed == 1
    assert shown() == counts
    assert ended.view.lead("R-001").lead.badge == "1052"
    assert ended.view.statement(Q1) == body
    assert check(ended, full=True).ok


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.DUPLICATE, Outcome.MISTAKEN_IDENTITY])
def test_a_late_outcome_that_takes_a_lead_out_of_a_closed_quarters_rate_is_refused(
    ended: Book, outcome: Outcome
) -> None:
    ended.run(CloseQuarter(Q1))
    with pytest.raises(Conflict, match="lead R-004: FY2026-Q1 is closed"):
        ended.run(RecordOutcomes(["R-004"], outcome, AFTER))


def test_a_file_brings_in_what_it_may_and_keeps_aside_what_would_change_a_closed_quarter(
    ended: Book, tmp_path: Path
) -> None:
    ended.run(CloseQuarter(Q1))
    file = tmp_path / "leads.csv"
    file.write_text(
        "reference,received on,outcome,outcome on\n"
        "R-004,2025-11-03,located,2025-12-01\nR-001,2025-11-03,,\nN-1,2026-01-02,,\nN-2,2025-12-31,,\n"
    )
    report = ended.run(ImportLeads(file)).result
    assert (report.new, report.changed, report.unchanged, report.rejected) == (1, 0, 1, 2)
    assert [(reject.row, reject.field) for reject in report.rejects] == [(2, "received_on"), (5, "received_on")]
    assert all("leadbook quarter amend FY2026-Q1" in reject.problem for reject in report.rejects)
    roster = tmp_path / "roster.csv"
    roster.write_text("badge,name,authorized\n88,Ok A,2026-01-01\n89,No B,2025-12-01\n")
    report = ended.run(ImportOfficers(roster)).result
    assert (report.new, [reject.row for reject in report.rejects]) == (1, [3])


def test_an_import_over_two_quarters_is_not_taken_back_once_one_is_closed(
    engine_url: str, clock: Clock, tmp_path: Path
) -> None:
    clock.move(days=43)
    with Book.create(engine_url, AGENCY, clock.surroundings()) as book:
        file = tmp_path / "leads.csv"
        file.write_text("reference,received on\nL1,2025-12-31\nL2,2026-01-01\n")
        entry = book.run(ImportLeads(file)).entry
        book.run(CloseQuarter(Q1))
        with pytest.raises(Conflict, match="lead L1: FY2026-Q1 is closed"):
            book.undo(entry)


def test_a_closing_is_no_target_of_undo_and_neither_is_reopening(ended: Book) -> None:
    closed = ended.run(CloseQuarter(Q1)).entry
    for number in (None, closed):
        with pytest.raises(Conflict, match="reopened by amending"):
            ended.undo(number)
    ended.run(AmendQuarter(Q1, CorrectionReason.ENTRY_ERROR))
    with pytest.raises(Conflict, match="closing it again"):
        ended.undo()
    with pytest.raises(BadInput, match="nothing to put back"):
        ended.redo()


def test_an_undone_outcome_cannot_be_put_back_once_the_quarter_is_closed(ended: Book, clock: Clock) -> None:
    entry = ended.run(RecordOutcomes(["R-004"], Outcome.DEPARTED, date(2025, 12, 31))).entry
    undone = ended.undo(entry).entry
    ended.run(CloseQuarter(Q1))
    with pytest.raises(Conflict, match="quarter amend FY2026-Q1"):
        ended.undo(undone)


def test_amending_makes_a_second_revision_that_lists_what_changed(ended: Book, clock: Clock) -> None:
    ended.run(CloseQuarter(Q1))
    first = ended.view.statement(Q1)
    with pytest.raises(Conflict, match="not closed"):
        ended.run(AmendQuarter(Q2, CorrectionReason.ENTRY_ERROR))
    confirmation = ended.run(AmendQuarter(Q1, CorrectionReason.ICE_ADVISED))
    assert "revision 1" in confirmation.said
    with pytest.raises(Conflict, match="not closed"):
        ended.run(AmendQuarter(Q1, CorrectionReason.ENTRY_ERROR))
    shown = ended.view.quarter(Q1)
    assert (shown.state, shown.revision) == (QuarterState.ENDED, 1)
    with pytest.raises(Conflict, match="reopened"):
        ended.view.statement(Q1)
    ended.run(RecordOutcomes(["R-004"], Outcome.LOCATED, date(2025, 12, 30), evidence="L"))
    ended.run(AddLead("R-005", date(2025, 12, 1), origin=Origin.AGENCY))
    ended.run(SetStanding("1052", Standing.REVOKED, date(2025, 12, 31), None, "notice"))
    clock.move(seconds=7)
    assert ended.run(CloseQuarter(Q1)).result == 2
    second = ended.view.statement(Q1)
    changes = second["changes"]
    assert (changes["since_revision"], changes["reason"]) == (1, "ice_advised")
    assert [(line["field"], line["before"], line["after"]) for line in changes["leads"][:5]] == [
        ("outcome", "open", "located"),
        ("outcome_on", None, "2025-12-30"),
        ("evidence", None, "L"),
        ("counts_as", "provided", "located"),
        ("why", "still open, so provided but not located", "located within the quarter"),
    ]
    assert {line["reference"] for line in changes["leads"][5:]} == {"R-005"}
    assert changes["figures"] == [
        {"name": "located", "before": 3, "after": 4},
        {"name": "open", "before": 1, "after": 0},
        {"name": "percent", "before": "75.00", "after": "100.00"},
        {"name": "from_percent", "before": 70, "after": 90},
        {"name": "eligible_officers", "before": 2, "after": 1},
    ]
    assert changes["award_cents"] == {"before": 100_000, "after": 100_000}
    assert ended.view.statement(Q1, 1) == first
    with pytest.raises(BadInput, match="up to revision 2"):
        ended.view.statement(Q1, 3)
    with pytest.raises(Conflict, match="no statement yet"):
        ended.view.statement(Q2)
    assert check(ended, full=True).findings == ()


@pytest.mark.parametrize("statement", ["UPDATE statement SET body = 'x'", "DELETE FROM statement"])
def test_statements_are_append_only(ended: Book, statement: str) -> None:
    ended.run(CloseQuarter(Q1))
    with ended.engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"), connection.begin():
        connection.execute(text(statement))


def test_a_statement_that_was_altered_or_lost_is_found(tmp_path: Path, clock: Clock) -> None:
    clock.move(days=43)

    def findings(name: str, *statements: str) -> list[str]:
        with staffed(Book.create(tmp_path / name, AGENCY, clock.surroundings())) as book:
            with_leads(book, 2)
            book.run(CloseQuarter(Q1))
            with book.engine.connect() as connection, connection.begin():
                connection.execute(text("DROP TRIGGER statement_no_update"))
                connection.execute(text("DROP TRIGGER statement_no_delete"))
                for statement in statements:
                    connection.execute(text(statement))
            found = check(book, full=True).findings
        assert [finding.code for finding in found if "append-only" in finding.problem] == ["trigger", "trigger"]
        return [finding.problem for finding in found if finding.code != "trigger"]

    assert findings("a") == []
    assert (
        "hash stands in the journal" in findings("b", "UPDATE statement SET body = replace(body, 'R-001', 'R-009')")[0]
    )
    assert "is gone" in findings("c", "DELETE FROM statement")[0]


def test_a_statement_is_filed_only_with_its_closing(ended: Book) -> None:
    from storage.engine.connections import writing
    from storage.journal.writer import Writer

    row = {"id": "x", "quarter": str(Q1), "revision": 1, "body": "{}", "sha256": "0"}
    with writing(ended.engine) as connection:
        writer = Writer(connection, ended.agency_id, ended.surroundings)
        with pytest.raises(ValueError, match="the closing that holds its hash"):
            writer.file_statement(row)


def test_a_closed_quarter_keeps_the_rules_it_was_closed_with(ended: Book) -> None:
    ended.run(CloseQuarter(Q1))
    before = ended.view.status(Q1).figures
    with ended.engine.connect() as connection, connection.begin():
        connection.execute(
            text("UPDATE rule_set SET body = replace(body, '100000', '7')"),
        )
    assert ended.view.status(Q1).figures == before
    assert ended.view.rules(Q1).tiers[0].cents_per_officer == 100_000
    assert ended.view.status(Q2).figures.rules != before.rules


def test_export_load_and_backup_hold_the_statements(ended: Book, tmp_path: Path, frozen: Surroundings) -> None:
    worked_at_random(ended, 4, 40)
    ended.run(RecordIceCount(Q1, 5, 3, AFTER))
    ended.run(MarkQueries(["R-004"], QueryState.ICE_DIFFERS, AFTER, "mail"))
    for earlier in (Quarter(2025, 4), Q1):
        ended.run(CloseQuarter(earlier))
    ended.run(RecordAward(Q1, AwardStep.RECEIVED, 5, AFTER))
    export(ended, tmp_path / "book.jsonl")
    load(tmp_path / "book.jsonl", str(tmp_path / "again"), ended.surroundings)
    with Book.open(tmp_path / "again", ended.surroundings) as again:
        assert again.view.statement(Q1) == ended.view.statement(Q1)
        assert again.view.quarter(Q1) == ended.view.quarter(Q1)
        assert check(again, full=True).ok
    if ended.engine.dialect.name == "sqlite":
        copied = back_up(ended, None, tmp_path / "backups")
        with Book.open(copied.path, ended.surroundings) as copy:
            assert copy.view.statement(Q1) == ended.view.statement(Q1)


def test_the_text_of_a_statement_is_canonical_and_its_moment_exact(ended: Book) -> None:
    ended.run(CloseQuarter(Q1))
    with ended.engine.connect() as connection:
        kept = connection.execute(text("SELECT body FROM statement")).scalar_one()
    assert json.loads(kept) == ended.view.statement(Q1)
    assert moment_hundredths(1_767_604_353_129) == "2026-01-05T09:12:33.12Z"


def test_an_open_lead_of_a_closed_quarter_waits_for_nobody_and_stays_in_the_register(ended: Book) -> None:
    before = ended.view.work()
    assert (before.open, before.overdue, before.held) == (1, 1, {"1041": (1, 1)})
    ended.run(CloseQuarter(Q1))
    ended.run(AddLead("NEW-1", AFTER, AFTER, "1052"))
    after = ended.view.work()
    assert (after.open, after.overdue, after.due_soon, after.held) == (1, 0, 1, {"1052": (1, 0)})
    waiting = ended.view.leads(LeadQuery(outcome=Outcome.OPEN, waiting=True), 10)
    assert [lead.reference for lead in waiting.leads] == ["NEW-1"]
    assert {lead.reference for lead in ended.view.leads(LeadQuery(outcome=Outcome.OPEN), 10).leads} == {
        "NEW-1",
        "R-004",
    }
    ended.run(AmendQuarter(Q1, CorrectionReason.NEW_INFORMATION))
    assert ended.view.work().open == 2
