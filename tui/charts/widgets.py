"""The widgets that show a chart. Each draws to its own size, and anew when that or what it shows changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from program.quarters.figures import Figures, Rate
from program.quarters.rate_line import RateLine, rate_line
from storage.views.money_year import MonthMoney
from storage.views.week import Week
from tui.charts.bars import sparkline, year_bars
from tui.charts.rate_chart import rate_chart
from tui.charts.ruler import ruler


class Chart(Widget):
    """A widget whose lines are drawn for the cells that it has."""

    DEFAULT_CSS: ClassVar[str] = """
    Chart { text-wrap: nowrap; }
    RateRuler, Sparkline { height: 1; }
    """

    def render(self) -> Content:
        """The chart for the size of now; nothing before there is something to show."""
        width, height = self.content_size
        return Content("\n").join(self.lines(width, height))

    def lines(self, width: int, height: int) -> list[Content]:
        """The chart's lines in so many cells."""
        raise NotImplementedError


class RateChart(Chart):
    """The rate through a quarter. What it shows stands as numbers in ``leadbook quarter`` and in the statement."""

    _line: RateLine | None = None

    def show(self, figures: Figures, weeks: Sequence[Week]) -> None:
        """Draws the quarter's weeks up to its figures; tiers only where rules are in force."""
        self._line = line_of(figures, weeks)
        self.refresh()

    def lines(self, width: int, height: int) -> list[Content]:
        """The chart, or the ruler where there is no room for it."""
        return [] if self._line is None else rate_chart(self._line, width, height)


class RateRuler(Chart):
    """A quarter's rate on one row."""

    _figures: Figures | None = None

    def show(self, figures: Figures) -> None:
        """Draws the figures' rate."""
        self._figures = figures
        self.refresh()

    def lines(self, width: int, height: int) -> list[Content]:
        """The ruler."""
        if self._figures is None or not height:
            return []
        tiers = self._figures.rules.tiers if self._figures.rules else ()
        reached = self._figures.tier.from_percent if self._figures.tier else None
        return [ruler(self._figures.rate, [tier.from_percent for tier in tiers], reached, width)]


class YearBars(Chart, can_focus=True):
    """A fiscal year's claims by month. What it shows stands to the cent in the table beside it.

    It takes the focus so that Tab brings it into view where the screen is low.
    """

    _months: Sequence[MonthMoney] = ()

    def show(self, months: Sequence[MonthMoney]) -> None:
        """Draws the months."""
        self._months = months
        self.refresh()

    def lines(self, width: int, height: int) -> list[Content]:
        """The bars."""
        return year_bars(self._months, width, height)


class Sparkline(Chart):
    """The rates of a few quarters, oldest first, one character each."""

    _rates: Sequence[Rate | None] = ()

    def show(self, rates: Sequence[Rate | None]) -> None:
        """Draws the rates."""
        self._rates = rates
        self.refresh()

    def lines(self, width: int, height: int) -> list[Content]:
        """The newest rates that there is room for."""
        return [Content(sparkline(self._rates[max(0, len(self._rates) - width) :]))] if width and height else []


def line_of(figures: Figures, weeks: Sequence[Week]) -> RateLine:
    """What the chart of a quarter is drawn from."""
    counts, tiers = figures.counts, figures.rules.tiers if figures.rules else ()
    return rate_line(
        figures.quarter,
        figures.as_of,
        [(week.starts_on, week.provided, week.located) for week in weeks],
        (counts.provided, counts.located, counts.open),
        tiers,
        figures.tier,
        figures.eligible_officers,
    )
