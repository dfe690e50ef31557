"""The columns of a list: which there is room for, and their cells as one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from rich.cells import cell_len, set_cell_size

from reports.words import day_in_figures, short_day
from storage.text import printable

R = TypeVar("R")

Tone = Literal["", "good", "look", "bad", "quiet"]
"""What a cell's color means; a word or a sign in the cell says the same."""


_LEAST_BEFORE_TAG = 4
"""So many cells of what is cut stand before its tag at least."""


def plain(row: object) -> Tone:  # noqa: ARG001
    """No tone."""
    return ""


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: its heading, its width in cells, and the text of a row's cell. One column may be ``flexible``.

    A flexible one takes no more than its widest cell, and no more than its ``most``: what is left then is margin.

    A ``spare`` one is left out where there is no room for all, the rightmost first. Then a ``snug`` one gets no wider
    than its cells, and those that have a ``least`` get narrower down to it, the rightmost first. Where the flexible one
    has ``enough`` all the same, another gets as wide as its cells, up to ``most``. What does not fit is said in
    ``brief`` where that is given, and else cut: at its beginning where its end ``tells`` more; below ``brief_below``
    cells all is said in brief, so that it is the same in every row. ``right`` puts heading and cells at the right, as
    numbers stand. ``sort`` names the order that its heading stands for, if there is one. Spare ones of one ``sum`` go
    together: some of its parts alone would say what is not so. A ``sign`` stands for a heading that does not fit. What
    is cut ends in its ``tag`` where the column of that name is left out: else two that are cut alike would be the same.
    """

    label: str
    width: int
    cell: Callable[[R], str]
    flexible: bool = False
    spare: bool = False
    right: bool = False
    tone: Callable[[R], Tone] = plain
    sort: str = ""
    least: int = 0
    most: int = 0
    enough: int = 64
    brief: Callable[[R], str] | None = None
    brief_below: int = 0
    end_tells: bool = False
    sum: str = ""
    snug: bool = False
    sign: str = ""
    tag: Callable[[R], str] | None = None
    tagged_by: str = ""

    def heading(self, room: int) -> str:
        """What stands over it in so many cells."""
        return self.sign if self.sign and cell_len(self.label) > room else self.label

    @property
    def head(self) -> int:
        """The cells that its heading takes, with the mark of the order where it stands for one."""
        return cell_len(self.label) + (2 if self.sort else 0)

    def said(self, row: R, room: int, *, tagged: bool = False) -> str:
        """The text of a row's cell for so many cells; it may have more all the same. What is ``tagged`` and would be
        cut has it no more.
        """
        text = printable(self.cell(row))
        if self.brief is not None and (room < self.brief_below or cell_len(text) > room):
            text = printable(self.brief(row))
        if tagged and self.tag is not None and cell_len(text) > room:
            end = f" {printable(self.tag(row))}"
            return fitted(text, room - cell_len(end)) + end if room - cell_len(end) >= _LEAST_BEFORE_TAG else text
        return text


def day_column(
    label: str,
    of: Callable[[R], date | None],
    today: Callable[[], date],
    *,
    spare: bool = False,
    tone: Callable[[R], Tone] = plain,
    sort: str = "",
) -> Column[R]:
    """A column of days, in figures where there is no room for their months' names; a dash for none."""

    def cell(row: R) -> str:
        return "–" if (day := of(row)) is None else short_day(day, today())

    def brief(row: R) -> str:
        return "–" if (day := of(row)) is None else day_in_figures(day)

    return Column(label, 10, cell, spare=spare, tone=tone, sort=sort, least=8, most=12, brief=brief)


def number(count: int) -> str:
    """A count as a cell: a dash for none."""
    return f"{count:,}" if count else "–"


def shown_of(columns: Sequence[Column[R]], width: int) -> Sequence[Column[R]]:
    """The columns that there is room for."""
    shown = list(columns)
    while _taken(column.width for column in shown) > width and any(column.spare for column in shown):
        last = shown[max(at for at, column in enumerate(shown) if column.spare)]
        shown = [column for column in shown if column is not last and not (last.sum and column.sum == last.sum)]
    return shown


def widths_of(shown: Sequence[Column[R]], width: int, widest: Mapping[str, int]) -> list[int]:
    """How wide each of these columns is in a line of ``width`` cells; ``widest`` has their widest cells, by label."""
    widths = [column.width for column in shown]
    over = _taken(widths) - width
    snug = [max(one.least, cell_len(one.label), widest.get(one.label, 0)) if one.snug else one.width for one in shown]
    for narrower in (snug, [column.least or column.width for column in shown]):
        for at in reversed(range(len(shown))):
            less = max(0, min(over, widths[at] - narrower[at]))
            widths[at] -= less
            over -= less
    flexible = next((at for at, column in enumerate(shown) if column.flexible), None)
    if flexible is None:
        return widths
    bends = shown[flexible]
    needs = max(widest.get(bends.label, width), bends.head, bends.brief_below)  # until a row is read it may need all
    left = width - 2 - _taken(room for at, room in enumerate(widths) if at != flexible)
    for at, column in enumerate(shown):
        if at == flexible:
            continue
        wanted = min(column.most, widest.get(column.label, 0)) - widths[at]
        more = max(0, min(wanted, left - min(needs, bends.enough))) if column.most else 0
        widths[at] += more
        left -= more
    widths[flexible] = max(widths[flexible], min(left, needs, bends.most or left))
    return widths


def fitted(text: str, width: int, *, right: bool = False, end_tells: bool = False) -> str:
    """A text as so many cells; one that is cut shows it."""
    if cell_len(text) > width and end_tells:
        while text and (cell_len(text) >= width or not cell_len(text[0])):
            text = text[1:]
        text = f"…{text}"
    elif cell_len(text) > width:
        text = set_cell_size(text, width - 1).rstrip(" ,") + "…"
    return " " * (width - cell_len(text)) + text if right else set_cell_size(text, width)


def _taken(widths: Iterable[int]) -> int:
    """The cells of columns with the blanks between them, after the two of the cursor's mark."""
    return sum(width + 1 for width in widths) + 1
