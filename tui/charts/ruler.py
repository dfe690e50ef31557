"""The rate on one row: a scale up to 100 percent with the marker at the rate's place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from textual.content import Content

from program.quarters.figures import Rate
from program.quarters.rate_line import foot_below, percent_of
from tui.charts.cells import FAINT, Cells, earned

MARKER = "▲"

_USUAL_FOOT = 60


def ruler(rate: Rate | None, tiers: Sequence[int], reached: int | None, width: int) -> Content:
    """The scale in so many cells, from 60 or lower by tens; without a rate the scale alone.

    A percent's place is the cell before its number. The marker stands there only where the rate is that percent to
    the last lead: a rate below it keeps off that place, one above it stands behind the number.
    """
    cells = Cells(width, 1)
    cells.put(0, 0, "─" * width, FAINT)
    scale = _Scale(foot_below(_USUAL_FOOT, rate, tiers), width)
    marks = _marks(scale, tiers)
    for percent in marks:
        cells.put(scale.place(percent), 0, f" {percent} ")
    if rate is not None:
        cells.put(_marker_at(scale, marks, rate), 0, MARKER, f"bold {earned(reached, tiers)}")
    [line] = cells.lines()
    return line


class _Scale:
    """Where percents stand on a row: the foot in its first cell, 100 so that its number ends the row."""

    def __init__(self, foot: int, width: int) -> None:
        self.foot = foot
        self._last = max(0, width - 4)

    def place(self, percent: int) -> int:
        """The cell of a whole percent."""
        return self.between(percent, 1)

    def between(self, numerator: int, denominator: int) -> int:
        """The cell of a fraction of percents, cut off."""
        return (numerator - self.foot * denominator) * self._last // ((100 - self.foot) * denominator)


def _marks(scale: _Scale, tiers: Sequence[int]) -> list[int]:
    """The percents whose numbers stand on the row: as many as leave the marker a cell between any two."""
    ends = {scale.foot, 100}
    every, nearest = {*range(scale.foot, 100, 10), *tiers}, {min(tiers, default=100)}
    for numbers in (every | ends, {*tiers} | ends, nearest | ends, ends):
        marks = sorted(numbers)
        if all(scale.place(low) + 1 + len(str(low)) < scale.place(high) for low, high in pairwise(marks)):
            return marks
    return []


def _marker_at(scale: _Scale, marks: Sequence[int], rate: Rate) -> int:
    percent = percent_of(rate)
    place = scale.between(percent.numerator, percent.denominator)
    for mark in marks:
        if percent < mark:
            return min(place, scale.place(mark) - 1)
        if percent > mark:
            place = max(place, scale.place(mark) + 1 + len(str(mark)))
    return place
