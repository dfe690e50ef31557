"""What a restore would mean, the copies there are, and what a drill found: as text and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from program.amounts import dollars
from reports.check import finding_data
from reports.words import short_dollars
from storage.maintenance.drill import Drilled
from storage.maintenance.loss import CopySeen, Loss, Prospect
from storage.moments import moment_iso, moment_words
from storage.text import number_of

_MONEY_WORDS = {"claim": "certified claim", "receipt": "receipt", "purchase": "purchase", "award": "award figure"}
_MONEY_NAMES = {"claim": "claims", "receipt": "receipts", "purchase": "purchases", "award": "award_figures"}

SHORT_HEAD = 12
"""So many digits of a head tell one copy from another."""


def loss_words(loss: Loss) -> str:
    """``14 entries since 2025-11-21 14:03:07 UTC: 2 leads, 9 outcomes, 1 certified claim ($12,000)``."""
    if not loss.entries:
        return "nothing"
    parts = [number_of(loss.leads, "lead")] if loss.leads else []
    parts += [number_of(loss.outcomes, "outcome")] if loss.outcomes else []
    for table, sum_of in loss.money.items():
        parts.append(f"{number_of(sum_of.count, _MONEY_WORDS[table])} ({short_dollars(sum_of.cents)})")
    parts += [number_of(loss.others, "other record")] if loss.others else []
    since = f" since {moment_words(loss.since_ms)}" if loss.since_ms is not None else ""
    what = f": {', '.join(parts)}" if parts else ", which changed no record in the end"
    return f"{number_of(loss.entries, 'entry', 'entries')}{since}{what}"


def prospect_lines(seen: Prospect) -> list[str]:
    """What the copy is, and what would be lost."""
    lines = [f"The copy ends with entry {seen.entries:,}, head {seen.head}"]
    if seen.opens_up:
        lines.append("The copy is not encrypted, so the book no longer would be")
    if seen.unread:
        return [*lines, f"What the present book has that the copy lacks cannot be told: {seen.unread}"]
    if seen.loses is not None:
        lines.append(f"Would be lost from the present book: {loss_words(seen.loses)}")
        if seen.brings:
            added = number_of(seen.brings, "entry", "entries")
            lines.append(f"The copy has {added} after entry {seen.common:,} that the present book lacks")
    return lines


def loss_data(loss: Loss | None) -> dict[str, Any] | None:
    """What is lost; null where there was no book, or one that could not be read."""
    if loss is None:
        return None
    return {
        "entries": loss.entries,
        "since": None if loss.since_ms is None else moment_iso(loss.since_ms),
        "leads": loss.leads,
        "outcomes": loss.outcomes,
        "money": {_MONEY_NAMES[table]: asdict(sum_of) for table, sum_of in loss.money.items()},
        "other_records": loss.others,
    }


def copies_data(copies: tuple[CopySeen, ...]) -> list[dict[str, Any]]:
    """The copies, the newest first; ``lacks`` are entries of the book."""
    return [
        {
            "path": str(one.path),
            "made": None if one.made is None else f"{one.made:%Y-%m-%dT%H:%M:%S}Z",
            "bytes": one.bytes,
            "entries": one.entries,
            "head": one.head,
            "lacks": one.lacks,
            "problem": one.problem or None,
        }
        for one in copies
    ]


def copies_text(copies: tuple[CopySeen, ...]) -> str:
    """A line each: when it was made, its size, where it ends, what it lacks, its name."""
    return "\n".join(f"{'  '.join(copy_columns(one))}  {one.path}" for one in copies)


def copy_columns(one: CopySeen) -> tuple[str, str, str, str]:
    """When it was made (UTC), its size, its last entry with the beginning of its head, and what it lacks."""
    made = f"{one.made:%Y-%m-%d %H:%M}" if one.made is not None else "?"
    size = f"{one.bytes / 1_000_000:>7,.1f} MB"
    if one.problem:
        return made, size, "cannot be restored", one.problem
    lacks = "" if one.lacks is None else f"lacks {number_of(one.lacks, 'entry', 'entries')}" if one.lacks else "all"
    return made, size, f"entry {one.entries:,}  {one.head[:SHORT_HEAD]}", lacks


def drill_data(found: Drilled) -> dict[str, Any]:
    """What a drill found."""
    return {
        "backup": str(found.copy),
        "ok": not found.findings,
        "of_backup": None if found.of_copy is None else asdict(found.of_copy),
        "of_book": asdict(found.of_book),
        "later_entries": found.later,
        "findings": [finding_data(finding) for finding in found.findings],
    }


def drill_text(found: Drilled) -> str:
    """The figures of both beside each other, and whether the backup holds."""
    lines = [f"Backup: {found.copy}"]
    if found.of_copy is not None:
        of_copy, of_book = asdict(found.of_copy), asdict(found.of_book)
        lines.append(f"{'':<18}{'backup':>18}{'book':>18}")
        for name, there in of_book.items():
            label, shown = name.removesuffix("_cents").replace("_", " "), dollars if name.endswith("_cents") else _count
            lines.append(f"{label:<18}{shown(of_copy[name]):>18}{shown(there):>18}")
    lines += [finding.problem for finding in found.findings]
    if not found.findings:
        later = f"; {number_of(found.later, 'entry', 'entries')} of the book came later" if found.later else ""
        lines.append(f"Proved: it opens, it is sound, and the book holds all of it{later}")
    return "\n".join(lines)


def _count(number: int) -> str:
    return f"{number:,}"
