"""The body of a claim: its lines with everything they rest on, as JSON data. Frozen where a person certifies it.

Integers, text, lists, objects and null only; the same book at the same moment gives the same body.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from program.calendar import months_of, months_of_year
from program.claims.claim import Claim, sum_of
from program.claims.data import Period, claim_data, pay_data, time_data
from program.claims.paid_days import PaidDays
from program.claims.pay import Category
from program.rules.pay_rules import PayRules, pay_sources
from program.rules.rule_set import RuleSet, in_force
from storage.moments import moment_hundredths
from storage.schema.claim import claim_document
from storage.snapshots.claim import SCHEMA, Body, Certificate
from storage.surroundings import program_version
from storage.views.agency import agency_of
from storage.views.ledger import Ledger


def claim_body_of(
    connection: Connection, agency_id: str, ledger: Ledger, period: Period, certificate: Certificate
) -> Body:
    """The body of a period's claim as the book stands now, whatever was certified for the period before."""
    whose = agency_of(connection, agency_id)
    of_months = ledger.computed(period)
    claim = sum_of(of_months)
    certified = None
    if certificate.at_ms is not None:
        certified = {
            "by": certificate.by,
            "at": moment_hundredths(certificate.at_ms),
            "entered_by": certificate.actor,
        }
    return {
        "schema": SCHEMA,
        "agency": {"name": whose.name, "state": whose.state, "ori": whose.ori},
        "demo": whose.demo,
        "number": certificate.number,
        "corrects": certificate.corrects,
        "certified": certified,
        "program_version": program_version(),
        "journal": {"number": certificate.head[0], "hash": certificate.head[1]},
        "rule_sets": [
            {"id": rules.id, "sha256": rules.sha256, "body": rules.as_data()} for rules in _rules(ledger, period)
        ],
        "as_of": ledger.today.isoformat(),
        **claim_data(period, claim),
        "by_category": _by_category(claim),
        "overtime": [
            {"badge": use.badge, "month": str(one.months[0]), "cents": use.used_cents}
            for one in of_months
            for use in one.overtime_cap
            if use.used_cents
        ],
        "officers": _officers(ledger, period, claim),
        "other_sources": [
            {
                "badge": one.badge,
                "month": str(one.charged.month),
                "category": one.charged.category.value,
                "source": one.source,
                "cents": one.charged.cents,
            }
            for one in ledger.charged
            if one.charged.month in months_of(period)
        ],
        "missing": [
            {"badge": gap.badge, "month": str(gap.month), "missing": gap.missing.value, "days": gap.days}
            for gap in ledger.gaps(period)
        ],
        "documents": documents_of(connection, agency_id, ledger, period),
        "assumptions": _assumptions(ledger.pay_rules(period.ends_on)),
    }


def documents_of(connection: Connection, agency_id: str, ledger: Ledger, period: Period) -> list[dict[str, str]]:
    """The papers behind a period: the payroll files its hours came in with, and what was named for it, by file."""
    months = months_of(period)
    papers = {(line.file, line.sha256) for line in ledger.times if line.time.month in months and line.file}
    rows = connection.execute(
        select(claim_document.c.file, claim_document.c.sha256).where(
            claim_document.c.agency_id == agency_id, claim_document.c.period == str(period)
        )
    )
    papers |= {(row.file, row.sha256) for row in rows}
    return [{"file": str(file), "sha256": str(sha256)} for file, sha256 in sorted(papers)]


def _rules(ledger: Ledger, period: Period) -> list[RuleSet]:
    found = [in_force(ledger.rule_sets, month.ends_on) for month in months_of(period)]
    return list({rules.id: rules for rules in found if rules is not None}.values())


def _by_category(claim: Claim) -> list[dict[str, Any]]:
    found = []
    for category in Category:
        lines = [line for line in claim.lines if line.category is category]
        recorded, claimed = (sum(line.recorded_cents for line in lines), sum(line.claimed_cents for line in lines))
        found.append(
            {
                "category": category.value,
                "recorded_cents": recorded,
                "claimed_cents": claimed,
                "not_claimed_cents": recorded - claimed,
            }
        )
    return found


def _officers(ledger: Ledger, period: Period, claim: Claim) -> list[dict[str, Any]]:
    """The officers of the lines and caps, by badge, with what these rest on: nothing from outside the fiscal year.

    Of the standings only the authorized days are there; why an officer was not authorized is nobody's business here.
    """
    months = months_of(period)
    year = months_of_year(period.fiscal_year)
    first, last = year[0].starts_on.toordinal(), year[-1].ends_on.toordinal()
    names = {record.badge: record.name for record in ledger.officers}
    badges = {line.badge for line in claim.lines} | {use.badge for use in claim.overtime_cap}
    found = []
    for paid in sorted(ledger.paid, key=lambda one: one.badge):
        if paid.badge not in badges:
            continue
        days = PaidDays.of(paid.pay, paid.standing)
        starts, ends = period.starts_on.toordinal(), period.ends_on.toordinal()
        found.append(
            {
                "badge": paid.badge,
                "name": names[paid.badge],
                "days": ends - starts + 1,
                "days_authorized": days.authorized(starts, ends),
                "authorized": [_span(*span) for span in days.spans if span[0] <= last and span[1] >= first],
                "pay": [pay_data(run.pay) for run in days.runs if run.first <= last and run.last >= first],
                "time": [time_data(time) for time in paid.time if time.month in months],
            }
        )
    return found


def _span(first: int, last: int) -> dict[str, str | None]:
    until = date.fromordinal(last)
    return {"from": date.fromordinal(first).isoformat(), "until": None if until == date.max else until.isoformat()}


def _assumptions(rules: PayRules) -> list[dict[str, str]]:
    said = pay_sources(rules)
    return [{"field": field, "words": words, "source": source} for field, (words, source) in sorted(said.items())]
