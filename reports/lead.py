"""Leads as JSON and as text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from program.leads.outcome import Origin, Outcome
from program.quarters.counting import WORDS_FOR_WHY
from reports.journal import entry_data, entry_line
from reports.words import code_words, day_words
from storage.views.lead import Lead, LeadDetail

_ORIGINS = {Origin.ICE: "provided by ICE", Origin.AGENCY: "begun by the agency"}


def lead_data(lead: Lead) -> dict[str, Any]:
    """A lead by the contract's words; ``officer`` is a badge."""
    return {
        "reference": lead.reference,
        "category": lead.category.value,
        "origin": lead.origin.value,
        "received_on": lead.received_on.isoformat(),
        "due_on": lead.due_on.isoformat() if lead.due_on else None,
        "quarter": str(lead.quarter),
        "officer": lead.badge,
        "outcome": lead.outcome.value,
        "outcome_on": lead.outcome_on.isoformat() if lead.outcome_on else None,
        "evidence": lead.evidence,
        "reason": lead.reason,
    }


def lead_line(lead: Lead) -> str:
    """A lead in one line."""
    who = f"{lead.badge} {lead.officer}" if lead.badge else "-"
    outcome = lead.outcome.words if lead.outcome is Outcome.OPEN else f"{lead.outcome.words} {lead.outcome_on}"
    return f"{lead.reference:<16} {lead.received_on}  due {day_words(lead.due_on):<10}  {who:<28} {outcome}"


def detail_data(detail: LeadDetail) -> dict[str, Any]:
    """A lead with what it counts as in its quarter, why, and its timeline."""
    counts_as = detail.verdict.counts_as
    return {
        **lead_data(detail.lead),
        "counts_as": counts_as.value if counts_as else None,
        "why": WORDS_FOR_WHY[detail.verdict.why],
        "timeline": [entry_data(entry) for entry in detail.timeline],
    }


def detail_rows(detail: LeadDetail, days: Callable[[date | None], str] = day_words) -> list[tuple[str, str]]:
    """A lead's fields with their names, and what it counts as; ``days`` writes a day."""
    lead = detail.lead
    counts_as = detail.verdict.counts_as
    return [
        ("Reference", lead.reference),
        ("Category", lead.category.value.replace("_", " ")),
        ("Origin", _ORIGINS[lead.origin]),
        ("Received", f"{days(lead.received_on)} ({lead.quarter})"),
        ("Due", days(lead.due_on)),
        ("Officer", f"{lead.badge} {lead.officer}" if lead.badge else "-"),
        ("Outcome", lead.outcome.words),
        ("On", days(lead.outcome_on)),
        ("Evidence", lead.evidence or "-"),
        ("Reason", code_words(lead.reason) if lead.reason else "-"),
        ("Counts as", f"{counts_as.value if counts_as else 'nothing'}: {WORDS_FOR_WHY[detail.verdict.why]}"),
    ]


def detail_text(detail: LeadDetail) -> str:
    """A lead in full."""
    facts = [f"{name:<11}{value}" for name, value in detail_rows(detail)]
    return "\n".join([*facts, "", *map(entry_line, detail.timeline)])
