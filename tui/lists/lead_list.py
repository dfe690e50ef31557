"""The long list of leads, with the columns that every list of leads shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from program.leads.outcome import Outcome
from storage.views.lead import Lead
from tui.lists.columns import Column
from tui.lists.long_list import LongList


def lead_columns(today: Callable[[], date]) -> list[Column[Lead]]:
    """Reference, days, officer, outcome; overdue as of ``today`` is said in words, never by color alone."""
    return [
        Column("Reference", 15, lambda lead: lead.reference),
        Column("Received", 10, lambda lead: lead.received_on.isoformat(), spare=True),
        Column("Due", 10, lambda lead: lead.due_on.isoformat() if lead.due_on else ""),
        Column("Officer", 12, lambda lead: f"{lead.badge} {lead.officer}" if lead.badge else "nobody", flexible=True),
        Column("Outcome", 17, lambda lead: "Open, overdue" if lead.is_overdue(today()) else outcome_words(lead)),
    ]


def outcome_words(lead: Lead) -> str:
    """``Located 11-21``: the outcome with its month and day."""
    if lead.outcome is Outcome.OPEN or lead.outcome_on is None:
        return lead.outcome.words
    return f"{lead.outcome.words[:11]} {lead.outcome_on:%m-%d}"


def lead_list(today: Callable[[], date], empty: str) -> LongList[Lead]:
    """A list of leads."""
    return LongList(lead_columns(today), lambda lead: lead.id, empty, selecting=True)
