"""What a list of leads shows, and in which order, in words."""

from __future__ import annotations

from datetime import date

from reports.words import short_day
from storage.views.lead import Between, LeadQuery
from storage.views.lead_order import Sort

_ORDERS = {
    Sort.RECEIVED: ("oldest first", "newest first"),
    Sort.DUE: ("soonest due first", "latest due first"),
    Sort.REFERENCE: ("by reference", "by reference, last first"),
    Sort.OFFICER: ("by badge, nobody first", "by badge, nobody last"),
    Sort.OUTCOME: ("by outcome and its day", "by outcome and its day, last first"),
    Sort.EVIDENCE: ("by evidence, none first", "by evidence, none last"),
}


def filter_in_words(query: LeadQuery, today: date) -> str:
    """Which leads: ``open, overdue, due through Nov 22``."""
    parts = []
    if query.outcome is not None:
        parts.append(query.outcome.words.lower())
    if query.overdue:
        parts.append("overdue")
    if query.due_within_days is not None:
        parts.append(f"due within {query.due_within_days} days")
    if query.officer is not None:
        parts.append(f"officer {query.officer}" if query.officer else "without an officer")
    if query.held_by:
        parts.append(f"officer like {query.held_by}")
    if query.evidence:
        parts.append(f"evidence with {query.evidence}")
    parts += [_between_words(between, today) for between in query.days]
    if query.quarter is not None:
        parts.append(str(query.quarter))
    if query.text:
        parts.append(f"reference with {query.text}")
    return ", ".join(parts) or "all leads"


def order_in_words(sort: Sort, descending: bool) -> str:
    """In which order: ``newest first``."""
    return _ORDERS[sort][descending]


def _between_words(between: Between, today: date) -> str:
    first, last = between.first, between.last
    if first is not None and first == last:
        return f"{between.day_of.value} on {short_day(first, today)}"
    begins = f" from {short_day(first, today)}" if first is not None else ""
    return f"{between.day_of.value}{begins}{f' through {short_day(last, today)}' if last is not None else ''}"
