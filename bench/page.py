"""What a bench prints: a table of what was measured, beside what it is compared with and its goal."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlcipher3 import dbapi2 as sqlite3

HEADINGS = ("what", "ours", "theirs", "ratio", "goal", "met")


@dataclass(frozen=True)
class Line:
    """One measured thing in ``unit``. The goal is a ratio to ``theirs`` or an amount of ``ours``; some have none."""

    what: str
    ours: float
    unit: str = "ms"
    theirs: float | None = None
    ratio_goal: float | None = None
    goal: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times theirs ours is."""
        return self.ours / self.theirs if self.theirs else None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is not None:
            return self.ours <= self.goal
        if self.ratio_goal is not None and self.ratio is not None:
            return self.ratio <= self.ratio_goal
        return None

    def cells(self) -> tuple[str, ...]:
        """The line's cells, by the headings."""
        goal = "" if self.goal is None else f"≤ {amount(self.goal, self.unit)}"
        if self.ratio_goal is not None:
            goal = f"≤ {self.ratio_goal:g}×"
        return (
            self.what,
            amount(self.ours, self.unit),
            "" if self.theirs is None else amount(self.theirs, self.unit),
            "" if self.ratio is None else f"{self.ratio:.2f}×",
            goal,
            {True: "yes", False: "NO", None: ""}[self.met],
        )


def amount(value: float, unit: str) -> str:
    """Three digits that count, and the unit."""
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def table(lines: Sequence[Line]) -> str:
    """The lines as a table that reads as text and as Markdown."""
    rows = [HEADINGS, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    rule = "|".join("-" * (width + 2) for width in widths)
    body = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join([f"| {body[0]} |", f"|{rule}|", *(f"| {text} |" for text in body[1:])])


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def p90(values: Sequence[float]) -> float:
    """The value that nine of ten stay within."""
    return sorted(values)[max(0, -(-len(values) * 9 // 10) - 1)]


def machine() -> str:
    """Date, system, cores, Python and SQLite: what the numbers depend on."""
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    return (
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores (load {load}), Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
