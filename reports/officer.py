"""The roster as JSON and as text: workload and outcomes recorded, by name. No rate and no rank, on purpose."""

from __future__ import annotations

from typing import Any

from reports.figures import outcomes_words
from reports.words import day_words
from storage.views.officer import Roster


def roster_data(roster: Roster) -> dict[str, Any]:
    """The roster on a day."""
    return {
        "on": roster.on.isoformat(),
        "officers": [
            {
                "badge": officer.badge,
                "name": officer.name,
                "standing": officer.standing.value if officer.standing else None,
                "until": officer.until.isoformat() if officer.until else None,
                "open": officer.open,
                "overdue": officer.overdue,
                "by_outcome": {outcome.value: number for outcome, number in officer.by_outcome.items()},
            }
            for officer in roster.officers
        ],
    }


def roster_text(roster: Roster) -> str:
    """The roster as a table."""
    if not roster.officers:
        return "No officer is on the roster yet; add one with leadbook officer add BADGE NAME"
    lines = [f"On {roster.on}", "Officer                          Standing     Until        Open  Overdue  Outcomes"]
    for officer in roster.officers:
        standing = officer.standing.value if officer.standing else "–"
        name = f"{officer.badge} {officer.name}"[:32]
        counts = f"{officer.open:>6}{officer.overdue:>9}  {outcomes_words(officer.by_outcome)}"
        lines.append(f"{name:<33}{standing:<13}{day_words(officer.until):<11}{counts}")
    return "\n".join(lines)
