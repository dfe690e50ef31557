"""Whose book this is, and the rule sets it holds."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from program.rules import RuleSet
from storage.tables import agency, rule_set


@dataclass(frozen=True)
class Agency:
    """The agency of a book; ``demo`` marks a synthetic one."""

    name: str
    state: str
    ori: str | None
    demo: bool


def agency_of(connection: Connection, agency_id: str) -> Agency:
    """The agency of the book."""
    row = connection.execute(select(agency).where(agency.c.agency_id == agency_id)).one()
    return Agency(row.name, row.state, row.ori, bool(row.demo))


def rule_sets_of(connection: Connection, agency_id: str) -> tuple[RuleSet, ...]:
    """The rule sets that the book holds, oldest first."""
    bodies = connection.execute(
        select(rule_set.c.body).where(rule_set.c.agency_id == agency_id).order_by(rule_set.c.effective_from)
    ).scalars()
    return tuple(RuleSet.from_data(json.loads(body)) for body in bodies)
