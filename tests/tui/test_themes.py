"""Colors: chosen by looking at them, kept when they are wanted, and to be read on the cursor's line in every look."""

from __future__ import annotations

import re

import pytest
from rich.color import ColorType
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import OptionList

from tests.tui.conftest import Desk, press, screen_text, settled
from tui.lists.long_list import LongList
from tui.settings.config import config_path, read_config
from tui.themes import LOOKS
from tui.widgets.key_line import KeyLine
from tui.widgets.strip import Strip


async def test_a_theme_is_shown_under_the_cursor_and_kept_by_enter(desk: Desk) -> None:
    async with desk() as pilot:
        assert pilot.app.theme == "textual-dark"
        await press(pilot, "T down")
        assert pilot.app.theme == "textual-light"
        assert "Waiting" in screen_text(pilot)
        await press(pilot, "down enter")
        assert pilot.app.theme == "high-contrast"
    assert read_config(config_path()).theme == "high-contrast"


async def test_escape_brings_the_theme_from_before_back_and_writes_nothing(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "T down down escape")
        assert pilot.app.theme == "textual-dark"
    assert not config_path().exists()


async def test_a_screen_that_is_opened_reads_no_style_sheet_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Stylesheet] = []
    monkeypatch.setattr(Stylesheet, "reparse", read.append)
    async with desk() as pilot:
        await press(pilot, "2 3 4 5 6")
    assert read == []


async def test_a_theme_is_that_of_the_screens_that_were_opened_and_of_those_that_are_opened_later(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "4 T down enter")
        for key in ("4", "1", "2"):  # where it was chosen, opened before, not yet
            await press(pilot, key)
            colors = pilot.app.current_theme.to_color_system().generate()
            assert pilot.app.screen.styles.background == Color.parse(colors["background"])
            shown = pilot.app.screen._compositor.render_strips()[0]
            assert _contrast(next(part.style for part in shown if part.text.strip() and part.style)) >= 4.5
        assert pilot.app.theme == "textual-light"


async def test_every_theme_has_a_name_to_read_and_says_what_it_is_for(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "T")
        options = pilot.app.screen.query_one(OptionList).options
        said = {option.id: re.split("  +", str(option.prompt)) for option in options}
        assert said["mono"] == ["Without color", "words and signs alone"]
        assert said["ansi-light"] == ["The terminal's own, light", "as it is set, on light"]
        assert said["rose-pine-dawn"] == ["Rosé Pine Dawn", "light"]
        assert {len(words) for words in said.values()} == {2}
        assert [name for name, (words, _) in said.items() if words == name or "-" in words] == []


def _contrast(style: Style) -> float:
    """Of text on its ground, by WCAG 2; the terminal's own two colors taken to be white on black."""
    colors = []
    for color, own in ((style.color, (255, 255, 255)), (style.bgcolor, (0, 0, 0))):
        if color is None or color.type is ColorType.DEFAULT:
            colors.append(Color(*own))
        else:
            colors.append(Color(*color.get_truecolor(SVG_EXPORT_THEME)))
    if style.reverse:
        colors.reverse()
    lights = [0.2126 * _linear(c.r) + 0.7152 * _linear(c.g) + 0.0722 * _linear(c.b) for c in colors]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _words(pilot: Pilot[int], y: int, within: Widget) -> list[tuple[str, float]]:
    """What stands in a line of a widget, and how much it stands out."""
    strip = pilot.app.screen._compositor.render_strips()[y].crop(within.content_region.x, within.content_region.right)
    return [(s.text, round(_contrast(s.style), 2)) for s in strip if s.text.strip() and s.style]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    ("keys", "where"), [("4", "#checklist"), ("1", "#waiting LongList"), ("1", "#figures"), ("4", "#award")]
)
async def test_text_on_the_cursors_line_has_a_contrast_of_four_and_a_half_in_every_look(
    desk: Desk, look: str, keys: str, where: str
) -> None:
    async with desk(140, 40) as pilot:
        pilot.app.theme = look
        await press(pilot, keys)
        listed = pilot.app.screen.query_one(where)
        listed.focus()
        await settled(pilot)
        line = listed.content_region.y
        line += 1 + listed.cursor if isinstance(listed, LongList) else listed.highlighted or 0  # type: ignore[attr-defined]
        assert _words(pilot, line, listed)
        assert [said for said in _words(pilot, line, listed) if said[1] < 4.5] == []


@pytest.mark.parametrize("look", LOOKS)
async def test_the_strip_and_the_keys_have_a_contrast_of_four_and_a_half_in_every_look(desk: Desk, look: str) -> None:
    async with desk(140, 40) as pilot:
        pilot.app.theme = look
        await settled(pilot)
        for widget in (pilot.app.screen.query_one(Strip), pilot.app.screen.query_one(KeyLine)):
            lines = range(widget.content_region.y, widget.content_region.bottom)
            words = [said for line in lines for said in _words(pilot, line, widget)]
            assert words
            assert [said for said in words if said[1] < 4.5] == []


async def test_where_the_terminal_mixes_no_colors_the_panel_with_the_keys_has_the_heavier_border(desk: Desk) -> None:
    async with desk() as pilot:
        pilot.app.theme = "ansi-dark"
        await settled(pilot)
        shown = screen_text(pilot)
        assert "┏━ Waiting" in shown
        assert "╭─ Rate" in shown


@pytest.mark.parametrize("look", [look for look in LOOKS if not look.startswith("ansi")])
async def test_warnings_and_figures_can_be_read_on_their_own_ground_in_every_look(desk: Desk, look: str) -> None:
    async with desk(140, 40) as pilot:
        pilot.app.theme = look
        await press(pilot, "4")
        colors = pilot.app.theme_variables
        ground = Color.parse(colors["background"])
        for tone in ("foreground", "foreground-muted", "text-success", "text-warning", "text-error", "text-accent"):
            style = Style(color=(ground + Color.parse(colors[tone])).rich_color, bgcolor=ground.rich_color)
            assert _contrast(style) >= 4.5, (look, tone)
