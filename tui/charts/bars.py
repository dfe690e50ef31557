"""Bars: a fiscal year's claims by month, a rate in a row of a table, and the rates of a few quarters side by side."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from program.quarters.figures import Rate
from program.quarters.rate_line import foot_below
from reports.words import short_dollars
from storage.views.money_year import MonthMoney
from tui.charts.cells import FAINT, Cells

RECEIVED, APPROVED, CLAIMED = "█", "▓", "░"
LAYERS = ((RECEIVED, "received", "$success"), (APPROVED, "approved", "$warning"), (CLAIMED, "claimed", ""))
"""What a month's bar is made of from the foot up: its character, its name, its color."""

SHORTEST = 4

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEVELS = "▁▂▃▄▅▆▇█"
_USUAL_FOOT = 50
_STEPS = (10, 15, 20, 25, 30, 40, 50, 60, 80)  # of a scale, times a power of ten
_WIDEST_BAR = 6


def year_bars(months: Sequence[MonthMoney], width: int, height: int) -> list[Content]:
    """One bar a month in so many cells: received at the foot, approved above it, claimed above that.

    Dollars stand at left, months below, what the characters mean above where there is room. Where there are too few
    cells, one row with what was claimed of each month.
    """
    steps = [_Amounts(month) for month in months]
    most = max((amounts.claimed for amounts in steps), default=0)
    row_cents = _row_cents(most, height - 2)
    labels = {row: short_dollars(row * row_cents) for row in range(2, height - 1, 2) if most}
    beside = max(map(len, labels.values()), default=1) + 1  # the column behind the axis
    slot = (width - beside) // len(months) if months else 0
    if height < SHORTEST or not slot:
        return [_row_of_months([amounts.claimed for amounts in steps], most, width)] if height > 0 else []
    cells = Cells(width, height)
    rows = max(2, -(-most // row_cents)) if most else height - 2
    axis = rows + 1
    _put_legend(cells, beside)
    for row in range(1, rows + 1):
        label = labels.get(row, "")
        cells.put(0, axis - row, f"{label:>{beside - 1}}")
        cells.put(beside - 1, axis - row, "┤" if label else "│", FAINT)
    cells.put(beside - 2, axis, "0")
    cells.put(beside - 1, axis, f"└{'─' * (slot * len(months))}", FAINT)
    if not most:
        cells.put(beside + 1, axis - 1, "nothing claimed"[: width - beside - 1])
    bar = min(_WIDEST_BAR, max(1, slot - max(1, slot // 3)))
    for at, (month, amounts) in enumerate(zip(months, steps, strict=True)):
        left = beside + at * slot + (slot - bar) // 2
        for row, (character, style) in enumerate(amounts.column(row_cents), 1):
            cells.put(left, axis - row, character * bar, style)
        name = month.month.words[: 3 if slot > 3 else 1]
        cells.put(beside + at * slot + (slot - len(name)) // 2, axis, name)
    return cells.lines()


class _Amounts:
    """A month's money in cents, each amount at least what lies below it in the bar."""

    def __init__(self, money: MonthMoney) -> None:
        self.received = max(0, money.received_cents)
        self.approved = max(self.received, money.approved_cents)
        self.claimed = max(self.approved, money.claimed_cents)

    def column(self, row_cents: int) -> list[tuple[str, str]]:
        """The bar's rows from the foot up. What has any money has a row, and a part is never as high as the whole."""
        whole = -(-self.claimed // row_cents)
        heights = [
            whole if part == self.claimed else min(whole, max(part // row_cents, 1 if part else 0))
            for part in (self.received, self.approved, self.claimed)
        ]
        drawn: list[tuple[str, str]] = []
        for (character, _, style), reaches in zip(LAYERS, heights, strict=True):
            drawn += [(character, style)] * (reaches - len(drawn))
        return drawn


def _row_cents(most: int, rows: int) -> int:
    """What a row stands for: the smallest round number of dollars with which the highest bar has room."""
    power = 10
    while most:
        for step in _STEPS:
            if step * power * max(1, rows) >= most:
                return step * power
        power *= 10
    return 100


def _put_legend(cells: Cells, left: int) -> None:
    """What the characters mean: over the bars, further left where it is long, nothing where it is too long."""
    words = [f"{character} {name}" for character, name, _ in LAYERS]
    for gap in (3, 1):
        long = len((" " * gap).join(words))
        if long <= cells.width:
            at = min(left, cells.width - long)
            for text, (_, _, style) in zip(words, LAYERS, strict=True):
                cells.put(at, 0, text[0], style)
                cells.put(at + 1, 0, text[1:])
                at += len(text) + gap
            return


def _row_of_months(cents: Sequence[int], most: int, width: int) -> Content:
    levels = [" " if not amount else _LEVELS[(len(_LEVELS) - 1) * amount // most] for amount in cents]
    return Content("".join(levels)[:width])


def rate_bar(rate: Rate | None, width: int) -> str:
    """A bar of exactly so many cells, by eighths, cut off: full at 100 percent only, blank without a rate."""
    if rate is None or width <= 0:
        return " " * width
    eighths = 8 * width * rate.located // rate.provided
    if rate.located and not eighths:
        eighths = 1
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(width)


def sparkline(rates: Sequence[Rate | None]) -> str:
    """One character a quarter, oldest first: from 50 percent, or lower by tens, up to 100; a gap without a rate."""
    foot = min((foot_below(_USUAL_FOOT, rate, ()) for rate in rates), default=_USUAL_FOOT)
    return "".join(" " if rate is None else _LEVELS[_level(rate, foot)] for rate in rates)


def _level(rate: Rate, foot: int) -> int:
    """The highest level at 100 percent only."""
    return (len(_LEVELS) - 1) * (100 * rate.located - foot * rate.provided) // ((100 - foot) * rate.provided)
