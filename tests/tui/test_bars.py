"""Bars and sparklines by their text, and the widgets that show every chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from textual.app import App, ComposeResult

from program.calendar import Quarter
from program.leads.outcome import Outcome
from program.officers.standing import Period, Standing
from program.quarters.counting import LeadFacts
from program.quarters.figures import Figures, Rate, figures
from program.rules.rule_set import DHS_2025_10_01 as RULES
from storage.views.week import Week
from tests.rate_lines import BANDS, MIDDLE, Q
from tests.tui.chart_pictures import drawn, picture, year
from tui.charts.bars import rate_bar, sparkline, year_bars
from tui.charts.rate_chart import rate_chart
from tui.charts.ruler import ruler
from tui.charts.widgets import Chart, RateChart, RateRuler, Sparkline, YearBars, line_of


def test_a_month_is_one_bar_of_what_came_what_was_approved_and_what_was_claimed() -> None:
    paid, partly, approved, claimed, little = (
        (41_250, 41_250, 41_250),
        (43_000, 39_000, 20_000),
        (38_000, 38_000, 0),
        (45_500, 0, 0),
        (900, 0, 0),
    )
    months = year({0: paid, 1: partly, 2: approved, 3: claimed, 5: little})
    assert drawn(year_bars(months, 50, 8)) == picture("""
        █ received   ▓ approved   ░ claimed
$48,000┤██ ░░    ░░
       │██ ░░ ▓▓ ░░
$32,000┤██ ▓▓ ▓▓ ░░
       │██ ▓▓ ▓▓ ░░
$16,000┤██ ██ ▓▓ ░░
       │██ ██ ▓▓ ░░    ░░
      0└─O──N──D──J──F──M──A──M──J──J──A──S─
""")


def test_a_year_without_money_says_so() -> None:
    assert drawn(year_bars(year({}), 50, 5)) == picture("""
  █ received   ▓ approved   ░ claimed
 │
 │
 │ nothing claimed
0└Oct─Nov─Dec─Jan─Feb─Mar─Apr─May─Jun─Jul─Aug─Sep─
""")


def test_part_of_a_claim_never_looks_like_the_whole_and_any_money_has_a_row() -> None:
    rows = drawn(year_bars(year({0: (40_000, 40_000, 39_999), 1: (5, 0, 0), 2: (100, 0, 300)}), 50, 10))
    assert [text[8:10] for text in rows.split("\n")[1:-1]] == ["▓▓", *["██"] * 7]
    assert [text[11:13].strip() for text in rows.split("\n")[-3:-1]] == ["", "░░"]
    assert [text[14:16].strip() for text in rows.split("\n")[-3:-1]] == ["", "██"]


def test_a_little_of_much_is_seen_and_more_than_was_claimed_or_approved_counts_in_full() -> None:
    rows = drawn(year_bars(year({0: (40_000, 40_000, 5), 1: (10_000, 0, 30_000), 2: (20_000, 0, 10_000)}), 50, 6))
    bars = ["".join(row[at : at + 1] for row in rows.split("\n")[1:-1]).strip() for at in (8, 11, 14)]
    assert bars == ["▓▓▓█", "███", "░█"]


def test_without_room_for_bars_a_row_shows_the_months() -> None:
    months = year({0: (100, 0, 0), 1: (50, 0, 0), 3: (1, 0, 0)})
    assert drawn(year_bars(months, 14, 8)) == "█▄ ▁" + 8 * " "
    assert drawn(year_bars(months, 60, 3)) == "█▄ ▁" + 8 * " "


def test_a_bar_in_a_table_is_cut_off_to_eighths_and_full_at_100_percent_only() -> None:
    assert rate_bar(Rate(103, 115), 10) == "████████▉ "
    assert rate_bar(Rate(85, 100), 10) == "████████▌ "
    assert rate_bar(Rate(9999, 10_000), 4) == "███▉"
    assert rate_bar(Rate(1, 1), 4) == "████"
    assert rate_bar(Rate(1, 1000), 4) == "▏   "
    assert rate_bar(Rate(0, 7), 4) == rate_bar(None, 4) == "    "


def test_a_sparkline_has_a_gap_where_a_quarter_has_no_rate() -> None:
    rates = [None, Rate(7, 10), Rate(8, 10), None, Rate(9, 10), Rate(99, 100), Rate(1, 1), Rate(5, 10)]
    assert sparkline(rates) == " ▃▅ ▆▇█▁"
    assert sparkline([Rate(0, 3), Rate(1, 2), Rate(1, 1)]) == "▁▄█"
    assert sparkline([]) == ""
    assert sparkline([None, None]) == "  "


def counted(as_of: date, located: int, still_open: int) -> Figures:
    """The figures of a quarter with leads of its second day, with twelve officers."""
    classes = [
        (LeadFacts(date(2025, 10, 2), Outcome.LOCATED, date(2025, 10, 3)), located),
        (LeadFacts(date(2025, 10, 2), Outcome.OPEN, None), still_open),
    ]
    standings = [[Period(Standing.AUTHORIZED, date(2025, 1, 1), None)]] * 12
    return figures([RULES], Q, as_of, classes, standings)


class Shown(App[None]):
    """A widget that fills the screen."""

    CSS = "Chart { height: 1fr; }"

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart

    def compose(self) -> ComposeResult:
        yield self._chart


def painted(chart: Chart) -> str:
    """What a widget has painted, without blanks at the ends."""
    return "\n".join(chart.render_line(row).text.rstrip() for row in range(chart.size.height)).rstrip()


FIGURES = counted(MIDDLE, 8, 2)
WEEKS = [Week(Q.starts_on + timedelta(days=7 * at), 10, at) for at in range(8)]
MONTHS = year({1: (500, 300, 200)})
RATES = [None, Rate(1, 2), Rate(3, 4)]

WIDGETS: Mapping[str, tuple[Callable[[], Chart], Callable[[Chart], None], Callable[[int, int], str]]] = {
    "rate": (
        RateChart,
        lambda chart: chart.show(FIGURES, WEEKS),  # type: ignore[attr-defined]
        lambda width, height: drawn(rate_chart(line_of(FIGURES, WEEKS), width, height)),
    ),
    "ruler": (
        RateRuler,
        lambda chart: chart.show(FIGURES),  # type: ignore[attr-defined]
        lambda width, _: ruler(Rate(8, 10), BANDS, 80, width).plain,
    ),
    "year": (
        YearBars,
        lambda chart: chart.show(MONTHS),  # type: ignore[attr-defined]
        lambda width, height: drawn(year_bars(MONTHS, width, height)),
    ),
    "sparkline": (Sparkline, lambda chart: chart.show(RATES), lambda *_: sparkline(RATES)),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("which", WIDGETS)
async def test_a_widget_draws_to_its_own_size_and_anew_when_that_changes(which: str) -> None:
    make, show, expected = WIDGETS[which]
    chart = make()
    async with Shown(chart).run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        assert painted(chart) == ""
        show(chart)
        await pilot.pause()
        assert painted(chart) == without_ends(expected(40, 8))
        await pilot.resize_terminal(76, 12)
        await pilot.pause()
        assert painted(chart) == without_ends(expected(76, 12))
        await pilot.resize_terminal(9, 3)
        await pilot.pause()
        assert painted(chart) == without_ends(expected(9, 3))


def without_ends(text: str) -> str:
    """A chart without the blanks at the ends of its lines."""
    return "\n".join(row.rstrip() for row in text.split("\n")).rstrip()


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light", "nord"])
async def test_every_theme_has_the_colors_of_the_charts(theme: str) -> None:
    chart = RateChart()
    app = Shown(chart)
    async with app.run_test(size=(40, 8)) as pilot:
        app.theme = theme
        chart.show(FIGURES, WEEKS)
        await pilot.pause()
        assert "$9,000" in painted(chart)


def test_the_line_of_figures_ends_where_they_stand_and_has_no_tiers_before_the_program() -> None:
    made = line_of(FIGURES, WEEKS)
    assert (made.rate, made.reached) == (Rate(8, 10), 80)
    assert made.fan is not None
    assert (made.fan.open, made.fan.if_none, made.fan.if_all) == (2, Rate(8, 10), Rate(10, 10))
    assert [tier.award_cents for tier in made.tiers] == [1_200_000, 900_000, 600_000]
    old = figures([RULES], Quarter(2025, 1), MIDDLE, [], [])
    assert line_of(old, []).tiers == ()
    assert "┈" not in drawn(rate_chart(line_of(old, []), 36, 8))
