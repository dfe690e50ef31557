"""A short list of lines, some of which open what stands behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.lists.menu import RIGHT, MenuAsked

if TYPE_CHECKING:
    from storage.views.checklist import CheckLine


@dataclass(frozen=True)
class Line:
    """A line; one that ``opens`` something can be chosen, and its screen knows what to do with that."""

    text: Content
    opens: object | None = None


class Lines(OptionList):
    """Lines whose cursor and scroll stay where they are when the lines change."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, compact=True)
        self._standing: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Shows the lines; of lines that are the same nothing is painted anew."""
        if [line.opens is None for line in lines] == [line.opens is None for line in self._standing]:
            for index, (before, after) in enumerate(zip(self._standing, lines, strict=True)):
                if not before.text.is_same(after.text):
                    self.replace_option_prompt_at_index(index, after.text)
        else:
            at = self.highlighted
            self.set_options(Option(line.text, disabled=line.opens is None) for line in lines)
            self.highlighted = at if at is not None and at < len(lines) else None
        self._standing = list(lines)
        if self.has_focus:
            self._begin()

    def render_line(self, y: int) -> Strip:
        """A line; the one under the cursor in one color, since the others were chosen for another ground."""
        strip = super().render_line(y)
        if not self.has_focus or self.highlighted is None:
            return strip
        color = Style(color=self.get_component_rich_style("option-list--option-highlighted").color)
        return Strip(
            [
                Segment(
                    text,
                    (style or Style()) + color if style and style.meta.get("option") == self.highlighted else style,
                )
                for text, style, _ in strip
            ],
            strip.cell_length,
        )

    def on_focus(self) -> None:
        """Shows the cursor at once, on the first line that opens something."""
        self._begin()

    def on_click(self, event: events.Click) -> None:
        """The right button moves the cursor to a line, and asks what can be done with it."""
        at = event.style.meta.get("option")
        if event.button == RIGHT:
            event.prevent_default()
            if at is not None and self._standing[at].opens is not None:
                self.highlighted = at
                self.post_message(MenuAsked(event.screen_x, event.screen_y))

    def action_page_down(self) -> None:
        """A page on; none where no line has room, for which Textual has no place to count from."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """A page back, as ``action_page_down``."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def _begin(self) -> None:
        if self.highlighted is None:
            self.highlighted = next((at for at, line in enumerate(self._standing) if line.opens is not None), None)

    def line_at(self, index: int) -> Line:
        """The line of an option."""
        return self._standing[index]


def heading(text: str) -> Line:
    """A line over others."""
    return Line(Content.styled(text, "$foreground-muted"))


def small(text: str) -> Line:
    """A line of small print."""
    return Line(Content.styled(f"  {text}", "$foreground-muted"))


def check_words(line: CheckLine) -> Content:
    """A line of the checklist that is not done: whether it blocks, how many, what."""
    text = f"{'!' if line.blocks else '•'} {line.check.counted(line.count)}"
    return Content.styled(text, "bold $text-error" if line.blocks else "")
