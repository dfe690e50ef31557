"""The rate through a quarter as a line of braille dots, the tiers with their money, and a fan to where it may end."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

from textual.content import Content

from program.calendar import months_of
from program.quarters.figures import Rate
from program.quarters.rate_line import RateLine, foot_below, percent_of
from reports.words import short_dollars
from tui.charts.braille import ACROSS, DOWN, Braille
from tui.charts.cells import FAINT, MUTED, Cells, earned
from tui.charts.ruler import ruler

NARROWEST = 12
LOWEST = 5

_AXIS = 3  # the column of the axis, behind the percents
_ENOUGH_BESIDE_MONEY = 16
_EVERY_DOT_OF_THE_FAN = 2
_FARTHER_APART = (20, 25, 30, 50)
_NEAR = 5


def rate_chart(line: RateLine, width: int, height: int) -> list[Content]:
    """The lines of the chart in so many cells, at most ``height`` of them; where they are too few, the ruler.

    Percents stand at left, the money of each tier at right, the months below, and where there is room above what the
    fan's ends are.
    """
    if width < NARROWEST or height < LOWEST:
        tiers = [tier.from_percent for tier in line.tiers]
        return [ruler(line.rate, tiers, line.reached, width)] if height > 0 else []
    return _Chart(line, width, height).drawn()


class _Chart:
    """One drawing. The percents at the left stand on whole rows, evenly: the tens wherever there is a row for each."""

    def __init__(self, line: RateLine, width: int, height: int) -> None:
        self._line = line
        self._foot, step, each = _scale(line, height - 2)
        self._rows = each * (100 - self._foot) // step + 1
        self._labels = {row: 100 - step * at for at, row in enumerate(range(0, self._rows, each))}
        self._tiers = self._tiers_by_row()
        money = {tier.from_percent: short_dollars(tier.award_cents) for tier in line.tiers}
        self._money = {
            row: money[tier] if self._labels.get(row) == tier else f"{tier}% {money[tier]}"
            for row, tier in self._tiers.items()
        }
        beside = 1 + max(map(len, self._money.values()), default=-1)
        if width - _AXIS - 1 - beside < _ENOUGH_BESIDE_MONEY:
            self._money, beside = {}, 0
        self._columns = width - _AXIS - 1 - beside
        self._words = _fan_words(line, width - _AXIS - 1)
        self._top = 1 if self._words and self._rows + 2 <= height else 0
        self._cells = Cells(width, self._top + self._rows + 1)
        self._color = earned(line.reached, [tier.from_percent for tier in line.tiers])

    def drawn(self) -> list[Content]:
        """Draws from behind to front: axes, tiers, fan, line."""
        self._draw_percents()
        self._draw_months()
        self._draw_line()
        self._draw_words()
        return self._cells.lines()

    def _tiers_by_row(self) -> dict[int, int]:
        """The tier that a row belongs to. One that two would need goes to the tier that is reached, then to the one
        that stands at the left, then to the lower one. Where another percent stands it is for a tier near that, or
        reached, and never at the ends of the scale.
        """
        reached, said = self._line.reached, self._labels.values()
        tiers = [tier.from_percent for tier in self._line.tiers]
        found: dict[int, int] = {}
        for tier in sorted(tiers, key=lambda tier: (tier != reached, tier not in said, tier)):
            row = self._row(tier)
            off = abs(self._labels.get(row, tier) - tier)
            if off <= (0 if row in (0, self._rows - 1) else 100 if tier == reached else _NEAR):
                found.setdefault(row, tier)
        return found

    def _draw_percents(self) -> None:
        for row in range(self._rows):
            at_tier, label = row in self._tiers, self._labels.get(row, "")
            self._cells.put(0, self._top + row, f"{label:>{_AXIS}}")
            self._cells.put(_AXIS, self._top + row, "┼" if at_tier else "┤" if label != "" else "│", FAINT)
            if at_tier:
                self._cells.put(_AXIS + 1, self._top + row, "┈" * self._columns, FAINT)
                money = self._money.get(row, "")
                style = f"bold {self._color}" if self._tiers[row] == self._line.reached else MUTED
                self._cells.put(self._cells.width - len(money), self._top + row, money, style)

    def _draw_months(self) -> None:
        below = self._top + self._rows
        self._cells.put(_AXIS, below, "└" + "─" * self._columns, FAINT)
        months = months_of(self._line.quarter)
        starts = [self._dot_of_day(month.starts_on) // ACROSS for month in months]
        for month, start, following in zip(months, starts, [*starts[1:], self._columns], strict=True):
            name = month.words[:3]
            self._cells.put(_AXIS + 1 + start, below, name if following - start > len(name) else name[:1])

    def _draw_line(self) -> None:
        line = Braille(self._columns, self._rows)
        ahead = Braille(self._columns, self._rows)
        dots = [(self._dot_of_day(point.day), self._dot_of(point.rate)) for point in self._line.points]
        for start, end in pairwise(dots if len(dots) > 1 else [*dots, *((x + 1, y) for x, y in dots)]):
            line.line(start, end)
        if self._line.fan is not None:
            last = self._dot_of_day(self._line.quarter.ends_on)
            for rate in (self._line.fan.if_none, self._line.fan.if_all):
                ahead.line(dots[-1], (last, self._dot_of(rate)), _EVERY_DOT_OF_THE_FAN)
        for canvas, style in ((ahead, MUTED), (line, f"bold {self._color}")):
            for row in range(self._rows):
                for column in range(self._columns):
                    if drawn := canvas.at(column, row):
                        self._cells.put(_AXIS + 1 + column, self._top + row, drawn, style)

    def _draw_words(self) -> None:
        if self._top:
            self._cells.put(_AXIS + 1, 0, self._words)
        if not self._line.points:
            said = "no lead provided"
            self._cells.put(_AXIS + 2, self._top + self._rows - 2, said if len(said) < self._columns else "no lead")

    def _dot_of_day(self, day: date) -> int:
        quarter = self._line.quarter
        days = (quarter.ends_on - quarter.starts_on).days
        return (day - quarter.starts_on).days * (ACROSS * self._columns - 1) // days

    def _row(self, percent: int) -> int:
        return self._dot(Fraction(percent)) // DOWN

    def _dot_of(self, rate: Rate) -> int:
        return self._dot(percent_of(rate))

    def _dot(self, percent: Fraction) -> int:
        """The dot of a percent, from the top.

        On a whole row it is the second of the four, just above the dotted line of a tier; whatever is less lies below.
        """
        below = DOWN * (self._rows - 1) * (100 - percent) / (100 - self._foot)
        return 1 - (-below.numerator // below.denominator)


def _scale(line: RateLine, room: int) -> tuple[int, int, int]:
    """The percent at the foot, the percents from one label to the next, and the rows from one to the next; in all at
    most ``room`` rows below the first.

    Every ten has its row; where that is too much, what lies below rate and tiers is left out; where that is too little,
    labels are farther apart, so that most rows are filled, and tiers stand there.
    """
    tens = (100 - line.foot) // 10
    if tens <= room:
        return line.foot, 10, room // tens
    foot = 100 - 10 * room
    if foot <= foot_below(100, line.rate, (tier.from_percent for tier in line.tiers)):
        return foot, 10, 1
    steps = {step: -((line.foot - 100) // step) for step in _FARTHER_APART}

    def fills(step: int) -> tuple[int, int, int]:
        at_tiers = sum((100 - tier.from_percent) % step == 0 for tier in line.tiers)
        return room // steps[step] * steps[step], at_tiers, -step

    step = max((step for step, times in steps.items() if times <= room and step * times <= 100), key=fills)
    return 100 - step * steps[step], step, room // steps[step]


def _fan_words(line: RateLine, width: int) -> str:
    """What the fan's ends are, in the most words that there is room for; empty where there is none."""
    if line.fan is None:
        return ""
    ends = f"none {line.fan.if_none.percent}% · all {line.fan.if_all.percent}%"
    return next((said for said in (f"{line.fan.open:,} open: {ends}", ends) if len(said) <= width), "")
