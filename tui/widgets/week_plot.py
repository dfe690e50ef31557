"""Week by week through a quarter: provided, located, and what each tier would take of the provided."""

from __future__ import annotations

from collections.abc import Sequence

from textual_plotext import PlotextPlot

from program.rules.rule_set import RuleSet, Tier
from storage.views.week import Week


class WeekPlot(PlotextPlot):
    """A plot of whole counts. What it shows stands as numbers in ``leadbook quarter`` and in the statement."""

    def show(self, weeks: Sequence[Week], rules: RuleSet | None) -> None:
        """Draws the weeks; without rules no tier lines."""
        plot = self.plt
        plot.clear_data()
        plot.clear_figure()
        plot.title("provided · located · tiers, week by week")
        at: list[float] = list(range(1, len(weeks) + 1))
        if weeks:
            for tier in rules.tiers if rules else ():
                needed = [_needed(tier, week) for week in weeks]
                plot.plot(at, needed, label=f"{tier.from_percent}%", marker=".", color="orange")
            plot.plot(at, [week.provided for week in weeks], label="provided", marker="hd", color="gray")
            plot.plot(at, [week.located for week in weeks], label="located", marker="braille", color="green")
            most = max(1, *(week.provided for week in weeks))
            marks: list[float] = sorted({0, most // 4, most // 2, most * 3 // 4, most})
            plot.xticks(at[::2], [f"{week.starts_on:%m-%d}" for week in weeks[::2]])
            plot.yticks(marks, [f"{mark:,}" for mark in marks])
            plot.ylim(0, most)
        self.refresh()


def _needed(tier: Tier, week: Week) -> int:
    """So many located leads reach the tier, but for the rounding of a hundredth that no plot shows."""
    return -(-tier.from_percent * week.provided // 100)
