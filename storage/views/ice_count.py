"""ICE's own count of a quarter beside ours, and the leads that could explain a difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, select

from program.calendar import Quarter
from program.leads.outcome import Origin, Outcome
from program.quarters.counting import Counts, Verdict
from program.quarters.ice_count import CountVerdict, Explains, QueryState
from program.rules.rule_set import CountsAs, RuleSet
from storage.schema.ice_count import ice_count, lead_query
from storage.schema.lead import lead
from storage.views.lead import Lead, judge, lead_of, lead_rows
from storage.views.reader import day_or_none

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Query:
    """How far a lead has been talked over with ICE, when, and under which reference."""

    state: QueryState
    on: date
    reference: str | None


@dataclass(frozen=True)
class Explaining:
    """A lead that could explain a difference, why, what it counts as with us, and how far it has been talked over."""

    lead: Lead
    verdict: Verdict
    why: tuple[Explains, ...]
    query: Query | None


@dataclass(frozen=True)
class IceCount:
    """ICE's count of a quarter; its fields are None while it is not entered.

    A difference is ICE's number less ours. ``after_close`` says that it came when the quarter was closed already, so
    that it is not on the statement.
    """

    verdict: CountVerdict
    ours_provided: int
    ours_located: int
    provided: int | None = None
    located: int | None = None
    received_on: date | None = None
    reference: str | None = None
    after_close: bool = False

    @property
    def difference_provided(self) -> int | None:
        """How many leads more than ours ICE has provided; None while its count is not entered."""
        return None if self.provided is None else self.provided - self.ours_provided

    @property
    def difference_located(self) -> int | None:
        """How many leads more than ours ICE has as located; None while its count is not entered."""
        return None if self.located is None else self.located - self.ours_located


def ice_counts(connection: Connection, agency_id: str) -> Mapping[Quarter, RowMapping]:
    """The row of each count of ICE's that is entered, by its quarter."""
    rows = connection.execute(select(ice_count).where(ice_count.c.agency_id == agency_id)).mappings()
    return {Quarter.parse(row["quarter"]): row for row in rows}


def beside_ours(row: RowMapping | None, ours: Counts) -> IceCount:
    """ICE's count of a quarter, None where it is not entered, beside ours."""
    if row is None:
        return IceCount(CountVerdict.NOT_ENTERED, ours.provided, ours.located)
    if (row["ours_provided"], row["ours_located"]) != (ours.provided, ours.located):
        verdict = CountVerdict.STALE
    elif (row["provided"], row["located"]) == (ours.provided, ours.located):
        verdict = CountVerdict.AGREES
    else:
        verdict = CountVerdict.DIFFERS
    received = day_or_none(row["received_on"])
    return IceCount(
        verdict,
        ours.provided,
        ours.located,
        row["provided"],
        row["located"],
        received,
        row["reference"],
        bool(row["after_close"]),
    )


def explaining(
    connection: Connection,
    agency_id: str,
    quarter: Quarter,
    rules: RuleSet,
    near_duplicates: tuple[str, ...],
    as_of: date,
) -> tuple[Explaining, ...]:
    """The leads that ICE may count otherwise, by reference, and those that a query is about.

    They are: located late; excluded; received on the quarter's first or last day or the day beyond it; duplicates, by
    their outcome or by a reference that is nearly another one's.
    """
    borders = (quarter.starts_on - _DAY, quarter.starts_on, quarter.ends_on, quarter.ends_on + _DAY)
    excluded = sorted(outcome.value for outcome, counts in rules.counts_as.items() if counts is CountsAs.EXCLUDED)
    mine = lead.c.quarter == str(quarter)
    queries = _queries(connection, agency_id)
    conditions: list[ColumnElement[bool]] = [
        and_(mine, lead.c.outcome.in_(excluded)),
        and_(mine, lead.c.outcome_on > quarter.ends_on.isoformat()),
        lead.c.received_on.in_([day.isoformat() for day in borders]),
        and_(mine, lead.c.id.in_(sorted(queries))) if queries else and_(mine, lead.c.id.is_(None)),
    ]
    found: dict[str, Lead] = {}
    for condition in conditions:
        for row in connection.execute(lead_rows(agency_id).where(lead.c.origin == Origin.ICE.value, condition)):
            found.setdefault(row.id, lead_of(row))
    alike = set(near_duplicates)
    for start in range(0, len(near_duplicates), 500):
        some = near_duplicates[start : start + 500]
        for row in connection.execute(lead_rows(agency_id).where(mine, lead.c.reference.in_(some))):
            found.setdefault(row.id, lead_of(row))
    lines = [
        Explaining(
            one, judge(rules, one, quarter, as_of), _why(one, quarter, rules, borders, alike), queries.get(one.id)
        )
        for one in found.values()
    ]
    return tuple(sorted((line for line in lines if line.why or line.query), key=lambda line: line.lead.reference))


def _why(
    one: Lead, quarter: Quarter, rules: RuleSet, borders: tuple[date, ...], alike: set[str]
) -> tuple[Explains, ...]:
    mine = one.quarter == quarter
    reasons = {
        Explains.LATE: mine
        and one.outcome is Outcome.LOCATED
        and (one.outcome_on or one.received_on) > quarter.ends_on,
        Explains.EXCLUDED: mine and rules.counts_as[one.outcome] is CountsAs.EXCLUDED,
        Explains.BORDER_DAY: one.received_on in borders,
        Explains.DUPLICATE: mine and (one.outcome is Outcome.DUPLICATE or one.reference in alike),
    }
    return tuple(why for why, holds in reasons.items() if holds)


def _queries(connection: Connection, agency_id: str) -> Mapping[str, Query]:
    rows = connection.execute(select(lead_query).where(lead_query.c.agency_id == agency_id))
    return {row.id: Query(QueryState(row.state), date.fromisoformat(row.on_date), row.reference) for row in rows}
