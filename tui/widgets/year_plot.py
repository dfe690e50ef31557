"""A fiscal year's reimbursement by month: claimed and received so far, together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from textual_plotext import PlotextPlot

from storage.views.money_year import MonthMoney


class YearPlot(PlotextPlot, can_focus=True):
    """A plot in whole dollars. What it shows stands to the cent in the table beside it.

    It takes the focus so that Tab brings it into view where the screen is low.
    """

    def show(self, months: Sequence[MonthMoney]) -> None:
        """Draws the months."""
        plot = self.plt
        plot.clear_data()
        plot.clear_figure()
        plot.title("claimed · received, in dollars, the year so far")
        at: list[float] = list(range(1, len(months) + 1))
        claimed = [cents // 100 for cents in accumulate(month.claimed_cents for month in months)]
        received = [cents // 100 for cents in accumulate(month.received_cents for month in months)]
        plot.plot(at, claimed, label="claimed", marker="hd", color="gray")
        plot.plot(at, received, label="received", marker="braille", color="green")
        most = max(1, *claimed, *received)
        marks: list[float] = sorted({0, most // 2, most})
        plot.yticks(marks, [f"{mark:,}" for mark in marks])
        plot.ylim(0, most)
        plot.xticks(at[::2], [str(month.month)[2:] for month in months[::2]])
        self.refresh()
