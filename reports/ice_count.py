"""ICE's own count beside ours, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from program.quarters.counting import WORDS_FOR_WHY
from program.quarters.ice_count import CountVerdict
from reports.words import day_words
from storage.views.ice_count import Explaining, IceCount

DOTS = {
    CountVerdict.AGREES: "● agrees",
    CountVerdict.DIFFERS: "! differs",
    CountVerdict.STALE: "◌ stale",
    CountVerdict.NOT_ENTERED: "· not entered",
}
"""ICE's count of a quarter at a glance: a sign and a word, so that it does not hang on a color."""


def ice_count_data(count: IceCount) -> dict[str, Any]:
    """ICE's count beside ours; a difference is ICE's number less ours."""
    return {
        "provided": count.provided,
        "located": count.located,
        "difference": {"provided": count.difference_provided, "located": count.difference_located},
        "verdict": count.verdict.value,
    }


def explaining_data(line: Explaining) -> dict[str, Any]:
    """A lead that could explain a difference."""
    counts_as = line.verdict.counts_as
    return {
        "reference": line.lead.reference,
        "received_on": line.lead.received_on.isoformat(),
        "outcome": line.lead.outcome.value,
        "outcome_on": line.lead.outcome_on.isoformat() if line.lead.outcome_on else None,
        "counts_as": counts_as.value if counts_as else None,
        "why": [why.value for why in line.why],
        "query": None
        if line.query is None
        else {"state": line.query.state.value, "on": line.query.on.isoformat(), "reference": line.query.reference},
    }


def ice_lines(count: IceCount, could_explain: Sequence[Explaining]) -> list[str]:
    """ICE's count, the difference, and the leads that could explain it."""
    if count.received_on is None:
        return [f"  {DOTS[count.verdict]}"]
    late = ", after the close: not on the statement" if count.after_close else ""
    reference = f" ({count.reference})" if count.reference else ""
    ours = f"{count.ours_located:,}/{count.ours_provided:,}"
    lines = [
        f"  {DOTS[count.verdict]}: ICE {count.located:,}/{count.provided:,}, ours {ours}",
        f"  received {count.received_on}{reference}{late}",
        f"  difference: {count.difference_provided:+,} provided, {count.difference_located:+,} located",
    ]
    if could_explain:
        lines.append("  these leads could explain it:")
        lines += [explaining_line(line) for line in could_explain]
    return lines


def explaining_line(line: Explaining) -> str:
    """A lead that could explain a difference, in one line."""
    why = ", ".join(reason.value.replace("_", " ") for reason in line.why) or "asked about"
    query = ""
    if line.query is not None:
        reference = f" {line.query.reference}" if line.query.reference else ""
        query = f"  [{line.query.state.words} {line.query.on}{reference}]"
    return f"    {line.lead.reference:<16} {line.lead.received_on}  {WORDS_FOR_WHY[line.verdict.why]}; {why}{query}"


def entered_data(count: IceCount) -> dict[str, Any] | None:
    """ICE's count and its difference to ours; None where it is not entered."""
    if count.received_on is None:
        return None
    return {
        "received_on": day_words(count.received_on),
        "reference": count.reference,
        "after_close": count.after_close,
    }
