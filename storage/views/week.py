"""Week by week through a quarter: how provided and located grew to what they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sqlalchemy import Connection, and_, func, select

from program.calendar import Quarter
from program.leads.outcome import Origin, Outcome
from program.quarters.counting import LeadFacts, verdict
from program.rules.rule_set import CountsAs, RuleSet
from storage.schema.lead import lead
from storage.views.agency import rules_for
from storage.views.reader import Reader


@dataclass(frozen=True)
class Week:
    """Seven days from ``starts_on``: leads provided and located from the quarter's first day through its last one."""

    starts_on: date
    provided: int
    located: int


def weeks(reader: Reader, quarter: Quarter | None = None) -> tuple[Week, ...]:
    """The weeks of a quarter that have begun by today, the running one unless given."""
    asked = quarter or Quarter.of(reader.today)
    with reader.moment() as connection:
        return weeks_of(
            connection, reader.agency_id, asked, rules_for(connection, reader.agency_id, asked), reader.today
        )


def weeks_of(connection: Connection, agency_id: str, quarter: Quarter, rules: RuleSet, as_of: date) -> tuple[Week, ...]:
    """The weeks that have begun by a day; the last one ends at the quarter's figures.

    A lead counts as it does as of that day: as provided from the week in which it was received, as located from that of
    its outcome. Located late, where the rules count it, stands in the last week.
    """
    day = as_of.isoformat()
    mine = and_(lead.c.agency_id == agency_id, lead.c.quarter == str(quarter), lead.c.origin == Origin.ICE.value)
    # A day stands for all days of an outcome on its side of the quarter's end and of today.
    in_time, late, later = min(quarter.ends_on, as_of), quarter.next().starts_on, as_of + timedelta(days=1)

    @cache
    def counts_as(outcome: str, on: date | None) -> CountsAs | None:
        return verdict(rules, quarter, LeadFacts(quarter.starts_on, Outcome(outcome), on), as_of).counts_as

    received_in: dict[date, int] = {}
    not_yet = (lead.c.outcome_on > day).label("not_yet")
    for received_on, outcome, after_today, leads in connection.execute(
        select(lead.c.received_on, lead.c.outcome, not_yet, func.count())
        .where(mine, lead.c.received_on <= day)
        .group_by(lead.c.received_on, lead.c.outcome, not_yet)
    ).all():
        on = None if after_today is None else later if after_today else in_time
        if counts_as(outcome, on) in (CountsAs.LOCATED, CountsAs.PROVIDED):
            received = date.fromisoformat(received_on)
            received_in[received] = received_in.get(received, 0) + leads
    located_in: dict[date, int] = {}
    for outcome_on, outcome, leads in connection.execute(
        select(lead.c.outcome_on, lead.c.outcome, func.count())
        .where(mine, lead.c.outcome_on <= day)
        .group_by(lead.c.outcome_on, lead.c.outcome)
    ).all():
        on = date.fromisoformat(outcome_on)
        if counts_as(outcome, in_time if on <= quarter.ends_on else late) is CountsAs.LOCATED:
            on = min(on, quarter.ends_on)
            located_in[on] = located_in.get(on, 0) + leads
    return tuple(_weeks(quarter, as_of, received_in, located_in))


def _weeks(quarter: Quarter, as_of: date, received_in: dict[date, int], located_in: dict[date, int]) -> list[Week]:
    weeks: list[Week] = []
    begins, provided, located = quarter.starts_on, 0, 0
    while begins <= min(quarter.ends_on, as_of):
        for days in range(7):
            provided += received_in.get(begins + timedelta(days=days), 0)
            located += located_in.get(begins + timedelta(days=days), 0)
        weeks.append(Week(begins, provided, located))
        begins += timedelta(days=7)
    return weeks
