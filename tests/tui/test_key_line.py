"""The footer below the app: one line that paints the keys on offer, and takes the mouse."""

from __future__ import annotations

from typing import ClassVar

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.pilot import Pilot

from tui.keys.registry import ACTIONS, bindings
from tui.widgets.key_line import KeyLine


class Keys(App[None]):
    """Offers what the desk offers, to whoever comes, and keeps what was done."""

    seat = None
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("leads", "desk", "everywhere")

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def compose(self) -> ComposeResult:
        yield KeyLine()

    def action_outcome(self) -> None:
        self.done.append("outcome")

    def action_undo(self) -> None:
        self.done.append("undo")


def line(pilot: Pilot[None]) -> str:
    return pilot.app.screen._compositor.render_strips()[-1].text


async def offered(pilot: Pilot[None], words: str) -> None:
    """Waits until the line says so."""
    for _ in range(200):
        if words in line(pilot):
            return
        await pilot.pause()
    raise AssertionError(line(pilot))


def style_under(pilot: Pilot[None], word: str) -> Style:
    at = line(pilot).index(word)
    style = next(iter(pilot.app.screen._compositor.render_strips()[-1].crop(at, at + 1))).style
    assert style is not None
    return style


@pytest.mark.parametrize(("part", "done"), [("o Outcome", "outcome"), ("Outcome", "outcome"), ("Undo", "undo")])
async def test_a_click_on_a_key_or_its_word_presses_the_key(part: str, done: str) -> None:
    async with Keys().run_test(size=(80, 24)) as pilot:
        await offered(pilot, "Help")
        await pilot.click(KeyLine, offset=(line(pilot).index(part), 0))
        await pilot.pause()
        assert isinstance(pilot.app, Keys)
        assert pilot.app.done == [done]


async def test_a_click_between_two_keys_presses_neither() -> None:
    async with Keys().run_test(size=(80, 24)) as pilot:
        await offered(pilot, "Help")
        for beside in ("Outcome", "Undo"):
            await pilot.click(KeyLine, offset=(line(pilot).index(beside) + len(beside), 0))
        await pilot.pause()
        assert isinstance(pilot.app, Keys)
        assert pilot.app.done == []


async def test_the_key_under_the_mouse_stands_out_and_tells_what_it_does() -> None:
    async with Keys().run_test(size=(80, 24), tooltips=True) as pilot:
        await offered(pilot, "Help")
        keys = pilot.app.query_one(KeyLine)
        quiet = style_under(pilot, "Outcome").bgcolor
        for word in ("Outcome", "Undo"):
            await pilot.hover(KeyLine, offset=(line(pilot).index(word) + 1, 0))
            await pilot.pause()
            assert style_under(pilot, word).bgcolor != quiet
            assert keys.tooltip == next(action.help for action in ACTIONS if action.label == word)
            assert keys.styles.pointer == "pointer"
        assert style_under(pilot, "Outcome").bgcolor == quiet
        await pilot.hover(offset=(5, 5))
        await pilot.pause()
        assert style_under(pilot, "Undo").bgcolor == quiet
        assert keys.tooltip is None
        assert keys.styles.pointer == "default"


async def test_a_key_that_was_changed_is_shown_and_pressed_at_once() -> None:
    async with Keys().run_test(size=(80, 24)) as pilot:
        await offered(pilot, "o Outcome")
        pilot.app.set_keymap({"outcome": "f9"})
        await offered(pilot, "f9 Outcome")
        await pilot.click(KeyLine, offset=(line(pilot).index("f9"), 0))
        await pilot.pause()
        assert isinstance(pilot.app, Keys)
        assert pilot.app.done == ["outcome"]


@pytest.mark.parametrize("width", [26, 30, 50, 80, 200])
async def test_as_many_keys_as_fit_stand_whole_at_the_left_and_those_of_every_screen_at_the_right(width: int) -> None:
    here = ["o Outcome ", "a Assign ", "n New lead ", "i Import "]
    always = ": Quick u Undo ? Help "
    async with Keys().run_test(size=(width + 20, 24)) as pilot:
        await offered(pilot, "Help")
        await pilot.resize_terminal(width, 24)
        for _ in range(200):
            if pilot.app.query_one(KeyLine).size.width == width:
                break
            await pilot.pause()
        left = line(pilot).removesuffix(always).rstrip()
        assert line(pilot) == f"{left:<{width - len(always)}}{always}"
        room = width - len(always)
        fits = next(n for n in range(len(here), -1, -1) if len("".join(here[:n])) <= room)
        assert left == "".join(here[:fits]).rstrip()
