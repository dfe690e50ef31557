"""The register: the same speed and the same memory with any number of leads, in a real terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.books import Library, surroundings
from bench.first_paint import FRACTION
from bench.page import Line, median
from bench.programs import app, resident_mb
from program.leads.outcome import Outcome
from storage.book import Book
from storage.views.lead import LeadQuery
from tests.terminal import Terminal

RUNS = 5
PAGES = 20
SIZES = (10_000, 1_000_000, 10_000_000)

_AT_CURSOR = re.compile(r"^│?[>▌]\s*(\d\d-\d{8})", re.MULTILINE)
_FIRST = re.compile(r"^│?[>▌ ]\s+(\d\d-\d{8})", re.MULTILINE)


@dataclass(frozen=True)
class Expected:
    """References that stand at the cursor, or first, when something is done; the app is compared with the book."""

    newest: str
    oldest: str
    filtered: str


@dataclass(frozen=True)
class Measured:
    """Milliseconds from the key to its effect on the screen, and megabytes held at the end."""

    ready: float
    page_down: float
    end: float
    by_outcome: float
    by_text: float
    memory: float


def lines(library: Library, sizes: Sequence[int] = SIZES) -> list[Line]:
    """Every size beside the smallest."""
    measured = {leads: _measure(library.book(leads)) for leads in sizes}
    smallest = measured[sizes[0]]
    found = []
    for leads, own in measured.items():
        beside = None if leads == sizes[0] else smallest
        for what, name in (
            ("ready", "ready"),
            ("jump to the end", "end"),
            ("filter by outcome", "by_outcome"),
            ("filter by text in the reference", "by_text"),
            ("memory", "memory"),
        ):
            found.append(
                Line(
                    f"register of {leads:,}: {what}",
                    getattr(own, name),
                    unit="MB" if name == "memory" else "ms",
                    theirs=getattr(beside, name) if beside else None,
                    ratio_goal=1.2 if beside else None,
                )
            )
        found.append(Line(f"register of {leads:,}: page down", own.page_down, goal=20))
    return found


def _measure(book: Path) -> Measured:
    expected, text = _expected(book)
    runs = [_run(book, expected, text) for _ in range(RUNS)]
    return Measured(*(median([getattr(run, name) for run in runs]) for name in Measured.__annotations__))


def _expected(book: Path) -> tuple[Expected, str]:
    with Book.open(book, surroundings()) as opened:
        newest = opened.view.leads(LeadQuery(), 1).leads[0].reference
        oldest = opened.view.leads(LeadQuery(descending=False), 1).leads[0].reference
        text = oldest[1:]  # no other reference holds it
        filtered = opened.view.leads(LeadQuery(outcome=Outcome.WITHDRAWN), 1).leads[0].reference
    return Expected(newest, oldest, filtered), text


def _run(book: Path, expected: Expected, text: str) -> Measured:
    with app(book) as terminal:
        terminal.wait_until(lambda screen: FRACTION.search(screen) is not None, "shows the rate")
        ready = _until_at(terminal, terminal.press("2"), expected.newest)
        pages = []
        for _ in range(PAGES):
            before = _at_cursor(terminal.screen())
            pressed = terminal.press("pagedown")
            pages.append((_turned_from(terminal, before) - pressed) / 1e6)
        end = _until_at(terminal, terminal.press("end"), expected.oldest)
        terminal.press("/")
        by_outcome = _until_first(terminal, terminal.type("withdrawn"), expected.filtered)
        terminal.press("escape")
        terminal.wait_until(lambda screen: _at_cursor(screen) == expected.newest, "shows all leads again")
        terminal.press("/")
        by_text = _until_first(terminal, terminal.type(text), expected.oldest)
        return Measured(ready, median(pages), end, by_outcome, by_text, resident_mb(terminal.pid))


def _until_at(terminal: Terminal, pressed: int, reference: str) -> float:
    """Milliseconds until the cursor stands on a reference."""
    came = terminal.wait_until(lambda screen: _at_cursor(screen) == reference, f"has the cursor on {reference}")
    return (came - pressed) / 1e6


def _until_first(terminal: Terminal, pressed: int, reference: str) -> float:
    """Milliseconds until a reference stands first; while one types in the filter the list shows no cursor."""
    came = terminal.wait_until(lambda screen: _found(_FIRST, screen) == reference, f"shows {reference} first")
    return (came - pressed) / 1e6


def _turned_from(terminal: Terminal, reference: str | None) -> int:
    return terminal.wait_until(lambda screen: _at_cursor(screen) not in (None, reference), "shows another page")


def _at_cursor(screen: str) -> str | None:
    return _found(_AT_CURSOR, screen)


def _found(what: re.Pattern[str], screen: str) -> str | None:
    found = what.search(screen)
    return found.group(1) if found else None
