"""The long list of leads, with the columns that every list of leads shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from program.leads.outcome import Outcome
from reports.words import short_day
from storage.views.lead import Lead
from storage.views.lead_order import Sort
from tui.lists.columns import Column, Tone
from tui.lists.long_list import LongList

_LEFT_OUT = frozenset({Outcome.WITHDRAWN, Outcome.DUPLICATE, Outcome.MISTAKEN_IDENTITY})


def lead_columns(today: Callable[[], date]) -> list[Column[Lead]]:
    """Reference, days, officer, outcome, evidence; overdue as of ``today`` has its own sign and word."""

    def late(lead: Lead) -> Tone:
        return "bad" if lead.is_overdue(today()) else ""

    def tone(lead: Lead) -> Tone:
        if lead.outcome is Outcome.OPEN:
            return late(lead)
        return "good" if lead.outcome is Outcome.LOCATED else "quiet" if lead.outcome in _LEFT_OUT else ""

    return [
        Column("Reference", 15, lambda lead: lead.reference, sort=Sort.REFERENCE),
        Column("Received", 12, lambda lead: short_day(lead.received_on, today()), spare=True, sort=Sort.RECEIVED),
        Column(
            "Due",
            12,
            lambda lead: short_day(lead.due_on, today()) if lead.due_on else "–",
            tone=late,
            sort=Sort.DUE,
        ),
        Column(
            "Officer",
            12,
            lambda lead: f"{lead.badge} {lead.officer}" if lead.badge else "nobody",
            flexible=True,
            sort=Sort.OFFICER,
        ),
        Column("Outcome", 21, lambda lead: outcome_words(lead, today()), tone=tone, sort=Sort.OUTCOME),
        Column("Evidence", 14, lambda lead: lead.evidence or "–", spare=True, sort=Sort.EVIDENCE),
    ]


def outcome_words(lead: Lead, today: date) -> str:
    """``● Located Nov 21``: the outcome's sign, its words, its day."""
    if lead.outcome is Outcome.OPEN or lead.outcome_on is None:
        return "! Open, overdue" if lead.is_overdue(today) else "○ Open"
    sign = "●" if lead.outcome is Outcome.LOCATED else "–"
    return f"{sign} {lead.outcome.words} {short_day(lead.outcome_on, today)}"


def lead_list(today: Callable[[], date], empty: str) -> LongList[Lead]:
    """A list of leads."""
    return LongList(lead_columns(today), lambda lead: lead.id, empty, selecting=True)
