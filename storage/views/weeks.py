"""Week by week through a quarter: how provided and located grew to what they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from program.counting import LeadFacts, verdict
from program.outcomes import Origin, Outcome
from program.quarters import Quarter
from program.rules import CountsAs, RuleSet
from storage.tables import lead
from storage.views.reader import day_or_none


@dataclass(frozen=True)
class Week:
    """Seven days from ``starts_on``: leads provided and located from the quarter's first day through its last one."""

    starts_on: date
    provided: int
    located: int


def weeks_of(connection: Connection, agency_id: str, quarter: Quarter, rules: RuleSet, as_of: date) -> tuple[Week, ...]:
    """The weeks that have begun by a day; the last one ends at the quarter's figures.

    A lead counts as it does as of that day: as provided from the week in which it was received, as located from that of
    its outcome. Located late, where the rules count it, stands in the last week.
    """
    received_in: dict[date, int] = {}
    located_in: dict[date, int] = {}
    for row in connection.execute(
        select(lead.c.received_on, lead.c.outcome, lead.c.outcome_on, func.count().label("leads"))
        .where(
            lead.c.agency_id == agency_id,
            lead.c.quarter == str(quarter),
            lead.c.origin == Origin.ICE.value,
            lead.c.received_on <= as_of.isoformat(),
        )
        .group_by(lead.c.outcome, lead.c.outcome_on, lead.c.received_on)
    ):
        received = date.fromisoformat(row.received_on)
        facts = LeadFacts(received, Outcome(row.outcome), day_or_none(row.outcome_on))
        counts_as = verdict(rules, quarter, facts, as_of).counts_as
        if counts_as in (CountsAs.LOCATED, CountsAs.PROVIDED):
            received_in[received] = received_in.get(received, 0) + row.leads
        if counts_as is CountsAs.LOCATED:
            on = min(facts.outcome_on or received, quarter.ends_on)
            located_in[on] = located_in.get(on, 0) + row.leads
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
