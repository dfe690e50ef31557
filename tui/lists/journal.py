"""Entries of the journal in plain words: who, when, what changed, with officers by name and inner columns left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from textual.content import Content

from reports.words import days_in_words, iso_in_words, short_day
from storage.text import number_of, printable
from storage.views.journal import Entry, FieldChange

_INNER = frozenset(
    {"id", "reference_key", "badge_key", "due_sort", "body", "sha256", "agency_id", "pin_sha256"}
    | {"event", "at_ms", "misses", "shut_out"}  # what the desk saw of a person is what the entry says
)

_PLAIN = {"category": "standard", "origin": "ice", "outcome": "open"}
"""What every new lead has, so that nobody needs to be told."""

_NAMES = {"officer_id": "officer", "received_on": "received", "due_on": "due", "from_on": "from", "until_on": "until"}

_MOST_LINES = 6

_CODED = frozenset({"outcome", "category", "origin", "reason", "standing", "state"})


def moment_here(at_ms: int) -> str:
    """The moment in the desk's own time: ``2025-11-21 14:03``."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)  # Windows knows no stamp before 1970
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def short_moment(at_ms: int, today: date) -> str:
    """The same in a column: ``Nov 21 14:03``, and of long ago the day alone."""
    moment = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)).astimezone()
    day = short_day(moment.date(), today)
    return day if "," in day else f"{day} {moment:%H:%M}"


def entry_contents(entry: Entry, names: Mapping[str, str], today: date) -> list[Content]:
    """An entry as lines; ``names`` maps officers' ids to badge and name."""
    return [_head(entry, today), *(Content(f"    {change_words(change, names, today)}") for change in shown(entry))]


def _head(entry: Entry, today: date) -> Content:
    back = f"  (taken back by entry {entry.taken_back_by})" if entry.taken_back_by else ""
    reason = f", {entry.reason.replace('_', ' ')}" if entry.reason else ""
    said = f"  {printable(days_in_words(entry.said, today))}{reason}{back}"
    return Content.assemble((f"{short_moment(entry.at_ms, today)}  {printable(entry.who)}", "dim"), said)


def record_contents(entry: Entry, names: Mapping[str, str], today: date) -> list[Content]:
    """An entry as lines, record by record; says how many more it changed than its ``fields`` tell of."""
    lines = [_head(entry, today)]
    for (_, record), changes in groupby(shown(entry), key=lambda change: (change.row_id, change.record)):
        lines.append(Content.styled(f"  {printable(record)}", "bold"))
        lines += [Content(f"    {change_words(change, names, today)}") for change in changes]
    more = entry.changes - len({change.row_id for change in entry.fields})
    return [*lines, Content(f"  … and {number_of(more, 'record')} more")] if more > 0 else lines


def shown(entry: Entry) -> list[FieldChange]:
    """The changes that mean something to a person."""
    return [change for change in entry.fields if change.field not in _INNER and not _goes_without_saying(change)]


def _goes_without_saying(change: FieldChange) -> bool:
    """Of a new record, what each one has, and the quarter, which follows from its day."""
    if change.before is not None:
        return False
    return change.field == "quarter" or _PLAIN.get(change.field) == change.after


_TELLING = ("outcome", "officer_id", "evidence", "standing", "due_on", "state", "status", "filter", "value")
"""What tells most of a change, where several columns of a record changed."""


def entry_sentence(entry: Entry, names: Mapping[str, str], today: date) -> str:
    """An entry as one sentence: ``Recorded located for lead R-001 · open → located``."""
    back = f" (taken back by {entry.taken_back_by})" if entry.taken_back_by else ""
    said = days_in_words(entry.said, today)
    changed = {change.field: change for change in shown(entry)}
    is_new = any(change.field == "id" for change in entry.fields)  # of a row that came or went all columns changed
    found = next((changed[field] for field in _TELLING if field in changed), next(iter(changed.values()), None))
    if found is None or is_new:
        return f"{said}{back}"
    called = _NAMES.get(found.field) or found.field.replace("_", " ")
    name = "" if found.field in ("outcome", "officer_id") else f"{called} "  # the words say it
    before, after = (_value(found, value, names, today) for value in (found.before, found.after))
    return f"{said}{back} · {name}{before} → {after}"


def change_words(change: FieldChange, names: Mapping[str, str], today: date) -> str:
    """``outcome: open → located``."""
    name = _NAMES.get(change.field) or change.field.strip("_").replace("_", " ")
    before, after = (_value(change, value, names, today) for value in (change.before, change.after))
    if change.before is None:
        return f"{name}: {after}"
    return f"{name}: {before} → {after}"


def _value(change: FieldChange, value: str | int | None, names: Mapping[str, str], today: date) -> str:
    if value is None:
        return "none"
    text = str(value)
    if change.field in _CODED:
        return text.replace("_", " ")
    if change.field.endswith("_on") or change.field in ("month", "period"):
        return printable(iso_in_words(text, today))
    return printable(names.get(text, text) if change.field == "officer_id" else text)


def taken_back_lines(entry: Entry, names: Mapping[str, str], today: date) -> list[str]:
    """What becomes of each record where an entry is taken back, or put back: ``lead 24-1112: outcome located → open``.

    A record that the entry made goes, one that it took away comes again.
    """
    lines = []
    for (_, record), grouped in groupby(entry.fields, key=lambda change: (change.row_id, change.record)):
        back = [replace(change, before=change.after, after=change.before) for change in grouped]
        whole = next((change for change in back if change.field == "id"), None)  # only a row made or taken away has one
        if whole is None:
            words = [change_words(change, names, today) for change in back if change.field not in _INNER]
            said = f": {', '.join(words)}"
        else:
            said = " is no longer there" if whole.after is None else " is there again"
        lines.append(f"{printable(record)}{said}")
    more = max(entry.changes, len(lines)) - min(len(lines), _MOST_LINES)
    return [*lines[:_MOST_LINES], *([f"… and {number_of(more, 'record')} more"] if more > 0 else [])]
