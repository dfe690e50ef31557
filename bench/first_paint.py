"""First paint: from starting the process to the first content, and to the live figures, beside a bare Textual app."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from bench import bare_app
from bench.books import Library
from bench.page import Line, median
from bench.programs import app, in_terminal
from tests.terminal import Terminal

RUNS = 11
FRACTION = re.compile(r"\b([\d,]+)/([\d,]+)\b")
"""Located over provided, as the strip shows it."""


def lines(library: Library) -> list[Line]:
    """Ours and the bare app in turn, at 10,000 and at 1,000,000 leads."""
    found = []
    for leads in (10_000, 1_000_000):
        book = library.book(leads)
        ours: list[tuple[float, float]] = []
        theirs: list[tuple[float, float]] = []
        for run in range(RUNS + 1):
            with app(book) as terminal:
                mine = _until(terminal, lambda screen: FRACTION.search(screen) is not None)
            with in_terminal([sys.executable, "-m", "bench.bare_app"], library.place) as terminal:
                bare = _until(terminal, lambda screen: bare_app.FIRST_ROW in screen)
            if run:  # the first one warms the caches
                ours.append(mine)
                theirs.append(bare)
        (paint, figures), (bare_paint, bare_rows) = _medians(ours), _medians(theirs)
        found += [
            Line(f"first content painted, {leads:,} leads", paint, theirs=bare_paint, ratio_goal=1.15),
            Line(f"live figures shown, {leads:,} leads", figures, theirs=bare_rows, ratio_goal=1.6),
        ]
    return found


def _until(terminal: Terminal, whole: Callable[[str], bool]) -> tuple[float, float]:
    """Milliseconds from the start to the first content, and to what is waited for."""
    first = terminal.wait_until(lambda screen: bool(screen.strip()), "shows anything")
    last = terminal.wait_until(whole, "shows what is waited for")
    return (first - terminal.started_ns) / 1e6, (last - terminal.started_ns) / 1e6


def _medians(runs: list[tuple[float, float]]) -> tuple[float, float]:
    return median([first for first, _ in runs]), median([last for _, last in runs])
