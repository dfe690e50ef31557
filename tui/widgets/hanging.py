"""Text whose lines hang: what does not fit into a line goes on below under its own text, not at the edge."""

from __future__ import annotations

import re

from textual.content import Content
from textual.widgets import Static

_BEFORE_THE_TEXT = re.compile(r"(?P<blank> *)(?P<name>\S.{0,14}?  +)?(?=\S)")
"""What stands before a line's own text: blanks, or a name, or a moment, and two blanks."""

_LEAST_ROOM = 16


class Hanging(Static):
    """Shows such text, and lays it out anew where its width changes."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", markup=False, id=id)
        self._said = Content("")
        self._width = 0

    def show(self, said: Content) -> None:
        """Shows other text."""
        self._said = said
        self.update(hanging(said, self._width))

    def on_resize(self) -> None:
        if self.content_size.width != self._width:
            self._width = self.content_size.width
            self.show(self._said)


def hanging(text: Content, width: int) -> Content:
    """The text in lines of at most ``width`` cells; as it is where the width is not known yet."""
    if not width:
        return text
    return Content("\n").join(part for line in text.split("\n", allow_blank=True) for part in _hung(line, width))


def _hung(line: Content, width: int) -> list[Content]:
    if line.cell_length <= width:
        return [line]
    found = _BEFORE_THE_TEXT.match(line.plain)
    indent = 0 if found is None else len(found[0]) if found["name"] else len(found["blank"]) + 2
    if width - indent < _LEAST_ROOM:
        indent = 0
    first = line.wrap(width)[0].rstrip()
    rest = line[len(first) :]
    rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
    return [first, *(part.rstrip().pad_left(indent) for part in rest.wrap(width - indent))]
