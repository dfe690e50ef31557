"""Entries of the journal as JSON and as text."""

from __future__ import annotations

from datetime import date
from typing import Any

from reports.words import code_words, short_day
from storage.commands.base import Confirmation
from storage.moments import moment_iso, moment_words
from storage.views.journal import Entry
from storage.views.journal_filter import JournalQuery


def entry_data(entry: Entry) -> dict[str, Any]:
    """An entry; ``fields`` where the view read them."""
    return {
        "entry": entry.number,
        "at": moment_iso(entry.at_ms),
        "actor": entry.actor,
        **({} if entry.person is None else {"person": entry.person}),
        "command": entry.command,
        "said": entry.said,
        "reason": entry.reason,
        "undoes": entry.undoes,
        "taken_back_by": entry.taken_back_by,
        "changes": entry.changes,
        "hash": entry.hash,
        "fields": [
            {"table": change.table, "field": change.field, "before": change.before, "after": change.after}
            for change in entry.fields
        ],
    }


def entry_line(entry: Entry) -> str:
    """An entry in one line."""
    back = f"  [taken back by entry {entry.taken_back_by}]" if entry.taken_back_by else ""
    reason = f"  ({code_words(entry.reason)})" if entry.reason else ""
    return f"{entry.number:>6}  {moment_words(entry.at_ms)}  {entry.who}  {entry.said}{reason}{back}"


def confirmation_data(confirmation: Confirmation) -> dict[str, Any]:
    """What a command did; ``entry`` is null where nothing had to change."""
    return {
        "entry": confirmation.entry,
        "said": confirmation.said,
        "changes": confirmation.changes,
        "notes": list(confirmation.notes),
    }


def journal_filter_words(query: JournalQuery, today: date) -> str:
    """What a list of entries shows: ``by desk, outcome, from Nov 1``."""
    parts = [f"by {query.by}"] if query.by else []
    parts += [query.command] if query.command else []
    parts += [f"lead with {query.lead}"] if query.lead else []
    if query.first is not None and query.first == query.last:
        parts.append(f"on {short_day(query.first, today)}")
    else:
        parts += [f"from {short_day(query.first, today)}"] if query.first is not None else []
        parts += [f"through {short_day(query.last, today)}"] if query.last is not None else []
    return ", ".join(parts) or "all entries, newest first"
