"""The app over a book of the test's own, driven by keys, with notifications and tooltips as a person has them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads
from tui.app import LeadbookApp
from tui.config import Profile

Desk = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


@pytest.fixture
def place(tmp_path: Path, frozen: Surroundings) -> Path:
    """A book with two officers and six leads."""
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        with_leads(staffed(book), 6)
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
    ) -> AsyncIterator[Pilot[int]]:
        app = LeadbookApp(str(at), frozen, keys, profiles)
        try:
            async with app.run_test(size=(width, height), notifications=True, tooltips=True) as pilot:
                await settled(pilot)
                yield pilot
        finally:
            if app.keeper is not None:
                app.keeper.close()

    return open_desk


async def settled(pilot: Pilot[int]) -> None:
    """Waits until no work is under way and everything is painted."""
    for _ in range(3):
        with suppress(WorkerCancelled):  # a newer read took its place
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def screen_text(pilot: Pilot[int]) -> str:
    """What a person sees, line by line."""
    width, _ = pilot.app.size
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text[:width].rstrip() for strip in strips)


async def press(pilot: Pilot[int], keys: str) -> str:
    """Presses keys one by one, each once all is quiet; returns what the screen shows then."""
    for key in keys.split():
        await pilot.press(key)
        await settled(pilot)
    return screen_text(pilot)
