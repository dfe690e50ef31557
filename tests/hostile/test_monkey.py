"""A monkey at the keyboard and the mouse: nothing it does ends the app, makes a mistake, or leaves the book wrong.

2,000 keys and clicks in the gate, over all screens and sizes; ``LEADBOOK_MONKEYS=40`` in the environment makes 20,000.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import OutOfBounds, Pilot

from storage.book import Book
from storage.maintenance.check import check
from storage.surroundings import Surroundings
from tests.frozen import Clock
from tests.masters import Masters
from tests.tui.conftest import settled
from tui.app.shell import LeadbookApp
from tui.keys.registry import ACTIONS

MONKEYS = int(os.environ.get("LEADBOOK_MONKEYS", "4"))
STEPS = 500
SIZES = ((60, 18), (80, 24), (100, 30), (140, 40), (200, 50), (220, 60))
MOVES = ("up", "down", "left", "right", "tab", "shift+tab", "enter", "escape", "space", "home", "end", "pagedown")
LETTERS = "lnjdpwume0123456789/#@-. "
_SIGNS = {" ": "space", "/": "slash", "#": "number_sign", "@": "at", "-": "minus", ".": "full_stop"}


def keys() -> list[str]:
    """Every key of the registry but those that leave, moves, and what is typed into fields."""
    of_actions = [key for action in ACTIONS if action.id != "quit" for key in action.key.split(",")]
    typed = [_SIGNS.get(letter, letter) for letter in LETTERS]
    return [*of_actions, *MOVES, *MOVES, *typed, "backspace", "ctrl+u", "ctrl+p"]


async def one_step(pilot: Pilot[int], chance: random.Random, known: list[str]) -> str:
    """Presses, clicks or resizes; returns what it did."""
    kind = chance.random()
    width, height = pilot.app.size
    if kind < 0.02:
        size = chance.choice(SIZES)
        await pilot.resize_terminal(*size)
        return f"size {size}"
    if kind < 0.12:
        at = chance.randrange(width), chance.randrange(height)
        try:
            await pilot.click(offset=at)
        except OutOfBounds:
            return f"outside {at}"
        return f"click {at}"
    key = chance.choice(known)
    await pilot.press(key)
    return key


@pytest.mark.parametrize("seed", range(MONKEYS))
async def test_a_monkey_breaks_nothing(
    tmp_path: Path, masters: Masters, frozen: Surroundings, clock: Clock, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    demo = tmp_path / "demo.leadbook"
    masters.copy_demo(demo)
    chance, known, done = random.Random(seed), keys(), []
    clock.move(days=chance.choice([0, 0, 40, 60]))
    app = LeadbookApp(str(demo), frozen)
    told: list[str] = []
    try:
        async with app.run_test(size=chance.choice(SIZES), notifications=True, tooltips=True) as pilot:
            await settled(pilot)
            notify = app.notify

            def noted(text: str, **how: Any) -> None:
                told.append(text)
                notify(text, **how)

            monkeypatch.setattr(app, "notify", noted)
            for _ in range(STEPS):
                done.append(await one_step(pilot, chance, known))
                assert app.is_running, done[-30:]
                mistakes = [text for text in told if "Leadbook made a mistake" in text]
                assert not mistakes, (mistakes, done[-30:])
            await settled(pilot)
    finally:
        if app.keeper is not None:
            app.keeper.close()
    with Book.open(demo, frozen) as book:
        assert check(book, full=True).findings == ()
