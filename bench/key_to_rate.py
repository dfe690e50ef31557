"""Key to rate: from the Enter that records an outcome to the strip showing the new fraction, in a real terminal."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite3

from bench.books import TODAY, Library
from bench.first_paint import FRACTION
from bench.page import Line, median, p90
from bench.programs import app
from program.calendar import Quarter

RUNS = 60
WARM_UP = 5


def lines(library: Library) -> list[Line]:
    """Outcomes typed into the quick line, one after the other, at 10,000 and at 1,000,000 leads."""
    found = []
    for leads in (10_000, 1_000_000):
        book = library.copy(leads, f"keys-{leads}")  # a name of its own: a log may lie beside the last one
        taken = _typed(book)
        book.unlink()
        found += [
            Line(f"Enter to new rate, p90, {leads:,} leads", p90(taken), goal=50),
            Line(f"Enter to new rate, median, {leads:,} leads", median(taken)),
        ]
    return found


def _typed(book: Path) -> list[float]:
    references = _open_leads(book)
    with app(book) as terminal:
        terminal.wait_until(lambda screen: FRACTION.search(screen) is not None, "shows the rate")
        terminal.press(":")
        taken = []
        for reference in references:
            shown = FRACTION.search(terminal.screen())
            assert shown is not None
            terminal.type(f"{reference} l")
            terminal.wait_for(reference, "→ located")
            located, provided = (int(number.replace(",", "")) for number in shown.groups())
            pressed = terminal.press("enter")
            came = terminal.wait_for(f"{located + 1:,}/{provided:,}")
            taken.append((came - pressed) / 1e6)
            terminal.wait_until_gone("→ located")
    return taken[WARM_UP:]


def _open_leads(book: Path) -> list[str]:
    """Open leads of the running quarter that ICE provided: locating one changes the rate."""
    with closing(sqlite3.connect(book)) as connection:
        rows = connection.execute(
            "SELECT reference FROM lead WHERE quarter = ? AND origin = 'ice' AND outcome = 'open' LIMIT ?",
            (str(Quarter.of(TODAY)), RUNS + WARM_UP),
        )
        return [reference for (reference,) in rows]
