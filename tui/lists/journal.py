"""Entries of the journal in plain words: who, when, what changed, with officers by name and inner columns left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from textual.content import Content

from reports.records import field_words, is_beside, is_told, record_words, there_words, value_words
from reports.words import code_words, days_in_words, short_day
from storage.text import number_of, printable
from storage.views.journal import Entry, FieldChange

_MOST_LINES = 6


def moment_here(at_ms: int) -> str:
    """The moment in the desk's own time: ``2025-11-21 14:03``."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)  # Windows knows no stamp before 1970
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def short_moment(at_ms: int, today: date) -> str:
    """The same in a column: ``Nov 21 14:03``, and of long ago the day alone."""
    moment = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)).astimezone()
    day = short_day(moment.date(), today)
    return day if "," in day else f"{day} {moment:%H:%M}"


def entry_contents(entry: Entry, today: date) -> list[Content]:
    """An entry of one record as lines."""
    return [_head(entry, today), *(Content(f"    {change_words(one, entry.called, today)}") for one in _told(entry))]


def _head(entry: Entry, today: date) -> Content:
    back = f"  (taken back by entry {entry.taken_back_by})" if entry.taken_back_by else ""
    reason = f", {code_words(entry.reason)}" if entry.reason else ""
    said = f"  {printable(days_in_words(entry.said, today))}{reason}{back}"
    return Content.assemble((f"{short_moment(entry.at_ms, today)}  {printable(entry.who)}", "dim"), said)


def record_contents(entry: Entry, today: date) -> list[Content]:
    """An entry as lines, record by record; says how many more it changed than its ``fields`` tell of."""
    lines = [_head(entry, today)]
    records, more = _records(entry)
    for changes in records:
        whole = _whole(changes)
        came = "" if whole is None else ", new" if whole.before is None else ", no longer there"
        told = [] if whole is not None and whole.after is None else list(filter(is_told, changes))
        if told or came:
            lines.append(Content.styled(f"  {record_words(changes[0], entry.called, today)}{came}", "bold"))
        lines += [Content(f"    {change_words(change, entry.called, today)}") for change in told]
    return [*lines, Content(f"  … and {number_of(more, 'record')} more")] if more > 0 else lines


def records_changed(entry: Entry) -> int:
    """How many records an entry changed, as a person counts them: a claim and its text are one."""
    records, more = _records(entry)
    return len(records) + more


def _records(entry: Entry) -> tuple[list[list[FieldChange]], int]:
    """What an entry did, record by record, and how many more there are."""
    grouped = [list(changes) for _, changes in groupby(entry.fields, key=lambda one: (one.table, one.row_id))]
    records = [changes for changes in grouped if not is_beside(changes[0])] or grouped
    return records, max(0, entry.changes - len(grouped))


def _whole(changes: Sequence[FieldChange]) -> FieldChange | None:
    """The change of its id, where a record was made or taken away."""
    return next((change for change in changes if change.field == "id"), None)


def _told(entry: Entry) -> list[FieldChange]:
    return [change for change in entry.fields if is_told(change)]


_TELLING = ("outcome", "officer_id", "evidence", "standing", "due_on", "state", "status", "filter", "value")
"""What tells most of a change, where several columns of a record changed."""


def entry_sentence(entry: Entry, today: date) -> str:
    """An entry as one sentence: ``Recorded located for lead R-001 · open → located``.

    Of several leads it says no change: what became of the first, which is all that a list reads, may be true of it
    alone.
    """
    back = f" (taken back by {entry.taken_back_by})" if entry.taken_back_by else ""
    said = days_in_words(entry.said, today)
    changed = {change.field: change for change in _told(entry)}
    found = next((changed[field] for field in _TELLING if field in changed), next(iter(changed.values()), None))
    of_many = found is not None and found.table == "lead" and entry.changes > 1
    if found is None or of_many or _whole(entry.fields) is not None:
        return f"{said}{back}"
    name = "" if found.field in ("outcome", "officer_id") else f"{field_words(found)} "  # the words say it
    before, after = (value_words(found, value, entry.called, today) for value in (found.before, found.after))
    return f"{said}{back} · {name}{before} → {after}"


def change_words(change: FieldChange, called: Mapping[str, str], today: date) -> str:
    """``outcome: open → located``."""
    after = value_words(change, change.after, called, today)
    if change.before is None:
        return f"{field_words(change)}: {after}"
    return f"{field_words(change)}: {value_words(change, change.before, called, today)} → {after}"


def taken_back_lines(entry: Entry, today: date) -> list[str]:
    """What becomes of each record where an entry is taken back, or put back: ``lead 24-1112: outcome located → open``.

    A record that the entry made goes, one that it took away comes again.
    """
    lines = []
    records, more = _records(entry)
    for changes in records:
        back = [replace(change, before=change.after, after=change.before) for change in changes]
        whole = _whole(back)
        if whole is None:
            said = f": {', '.join(change_words(change, entry.called, today) for change in back if is_told(change))}"
        else:
            said = f" {there_words(whole, there=whole.after is not None)}"
        lines.append(f"{record_words(changes[0], entry.called, today)}{said}")
    more += max(0, len(lines) - _MOST_LINES)
    return [*lines[:_MOST_LINES], *([f"… and {number_of(more, 'record')} more"] if more > 0 else [])]
