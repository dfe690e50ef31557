"""Cells to draw a chart in, each with a character and a style, and the styles that every chart shares."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from textual.content import Content

from program.quarters.figures import Figures

MUTED = "$foreground-muted"
FAINT = "dim $foreground-muted"
"""Lines that others are read against. ($text-muted would be full black or white: a style has nothing to mute it by.)"""


def earned(reached: int | None, tiers: Collection[int]) -> str:
    """The color of what a rate earns: success at the top tier, warning in between, muted below them all."""
    if reached is None:
        return MUTED
    return "$text-success" if reached >= max(tiers, default=reached) else "$text-warning"


def earned_color(figures: Figures) -> str:
    """The same of a quarter's figures."""
    tiers = figures.rules.tiers if figures.rules else ()
    return earned(figures.tier.from_percent if figures.tier else None, [tier.from_percent for tier in tiers])


class Cells:
    """So many cells wide and high, blank at first. What lies outside is not drawn."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self._rows = [[(" ", "")] * width for _ in range(height)]

    def put(self, column: int, row: int, text: str, style: str = MUTED) -> None:
        """Writes text of one cell a character from a cell on."""
        for at, character in enumerate(text, column):
            if 0 <= at < self.width and 0 <= row < len(self._rows):
                self._rows[row][at] = (character, style)

    def lines(self) -> list[Content]:
        """The rows, without the blanks at their ends."""
        return [_content(row) for row in self._rows]


def _content(row: list[tuple[str, str]]) -> Content:
    written = len(row)
    while written and row[written - 1][0] == " ":
        written -= 1
    runs = groupby(row[:written], key=lambda cell: cell[1])
    return Content.assemble(*(("".join(character for character, _ in run), style) for style, run in runs))
