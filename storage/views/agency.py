"""Whose book this is, and the rule sets it holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from program.calendar import Quarter
from program.rules.rule_set import RuleSet, in_force
from storage.schema.agency import agency, rule_set
from storage.schema.quarter import closing


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


def rule_sets_for(connection: Connection, agency_id: str, quarter: Quarter) -> tuple[RuleSet, ...]:
    """The rule sets that a quarter is counted with: those of the book, or the one it was closed with."""
    kept = connection.execute(
        select(closing.c.quarter, closing.c.state, closing.c.rules).where(
            closing.c.agency_id == agency_id, closing.c.quarter == str(quarter)
        )
    ).mappings()
    return rule_sets_among(_rule_set_rows(connection, agency_id), kept, quarter)


def rule_sets_of(connection: Connection, agency_id: str) -> tuple[RuleSet, ...]:
    """The rule sets of the book, oldest first."""
    return _in_order(_rule_set_rows(connection, agency_id))


def rule_sets_among(
    rule_sets: Iterable[Mapping[Any, Any]], closings: Iterable[Mapping[Any, Any]], quarter: Quarter
) -> tuple[RuleSet, ...]:
    """The same from rows of ``rule_set`` and ``closing``."""
    for row in closings:
        if row["quarter"] == str(quarter) and row["state"] == "closed" and row["rules"] is not None:
            return (_rule_set_in(row["rules"]),)
    return _in_order(rule_sets)


def rules_for(connection: Connection, agency_id: str, quarter: Quarter) -> RuleSet:
    """The rule set that counts a quarter: the one in force on its last day, or the first for quarters before it."""
    rule_sets = rule_sets_for(connection, agency_id, quarter)
    return in_force(rule_sets, quarter.ends_on) or rule_sets[0]


def _rule_set_rows(connection: Connection, agency_id: str) -> Iterable[Mapping[Any, Any]]:
    return connection.execute(
        select(rule_set.c.body, rule_set.c.effective_from).where(rule_set.c.agency_id == agency_id)
    ).mappings()


def _in_order(rows: Iterable[Mapping[Any, Any]]) -> tuple[RuleSet, ...]:
    oldest_first = sorted(rows, key=lambda row: row["effective_from"])
    return tuple(_rule_set_in(row["body"]) for row in oldest_first)


@lru_cache(maxsize=64)
def _rule_set_in(body: str) -> RuleSet:
    """A rule set as the book writes it: a few, which every count asks for."""
    return RuleSet.from_data(json.loads(body))
