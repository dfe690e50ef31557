"""The body of a statement: one quarter with everything it rests on, as JSON data. Frozen where a quarter is closed.

Integers, text, lists, objects and null only; the same book at the same moment gives the same body.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from program.calendar import Quarter
from program.quarters.counting import WORDS_FOR_WHY
from program.quarters.data import figures_data
from program.quarters.figures import is_eligible
from program.rules.rule_set import HeadCount, RuleSet
from storage.moments import moment_hundredths
from storage.schema.lead import lead
from storage.schema.quarter import closing, statement
from storage.schema.strike_out import struck_statement
from storage.snapshots.statement import SCHEMA, Body, Seal, changed_figures, changed_leads
from storage.surroundings import program_version
from storage.views.ice_count import IceCount
from storage.views.lead import Lead, judge, lead_of, lead_rows
from storage.views.quarter import QuarterSummary, summary_in
from storage.views.status import counted_in

_FIGURES = (
    "counts",
    "rate",
    "tier",
    "eligible_officers",
    "expected_award_cents",
    "if_none_of_the_open_is_located",
    "if_all_of_the_open_are_located",
    "readings",
)


def body_of(
    connection: Connection,
    agency_id: str,
    quarter: Quarter,
    today: date,
    seal: Seal,
    summary: QuarterSummary | None = None,
) -> Body:
    """The body of a quarter's statement as the book stands."""
    shown = summary or summary_in(connection, agency_id, quarter, today)
    figures, whose = shown.figures, shown.status.agency
    rules = figures.rules
    data = figures_data(figures)
    body: Body = {
        "schema": SCHEMA,
        "agency": {"name": whose.name, "state": whose.state, "ori": whose.ori},
        "demo": whose.demo,
        "quarter": str(quarter),
        "starts_on": quarter.starts_on.isoformat(),
        "ends_on": quarter.ends_on.isoformat(),
        "revision": seal.revision,
        "closed": None if seal.at_ms is None else {"at": moment_hundredths(seal.at_ms), "by": seal.by},
        "program_version": program_version(),
        "journal": {"number": seal.head[0], "hash": seal.head[1]},
        "rule_set": None if rules is None else {"id": rules.id, "sha256": rules.sha256, "body": rules.as_data()},
        "figures": {name: data[name] for name in _FIGURES},
        "weeks": [
            {"starts_on": week.starts_on.isoformat(), "provided": week.provided, "located": week.located}
            for week in shown.weeks
        ],
        "officers": _officers(connection, agency_id, shown, today),
        "leads": _leads(connection, agency_id, quarter, shown.rules, today),
        "ice_count": ice_data(shown.ice_count),
        "checklist": [
            {
                "code": line.check.value,
                "blocks": line.blocks,
                "count": line.count,
                "references": list(line.references),
            }
            for line in shown.checklist
        ],
        "assumptions": [] if rules is None else _assumptions(rules),
    }
    return {**body, "changes": _changes(connection, agency_id, quarter, body)}


def ice_data(count: IceCount) -> dict[str, Any] | None:
    """ICE's count with the difference to ours, ICE's less ours; None while it is not entered."""
    if count.received_on is None:
        return None
    return {
        "provided": count.provided,
        "located": count.located,
        "received_on": count.received_on.isoformat(),
        "reference": count.reference,
        "difference": {"provided": count.difference_provided, "located": count.difference_located},
        "verdict": count.verdict.value,
    }


def statements(agency_id: str) -> Select[Any]:
    """The agency's statements; ``body`` is what is left where a text was struck out of it, and ``struck`` then True."""
    return (
        select(
            statement.c.id,
            statement.c.quarter,
            statement.c.revision,
            func.coalesce(struck_statement.c.body, statement.c.body).label("body"),
            statement.c.sha256,
            struck_statement.c.id.is_not(None).label("struck"),
        )
        .join(
            struck_statement,
            (struck_statement.c.agency_id == statement.c.agency_id) & (struck_statement.c.id == statement.c.id),
            isouter=True,
        )
        .where(statement.c.agency_id == agency_id)
    )


def newest_statement(connection: Connection, agency_id: str, quarter: Quarter) -> tuple[int, str] | None:
    """Revision and text of a quarter's last statement."""
    row = connection.execute(
        statements(agency_id).where(statement.c.quarter == str(quarter)).order_by(statement.c.revision.desc()).limit(1)
    ).first()
    return None if row is None else (row.revision, row.body)


def _officers(connection: Connection, agency_id: str, shown: QuarterSummary, today: date) -> list[dict[str, Any]]:
    quarter = shown.figures.quarter
    last = min(quarter.ends_on, today)
    head_count = shown.figures.rules.head_count if shown.figures.rules else HeadCount.LAST_DAY
    records = counted_in(connection, agency_id, quarter, today).officers
    found = []
    for record, share in zip(records, shown.status.officers, strict=True):
        standing = record.standing_on(last)
        found.append(
            {
                "badge": record.badge,
                "name": record.name,
                "standing": standing.value if standing else None,
                "eligible": is_eligible(head_count, record.periods, quarter, today),
                "open": share.open,
                "overdue": share.overdue,
                "by_outcome": {outcome.value: number for outcome, number in share.by_outcome.items()},
            }
        )
    return found


def _leads(
    connection: Connection, agency_id: str, quarter: Quarter, rules: RuleSet, today: date
) -> list[dict[str, Any]]:
    rows = connection.execute(
        lead_rows(agency_id)
        .where(lead.c.quarter == str(quarter))
        .order_by(lead.c.received_on, lead.c.reference, lead.c.reference_key)
    )
    return [_lead_data(lead_of(row), quarter, rules, today) for row in rows]


def _lead_data(one: Lead, quarter: Quarter, rules: RuleSet, today: date) -> dict[str, Any]:
    verdict = judge(rules, one, quarter, today)
    return {
        "reference": one.reference,
        "category": one.category.value,
        "origin": one.origin.value,
        "received_on": one.received_on.isoformat(),
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "officer": one.badge,
        "outcome": one.outcome.value,
        "outcome_on": one.outcome_on.isoformat() if one.outcome_on else None,
        "evidence": one.evidence,
        "reason": one.reason,
        "counts_as": verdict.counts_as.value if verdict.counts_as else None,
        "why": WORDS_FOR_WHY[verdict.why],
    }


def _assumptions(rules: RuleSet) -> list[dict[str, str]]:
    found = []
    for field in sorted(rules.sources):
        source, _, words = rules.sources[field].partition(": ")
        found.append({"field": field, "words": words or source, "source": source})
    return found


def _changes(connection: Connection, agency_id: str, quarter: Quarter, body: Body) -> dict[str, Any] | None:
    """What is other than on the last statement, lead by lead and figure by figure; None where there is none before."""
    newest = newest_statement(connection, agency_id, quarter)
    if newest is None:
        return None
    revision, before = newest[0], json.loads(newest[1])
    reason = connection.execute(
        select(closing.c.reason).where(closing.c.agency_id == agency_id, closing.c.quarter == str(quarter))
    ).scalar()
    return {
        "since_revision": revision,
        "reason": reason,
        "leads": changed_leads(before["leads"], body["leads"]),
        "figures": changed_figures(before["figures"], body["figures"]),
        "award_cents": {
            "before": before["figures"]["expected_award_cents"],
            "after": body["figures"]["expected_award_cents"],
        },
    }
