"""What a closed quarter refuses. The writer shows the guard every change, so no command can forget it.

What would change what was frozen cannot be recorded: a closed quarter's leads keep what its rules make of them, and
every officer's standing keeps its head count. What stands beside can: another officer for a lead, an outcome of an open
lead after the quarter's end, ICE's count, queries, review, the award's fate.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sqlalchemy import Connection, Table, select

from program.calendar import Quarter
from program.leads.outcome import Origin, Outcome
from program.officers.standing import Period
from program.quarters.counting import LeadFacts, verdict
from program.quarters.figures import is_eligible
from program.rules.rule_set import SHIPPED, CountsAs, RuleSet
from storage.errors import Conflict
from storage.journal.format import Row
from storage.journal.standing import period_of
from storage.schema.lead import lead
from storage.schema.officer import officer, standing
from storage.schema.quarter import closing

Pair = tuple[Row | None, Row | None]
"""A row before and after a change; None where there was, or is, none."""

_BESIDE = frozenset({"officer_id", "outcome", "outcome_on", "evidence", "reason"})
"""What may change on a closed quarter's lead, as long as its outcome is open or late before and after."""


def reopen_hint(quarter: Quarter | str) -> str:
    """What to do about a quarter that is closed."""
    return f"{quarter} is closed; to change it, reopen it first: leadbook quarter amend {quarter} --reason CODE"


@dataclass
class Guard:
    """Looks at the changes of one transaction."""

    connection: Connection
    agency_id: str
    _standings: list[Pair] = field(default_factory=list)

    @cached_property
    def closed(self) -> dict[str, RuleSet]:
        """The closed quarters, each with the rules that it was closed with; the first rule set where it had none."""
        rows = self.connection.execute(
            select(closing.c.quarter, closing.c.rules).where(
                closing.c.agency_id == self.agency_id, closing.c.state == "closed"
            )
        )
        return {row.quarter: RuleSet.from_data(json.loads(row.rules)) if row.rules else SHIPPED[0] for row in rows}

    def look(self, table: Table, pairs: Sequence[Pair]) -> None:
        """Raises Conflict where a change touches what was frozen of a closed quarter's leads."""
        if table is lead and self.closed:
            for before, after in pairs:
                problem = self.refusal(before, after)
                if problem is not None:
                    row = before or after or {}
                    raise Conflict(f"lead {row['reference']}: {problem}. Nothing was changed")
        elif table is standing:
            self._standings.extend(pairs)

    def refusal(self, before: Row | None, after: Row | None) -> str | None:
        """Why a lead cannot change in this way, where that would change what was frozen; None where it can."""
        for name in sorted(self.closed):
            if not self._keeps(Quarter.parse(name), before, after):
                return reopen_hint(name)
        return None

    def _keeps(self, closed: Quarter, before: Row | None, after: Row | None) -> bool:
        """Whether a closed quarter stays as it was frozen, counts and lines alike."""
        rules = self.closed[str(closed)]
        if not any(row is not None and row["quarter"] == str(closed) for row in (before, after)):
            return True
        if before is None or after is None:
            return False
        changed = {name for name, value in before.items() if after[name] != value}
        if changed - _BESIDE:
            return False
        last = closed.ends_on.isoformat()
        in_it = [row["outcome_on"] is not None and row["outcome_on"] <= last for row in (before, after)]
        if any(in_it) and changed - {"officer_id"}:
            return False
        return _counted(rules, closed, before) == _counted(rules, closed, after)

    def settle(self) -> None:
        """Raises Conflict where the changes together gave an officer another place in a closed quarter's head count."""
        if not self._standings or not self.closed:
            return
        touched = {row["officer_id"] for pair in self._standings for row in pair if row is not None}
        for officer_id in sorted(touched):
            now = {row["id"]: row for row in self._rows_of(officer_id)}
            before = dict(now)
            for was, became in reversed(self._standings):
                if (was or became or {})["officer_id"] == officer_id:
                    if became is not None:
                        before.pop(became["id"], None)
                    if was is not None:
                        before[was["id"]] = was
            quarter = self.counted_otherwise(map(period_of, before.values()), map(period_of, now.values()))
            if quarter is not None:
                badge = self.connection.execute(
                    select(officer.c.badge).where(officer.c.agency_id == self.agency_id, officer.c.id == officer_id)
                ).scalar()
                raise Conflict(
                    f"officer {badge or ''}: would change the head count of {quarter}. {reopen_hint(quarter)}. "
                    "Nothing was changed"
                )

    def counted_otherwise(self, before: Iterable[Period], after: Iterable[Period]) -> Quarter | None:
        """The first closed quarter whose head count an officer with these periods instead of those would change."""
        was, becomes = tuple(before), tuple(after)
        for name in sorted(self.closed):
            quarter = Quarter.parse(name)
            last, head_count = quarter.ends_on, self.closed[name].head_count
            if is_eligible(head_count, was, quarter, last) != is_eligible(head_count, becomes, quarter, last):
                return quarter
        return None

    def _rows_of(self, officer_id: str) -> list[Row]:
        columns = [column for column in standing.c if column.name != "agency_id"]
        found = self.connection.execute(
            select(*columns).where(standing.c.agency_id == self.agency_id, standing.c.officer_id == officer_id)
        )
        return [dict(row) for row in found.mappings()]


def facts_of(row: Row) -> LeadFacts:
    """What the rules need to know of a lead's row."""
    on = row["outcome_on"]
    return LeadFacts(
        date.fromisoformat(row["received_on"]),
        Outcome(row["outcome"]),
        None if on is None else date.fromisoformat(on),
        Origin(row["origin"]),
    )


def _counted(rules: RuleSet, quarter: Quarter, row: Row | None) -> CountsAs | None:
    return None if row is None else verdict(rules, quarter, facts_of(row), date.max).counts_as
