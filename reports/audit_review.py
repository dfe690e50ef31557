"""The weekly audit review as text, as JSON, and as a paper for the auditor."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from program.audit_review import WHAT_IS_MEANT, AuditKind, is_over, last_of
from program.refusals import BadInput
from reports.journal import entry_data, entry_line
from reports.new_file import write_new_file
from reports.packet.document import Cell, Column, Document, Fact, Kind, Table
from reports.packet.rows import csv_of
from reports.packet.words import span as paper_span
from reports.words import days_in_words
from storage.book import Book
from storage.moments import moment_iso, moment_words
from storage.text import number_of
from storage.views.audit_review import AuditLine, AuditWeek, Signature, WeekLine

_CSV = ("entry", "at", "who", "command", "kinds", "said", "reason", "taken_back_by", "changes", "hash")
_WEEKS = "Weeks run from Monday through Sunday, in UTC."


def week_data(found: AuditWeek) -> dict[str, Any]:
    """A week's review; ``kinds`` has every kind, with the numbers of its entries."""
    return {
        **week_line_data(found.line),
        "overdue_is_told": found.followed,
        "kinds": [
            {"kind": kind.value, "count": len(lines), "entries": [line.entry.number for line in lines]}
            for kind in AuditKind
            for lines in (found.of(kind),)
        ],
        "lines": [{**entry_data(line.entry), "kinds": [kind.value for kind in line.kinds]} for line in found.lines],
    }


def week_line_data(line: WeekLine) -> dict[str, Any]:
    """A week with who signed it off, which is null until somebody has."""
    signature = line.signature
    return {
        "starts_on": line.week.isoformat(),
        "ends_on": last_of(line.week).isoformat(),
        "entries": line.entries,
        "unsigned": line.unsigned,
        "signed": None
        if signature is None
        else {
            "by": signature.by,
            "on": signature.on.isoformat(),
            "head": {"number": signature.head_number, "hash": signature.head_hash},
            "note": signature.note,
        },
    }


def week_text(found: AuditWeek) -> str:
    """A week's review: what there is of each kind, then the entries, each under its first kind."""
    line = found.line
    lines = [f"Audit review, {span(line)}", f"{number_of(line.entries, 'entry', 'entries')}, {state(line)}", ""]
    for kind in AuditKind:
        count = len(found.of(kind))
        lines.append(f"{count:>6,}  {kind.words}: {WHAT_IS_MEANT[kind]}")
    for kind in AuditKind:
        lines += ["", kind.words, *(entry_line(one.entry) for one in found.of(kind))] if found.of(kind) else []
    return "\n".join(lines)


def weeks_lines(weeks: tuple[WeekLine, ...]) -> list[str]:
    """A line a week."""
    return [f"{span(line)}  {number_of(line.entries, 'entry', 'entries'):>14}  {state(line)}" for line in weeks]


def span(line: WeekLine) -> str:
    """``2025-11-17 to 2025-11-23``."""
    return f"{line.week} to {last_of(line.week)}"


def state(line: WeekLine) -> str:
    """Whether a week is signed off, and by whom."""
    if line.signature is None:
        return "not signed off"
    said = signature_words(line.signature)
    if line.unsigned:
        return f"{said}; {number_of(line.unsigned, 'entry', 'entries')} since"
    return said


def signature_words(signature: Signature) -> str:
    """``signed off by moss@desk on 2025-11-24, up to entry 120``."""
    note = f": {signature.note}" if signature.note else ""
    return f"signed off by {signature.by} on {signature.on}, up to entry {signature.head_number}{note}"


def write_week(book: Book, found: AuditWeek, place: Path) -> int:
    """Writes a week's review to a new file, for its owner alone; returns how many entries it lists.

    Raises BadInput where the name ends neither in ``.pdf`` nor in ``.csv``, where something stands there already or
    cannot be written.
    """
    kind = place.suffix.lower()
    if kind == ".csv":
        content = csv_of(_CSV, [_csv_row(line) for line in found.lines])
    elif kind == ".pdf":
        from reports.packet.pdf import pdf_of

        content = pdf_of(week_document(book, found))
    else:
        raise BadInput("out", place, "name a file that ends in .pdf or .csv")
    write_new_file(place, content)
    return len(found.lines)


def week_document(book: Book, found: AuditWeek) -> Document:
    """A week's review as a paper: how many of each kind, every entry, who signed, with a line for a signature."""
    agency, line = book.view.agency(), found.line
    head = book.view.journal(limit=1)[0]
    marks = [
        mark
        for mark, holds in (
            ("NOT OVER", not is_over(line.week, book.surroundings.today())),
            ("DEMO", agency.demo),
        )
        if holds
    ]
    days = paper_span(line.week.isoformat(), last_of(line.week).isoformat())
    counts = [(kind.words, len(found.of(kind)), WHAT_IS_MEANT[kind]) for kind in AuditKind]
    made_at = datetime.fromtimestamp(book.surroundings.now() // 1000, UTC)
    return Document(
        title=f"Audit review, {days}",
        agency=agency.name,
        subtitle=[agency.name, days_in_words(state(line), book.surroundings.today())],
        marks=marks,
        made_at=made_at,
        year=line.week.year,
        facts=[
            Fact("Entries of the week", line.entries, Kind.COUNT, big=True),
            Fact("To be looked at", len(found.lines), Kind.COUNT, big=True),
        ],
        plot=None,
        tables=[
            Table(
                "What there is",
                [Column("Kind"), Column("Entries", Kind.COUNT), Column("Which means", share=1)],
                counts,
                "An entry may be of several kinds.",
                on_first_page=True,
            ),
            Table(
                "Entries",
                [
                    Column("Entry", Kind.COUNT),
                    Column("When (UTC)"),
                    Column("Who", share=3),
                    Column("What", share=8),
                    Column("Because of", share=3),
                    Column("Kind", share=3),
                ],
                [_paper_row(one) for one in found.lines],
                _WEEKS,
            ),
        ],
        seal=[Fact("Journal", f"entry {head.number}, hash {head.hash}")],
        signatures=["Reviewed by, date"],
        foot=f"Audit review {days} · journal {head.number} {head.hash[:16]}",
    )


def _paper_row(line: AuditLine) -> tuple[Cell, ...]:
    entry = line.entry
    back = f" (taken back by entry {entry.taken_back_by})" if entry.taken_back_by else ""
    reason = entry.reason.replace("_", " ") if entry.reason else None
    kinds = ", ".join(kind.words.lower() for kind in line.kinds)
    return (
        entry.number,
        moment_words(entry.at_ms).removesuffix(" UTC"),
        entry.who,
        f"{entry.said}{back}",
        reason,
        kinds,
    )


def _csv_row(line: AuditLine) -> tuple[str | int | None, ...]:
    entry = line.entry
    return (
        entry.number,
        moment_iso(entry.at_ms),
        entry.who,
        entry.command,
        " ".join(kind.value for kind in line.kinds),
        entry.said,
        entry.reason,
        entry.taken_back_by,
        entry.changes,
        entry.hash,
    )
