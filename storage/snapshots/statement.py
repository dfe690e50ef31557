"""What a closed quarter's statement holds besides its figures, and what is other than on the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.journal.format import canonical

SCHEMA = "leadbook-statement/1"

_COMPARED = (
    "received_on",
    "due_on",
    "category",
    "origin",
    "officer",
    "outcome",
    "outcome_on",
    "evidence",
    "reason",
    "counts_as",
    "why",
)

Body = dict[str, Any]
"""A statement's body; its canonical text is what is kept and hashed."""


@dataclass(frozen=True)
class Seal:
    """What a closing adds to the figures: ``at_ms`` in UTC milliseconds; for a draft all but the head is None.

    ``head`` is the number and hash of the journal's newest entry before the closing.
    """

    head: tuple[int, str]
    revision: int | None = None
    at_ms: int | None = None
    by: str | None = None


def text_of(body: Body) -> str:
    """The canonical text of a body, whose SHA-256 over UTF-8 is its hash."""
    return canonical(body)


def changed_leads(before: list[Mapping[str, Any]], after: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Field by field what is other of which lead, in the shape of the contract's ``changes``."""
    was = {one["reference"]: one for one in before}
    becomes = {one["reference"]: one for one in after}
    return [
        {"reference": reference, "field": field, "before": old, "after": new}
        for reference in sorted({*was, *becomes})
        for field in _COMPARED
        if (old := was.get(reference, {}).get(field)) != (new := becomes.get(reference, {}).get(field))
    ]


def changed_figures(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Figure by figure what is other, in the shape of the contract's ``changes``."""

    def named(figures: Mapping[str, Any]) -> dict[str, Any]:
        counts = {name: number for name, number in figures["counts"].items() if name != "by_outcome"}
        return {
            **counts,
            "percent": figures["rate"]["percent"] if figures["rate"] else None,
            "from_percent": figures["tier"]["from_percent"] if figures["tier"] else None,
            "eligible_officers": figures["eligible_officers"],
        }

    was, becomes = named(before), named(after)
    return [{"name": name, "before": was[name], "after": becomes[name]} for name in was if was[name] != becomes[name]]
