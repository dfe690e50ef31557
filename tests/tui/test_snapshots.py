"""Pictures of each screen and dialog, three of them in every look. ``make snapshots`` paints them anew: look before you
commit."""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.strip import Strip

from storage.surroundings import Surroundings
from tests.books import new_book
from tests.conftest import ROOT
from tests.frozen import Clock
from tests.masters import Masters
from tests.tui.conftest import settled
from tui.app.shell import LeadbookApp
from tui.widgets.text_line import TextLine

pytestmark = pytest.mark.snapshot

SIZES = [(80, 24), (140, 40)]
LOOKS = ["light", "mono"]
"""Beside the default: colors come from one style sheet, so they are proven where every kind of thing is on a screen."""

Compare = Callable[..., bool]


class Pictured(LeadbookApp):
    """The app, whose pictures name no outside host: whoever looks at one has fonts of their own."""

    CSS_PATH = str(ROOT / "tui" / "styles" / "leadbook.tcss")

    def export_screenshot(self, **options: Any) -> str:
        """The screen as SVG, without links to fonts."""
        svg = super().export_screenshot(**options)
        return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("https://www.textualize.io", "")


@dataclass(frozen=True)
class Scene:
    """What is typed until the picture is taken, key by key; each key waits until all is quiet."""

    name: str
    keys: str

    async def play(self, pilot: Pilot[int]) -> None:
        """Types the keys."""
        await settled(pilot)
        for key in self.keys.split():
            await pilot.press(key)
            await settled(pilot)


SCREENS = [
    Scene("desk", ""),
    Scene("leads", "2"),
    Scene("leads-filtered", "2 slash o p e n"),
    Scene("leads-selected", "2 space space space"),
    Scene("lead", "enter"),
    Scene("figure", "tab enter"),
    Scene("officers", "3"),
    Scene("officer", "3 enter"),
    Scene("quarter", "4"),
    Scene("quarter-below", "4 tab tab tab"),
    Scene("claims", "5"),
    Scene("claims-below", "5 tab tab end"),
    Scene("journal", "6"),
]

DIALOGS = [
    Scene("outcome", "o"),
    Scene("correction", "2 down down o n"),
    Scene("assign", "a"),
    Scene("new-lead", "n"),
    Scene("add-officer", "3 plus"),
    Scene("standing", "3 s"),
    Scene("import", "i"),
    Scene("undo", "u"),
    Scene("close-quarter", "4 left_square_bracket c"),
    Scene("ice-count", "4 e"),
    Scene("what-if", "4 w 3"),
    Scene("known-on", "4 d 1 1 slash 1 5 enter"),
    Scene("award", "4 m"),
    Scene("packet", "4 p"),
    Scene("pay", "5 y"),
    Scene("time", "5 t"),
    Scene("time-refused", "5 t 8 0 0 enter"),
    Scene("decision", "5 left_square_bracket c"),
    Scene("rules", "5 s"),
    Scene("receipt", "5 r"),
    Scene("clocks", "3 c"),
    Scene("head-count", "3 e"),
    Scene("help", "question_mark"),
    Scene("quick-line", "colon D E M O minus 2 6 1 minus 0 1 1 2 space l"),
]

IN_EVERY_LOOK = [(Scene("desk", ""), (140, 40)), (Scene("quarter", "4"), (140, 40)), (Scene("pay", "5 y"), (80, 24))]
"""A list with a cursor, the figures' colors and signs, a dialog with a sheet."""


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The journal shows local time: here it is the same everywhere."""
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(autouse=True)
def steady_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cursor that blinks is there in one picture and gone in the next."""
    monkeypatch.setattr(TextLine, "cursor_blink", False)


@pytest.fixture
def demo(tmp_path: Path, masters: Masters) -> Path:
    """The demo book of the day on which all tests stand still."""
    masters.copy_demo(tmp_path / "demo.leadbook")
    return tmp_path / "demo.leadbook"


async def stands_still(pilot: Pilot[int]) -> None:
    """Waits until nothing is painted any more: on a busy machine what lies behind a dialog comes after it."""
    before: list[Strip] = []
    still = 0
    while still < 4:
        await settled(pilot)
        painted = pilot.app.screen._compositor.render_strips()
        still = still + 1 if painted == before else 0
        before = painted


def pictured(
    compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    book: Path,
    look: str,
    size: tuple[int, int],
    play: Callable[[Pilot[int]], Awaitable[None]],
) -> bool:
    """Whether the screen looks as it did when it was last looked at."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    if look == "mono":
        monkeypatch.setenv("NO_COLOR", "1")
    app = Pictured(str(book), Clock().surroundings())

    async def run(pilot: Pilot[int]) -> None:
        if look == "light":
            app.theme = "textual-light"
        await play(pilot)
        await stands_still(pilot)

    try:
        return compare(app, terminal_size=size, run_before=run)
    finally:
        if app.keeper is not None:
            app.keeper.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCREENS, ids=lambda scene: scene.name)
def test_a_screen_looks_as_it_was_approved(
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    demo: Path,
    scene: Scene,
    size: tuple[int, int],
) -> None:
    assert pictured(snap_compare, monkeypatch, demo, "default", size, scene.play)


@pytest.mark.parametrize("scene", DIALOGS, ids=lambda scene: scene.name)
def test_a_dialog_looks_as_it_was_approved(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, demo: Path, scene: Scene
) -> None:
    assert pictured(snap_compare, monkeypatch, demo, "default", (80, 24), scene.play)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("scene", "size"), IN_EVERY_LOOK, ids=[scene.name for scene, _ in IN_EVERY_LOOK])
def test_it_looks_as_it_was_approved_in_every_look(
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    demo: Path,
    scene: Scene,
    size: tuple[int, int],
    look: str,
) -> None:
    assert pictured(snap_compare, monkeypatch, demo, look, size, scene.play)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("begun", [False, True], ids=["first-run", "empty-desk"])
def test_the_first_day_looks_as_it_was_approved(
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    frozen: Surroundings,
    begun: bool,
    size: tuple[int, int],
) -> None:
    monkeypatch.chdir(tmp_path)
    book = Path("book.leadbook")  # the first run says where the book will be
    if begun:
        new_book(book, frozen).close()
    assert pictured(snap_compare, monkeypatch, book, "default", size, settled)


def test_the_readme_shows_the_desk_as_it_was_approved() -> None:
    approved = Path(__file__).parent / "__snapshots__" / "test_snapshots"
    desk = approved / "test_a_screen_looks_as_it_was_approved[desk-140x40].svg"
    assert (ROOT / "docs" / "desk.svg").read_bytes() == desk.read_bytes()  # make docs
