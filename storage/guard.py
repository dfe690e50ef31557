"""What a closed quarter refuses. The writer shows the guard every change, so no command can forget it.

A closed quarter's leads cannot change, and no officer's standing in a way that changes its head count. What is recorded
beside it can: ICE's count, queries, review, the award's fate.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Connection, Table, select

from program.figures import is_eligible
from program.quarters import Quarter
from program.rules import HeadCount, RuleSet
from program.standing import Period
from storage.errors import Conflict
from storage.journal import Row
from storage.quarter_tables import closing
from storage.standings import period_of
from storage.tables import lead, officer, standing

Pair = tuple[Row | None, Row | None]
"""A row before and after a change; None where there was, or is, none."""


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
    def closed(self) -> dict[str, HeadCount]:
        """The closed quarters, each with the head-count reading that it was closed with."""
        rows = self.connection.execute(
            select(closing.c.quarter, closing.c.rules).where(
                closing.c.agency_id == self.agency_id, closing.c.state == "closed"
            )
        )
        return {
            row.quarter: RuleSet.from_data(json.loads(row.rules)).head_count if row.rules else HeadCount.LAST_DAY
            for row in rows
        }

    def look(self, table: Table, pairs: Sequence[Pair]) -> None:
        """Raises Conflict where a change touches a lead of a closed quarter."""
        if table is lead and self.closed:
            for pair in pairs:
                for row in pair:
                    if row is not None and row["quarter"] in self.closed:
                        raise Conflict(f"lead {row['reference']}: {reopen_hint(row['quarter'])}. Nothing was changed")
        elif table is standing:
            self._standings.extend(pairs)

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
        for name, head_count in sorted(self.closed.items()):
            quarter = Quarter.parse(name)
            last = quarter.ends_on
            if is_eligible(head_count, was, quarter, last) != is_eligible(head_count, becomes, quarter, last):
                return quarter
        return None

    def _rows_of(self, officer_id: str) -> list[Row]:
        columns = [column for column in standing.c if column.name != "agency_id"]
        found = self.connection.execute(
            select(*columns).where(standing.c.agency_id == self.agency_id, standing.c.officer_id == officer_id)
        )
        return [dict(row) for row in found.mappings()]
