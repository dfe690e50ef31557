"""The long list of leads, with the columns that every list of leads shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from program.leads.outcome import Outcome
from reports.words import short_day
from storage.views.lead import Lead
from storage.views.lead_order import Sort
from tui.lists.columns import Column, Tone, day_column
from tui.lists.long_list import LongList

_LEFT_OUT = frozenset({Outcome.WITHDRAWN, Outcome.DUPLICATE, Outcome.MISTAKEN_IDENTITY})


def holder(lead: Lead) -> str:
    """Who holds a lead, by name."""
    return lead.officer or lead.badge or "nobody"


def lead_columns(today: Callable[[], date], *, of_one_officer: bool = False) -> list[Column[Lead]]:
    """Reference, days, officer, outcome, evidence; overdue as of ``today`` has its own sign and word.

    ``of_one_officer`` leaves out who holds them.
    """

    def late(lead: Lead) -> Tone:
        return "bad" if lead.is_overdue(today()) else ""

    def tone(lead: Lead) -> Tone:
        if lead.outcome is Outcome.OPEN:
            return late(lead)
        return "good" if lead.outcome is Outcome.LOCATED else "quiet" if lead.outcome in _LEFT_OUT else ""

    held: Column[Lead] = Column(
        "Officer",
        12,
        lambda lead: f"{lead.badge} {lead.officer}" if lead.badge else "nobody",
        flexible=True,
        sort=Sort.OFFICER,
        enough=24,
        brief=holder,
        brief_below=20,
    )
    return [
        Column("Reference", 15, lambda lead: lead.reference, sort=Sort.REFERENCE, least=13, most=24, end_tells=True),
        day_column("Received", lambda lead: lead.received_on, today, spare=True, sort=Sort.RECEIVED),
        day_column("Due", lambda lead: lead.due_on, today, tone=late, sort=Sort.DUE),
        *([] if of_one_officer else [held]),
        Column(
            "Outcome",
            20,
            lambda lead: outcome_words(lead, today()),
            flexible=of_one_officer,
            tone=tone,
            sort=Sort.OUTCOME,
            least=16,
            most=21 if of_one_officer else 0,
            brief=lambda lead: outcome_words(lead, today()).removesuffix(_day_of(lead, today())),
        ),
        Column("Evidence", 14, lambda lead: lead.evidence or "–", spare=True, sort=Sort.EVIDENCE, most=24),
    ]


def _day_of(lead: Lead, today: date) -> str:
    return f" {short_day(lead.outcome_on, today)}" if lead.outcome_on else ""


def outcome_words(lead: Lead, today: date) -> str:
    """``● Located Nov 21``: the outcome's sign, its words, its day."""
    if lead.outcome is Outcome.OPEN or lead.outcome_on is None:
        return "! Open, overdue" if lead.is_overdue(today) else "○ Open"
    sign = "●" if lead.outcome is Outcome.LOCATED else "–"
    return f"{sign} {lead.outcome.words} {short_day(lead.outcome_on, today)}"


def lead_list(today: Callable[[], date], empty: str, *, of_one_officer: bool = False) -> LongList[Lead]:
    """A list of leads."""
    columns = lead_columns(today, of_one_officer=of_one_officer)
    return LongList(columns, lambda lead: lead.id, empty, selecting=True)
