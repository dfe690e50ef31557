"""The app over a book of the test's own, driven by keys, with notifications and tooltips as a person has them."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from storage.surroundings import Surroundings
from tests.frozen import Clock
from tests.holding import DEADLINE_SECONDS
from tests.masters import Masters, six_leads
from tui.app.shell import LeadbookApp
from tui.settings.config import Profile

Desk = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


_parsed: dict[tuple[object, ...], list[RuleSet]] = {}
_parse = Stylesheet._parse_rules


def _parsed_once(sheet: Stylesheet, css: str, *where: Any, **known: Any) -> list[RuleSet]:
    key = (css, *where, *known.items(), *sheet._variables.items())
    if key not in _parsed:
        _parsed[key] = _parse(sheet, css, *where, **known)
    return _parsed[key]


@pytest.fixture(autouse=True)
def styles_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every app of every test has the same style sheets, and parsing them is a tenth of what a test of it costs."""
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parsed_once)


_paint = Compositor.render_update


def _painted_where_it_is_looked_at(compositor: Compositor, full: bool = False, *given: Any, **known: Any) -> Any:
    if full:
        return _paint(compositor, full, *given, **known)
    compositor._dirty_regions.clear()
    return None


@pytest.fixture(autouse=True)
def only_what_is_looked_at_is_painted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No frame is painted that is thrown away: a third of what a test of a screen cost. A look paints the whole screen.

    The pictures and the tests of other rooms paint every frame: the monkey, the hostile texts, the walks in terminals.
    """
    if request.node.get_closest_marker("snapshot") is None:
        monkeypatch.setattr(Compositor, "render_update", _painted_where_it_is_looked_at)


@pytest.fixture
def place(tmp_path: Path, masters: Masters, clock: Clock) -> Path:
    """A book with two officers and six leads."""
    masters.copy_file(six_leads, tmp_path / "book.leadbook", clock)
    return tmp_path / "book.leadbook"


@pytest.fixture
def desk(place: Path, frozen: Surroundings) -> Desk:
    """Opens the app on the book, waits for the desk, and closes the book after the app."""

    @asynccontextmanager
    async def open_desk(
        width: int = 80,
        height: int = 24,
        keys: dict[str, str] | None = None,
        at: Path = place,
        profiles: dict[str, Profile] | None = None,
        watch: Path | None = None,
    ) -> AsyncIterator[Pilot[int]]:
        app = LeadbookApp(str(at), frozen, keys, profiles, watch=watch)
        try:
            async with app.run_test(size=(width, height), notifications=True, tooltips=True) as pilot:
                await settled(pilot)
                yield pilot
        finally:
            if app.keeper is not None:
                app.keeper.close()

    return open_desk


def leadbook_of(pilot: Pilot[int]) -> LeadbookApp:
    """The app that is driven."""
    assert isinstance(pilot.app, LeadbookApp)
    return pilot.app


async def settled(pilot: Pilot[Any]) -> None:
    """Waits until no work is under way and everything is painted."""
    for _ in range(3):
        with suppress(WorkerCancelled):  # a newer read took its place
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Waits until something holds; for a minute at the most."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, screen_text(pilot)
        await pilot.pause()


def screen_text(pilot: Pilot[Any]) -> str:
    """What a person sees, line by line."""
    width, _ = pilot.app.size
    visible_screen_stack.set(pilot.app._background_screens)  # what a dialog leaves in sight
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text[:width].rstrip() for strip in strips)


def in_one_line(shown: str) -> str:
    """What the screen says without the frames around it, so that a sentence reads on where it turns."""
    return " ".join(re.sub("[│╭╮╰╯─]", " ", shown).split())


async def typed(pilot: Pilot[Any], text: str) -> None:
    """Types a text into what has the focus, as fast as keys can, and waits once: not after every letter."""
    driver = pilot.app._driver
    assert driver is not None
    for character in text:
        key = events.Key(_character_to_key(character), character)
        driver.process_message(key)
    await pilot.pause()


async def press(pilot: Pilot[Any], keys: str) -> str:
    """Presses keys one by one, each once all is quiet; returns what the screen shows then."""
    for key in keys.split():
        await pilot.press(key)
        await settled(pilot)
    return screen_text(pilot)
