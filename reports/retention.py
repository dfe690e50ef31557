"""The retention schedule, what is due, and holds, as text and as JSON."""

from __future__ import annotations

from typing import Any

from storage.text import number_of
from storage.views.retention import Hold, KeptKind, Retention

_SHOWN = 20


def retention_data(found: Retention) -> dict[str, Any]:
    """The schedule; ``years`` is null for a kind that has none, ``due`` names what is due today."""
    return {
        "kinds": [
            {
                "kind": one.kind.value,
                "years": one.years,
                "source": one.source,
                "counted_from": one.kind.begins,
                "goes": one.kind.goes,
                "due": [{"record": record.called, "since": record.since.isoformat()} for record in one.due],
                "held_by": [held.number for held in one.holds],
            }
            for one in found.kinds
        ],
        "holds": [
            {
                "number": one.number,
                "kind": one.kind.value if one.kind else None,
                "what": one.what,
                "placed_on": one.placed_on.isoformat(),
                "lifted_on": one.lifted_on.isoformat() if one.lifted_on else None,
                "note": one.note,
            }
            for one in found.holds
        ],
    }


def retention_text(found: Retention) -> str:
    """The schedule kind by kind, with the first of what is due, then the holds."""
    lines = []
    for one in found.kinds:
        lines.append(f"{one.kind.words}: {kept_words(one)}")
        lines += [f"  {record.since}  {record.called}" for record in one.due[:_SHOWN]]
        if len(one.due) > _SHOWN:
            lines.append(f"  and {number_of(len(one.due) - _SHOWN, 'record')} more")
    lines += [f"Hold {hold_words(one)}" for one in found.holds]
    return "\n".join([*lines, "Nothing is ever deleted by itself."])


def kept_words(one: KeptKind) -> str:
    """``5 years (schedule GS2), 12 due, held by 1``, or that there is no schedule."""
    if one.years is None:
        said = "no schedule, so nothing is due"
    else:
        said = f"{number_of(one.years, 'year')} ({one.source}), {len(one.due):,} due"
    return f"{said}, held by {', '.join(str(held.number) for held in one.holds)}" if one.holds else said


def hold_words(one: Hold) -> str:
    """``1 on all records since 2025-11-23: Litigation; lifted on 2026-01-05: settled``."""
    on = one.kind.words.lower() if one.kind else "all records"
    lifted = f"; lifted on {one.lifted_on}: {one.note}" if one.lifted_on else ""
    return f"{one.number} on {on} since {one.placed_on}: {one.what}{lifted}"
