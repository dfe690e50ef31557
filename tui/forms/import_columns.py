"""The columns of a file that is looked at: which field each is, and what stands in it; those dropped are struck out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from program.refusals import BadInput
from storage.importing.date_order import DateOrder
from storage.importing.headers import NO_COLUMN
from storage.importing.look import Look, LookedColumn
from storage.text import printable
from tui.lists.lines import Line, Lines
from tui.widgets.choices import Choice

DROPPED = ""
_HEADING_WIDTH = 20
_FIELD_WIDTH = 13


class ColumnList(Lines):
    """The columns; Space on one asks which field it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "ask", "What is it", show=False)]

    @dataclass
    class Asked(Message):
        """Somebody wants to say what a column is."""

        column: LookedColumn

    def __init__(self) -> None:
        super().__init__(id="columns")

    def show_look(self, look: Look) -> None:
        """Shows the columns, the cursor on the first that may be a date that is missing."""
        self.show([Line(_line(look, column), column) for column in look.columns])
        offered = {letters for _, letters in look.offers}
        at = next((at for at, column in enumerate(look.columns) if column.letters in offered), None)
        if at is not None:
            self.highlighted = at

    def action_ask(self) -> None:
        """Asks for the column under the cursor."""
        column = self.line_at(self.highlighted).opens if self.highlighted is not None else None
        if isinstance(column, LookedColumn):
            self.post_message(self.Asked(column))


def field_choices(look: Look, column: LookedColumn) -> list[Choice]:
    """What a column may be: dropped, or one of the fields, with the column that each is now."""
    taken = {other.field: other.letters for other in look.columns if other.field is not None}
    choices = [Choice(DROPPED, "dropped, never stored")]
    for field in look.fields:
        elsewhere = f"   now column {taken[field]}" if taken.get(field, column.letters) != column.letters else ""
        choices.append(Choice(field, f"{_words(field)}{elsewhere}"))
    return choices


def likely_field(look: Look, column: LookedColumn) -> str:
    """What a column is, or is the likeliest to be."""
    return column.field or next((field for field, letters in look.offers if letters == column.letters), DROPPED)


def mapping_text(look: Look, column: LookedColumn, field: str) -> str:
    """The line for columns once a column is a field, or dropped: ``reference=Lead No.; due on=E``."""
    named = {one.field: one.name for one in look.columns if one.field is not None and one.letters != column.letters}
    if field != DROPPED:
        named[field] = column.name
    elif column.field is not None:
        named[column.field] = NO_COLUMN
    return "; ".join(f"{_words(name)}={of}" for name, of in named.items())


def mapping_of(typed: str, example: str) -> dict[str, str]:
    """The column of each field that a line for columns names; raises BadInput."""
    mapping: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in typed.split(";"))):
        name, equals, column = pair.partition("=")
        if not equals or not name.strip() or not column.strip():
            raise BadInput("map", pair, f"write field=Column, several with ; between them: {example}")
        mapping["_".join(name.split()).casefold()] = column.strip()
    return mapping


def how_it_was_read(look: Look) -> str:
    """``sheet Data · headings in row 4 · semicolon · utf-8 · received on day first``."""
    return " · ".join(_how(look))


def offers(look: Look) -> str:
    """Columns of dates that are left over, for dates that no column gives."""
    said = [f"column {letters} holds dates, and {_words(field)} has none" for field, letters in look.offers]
    return f"{'; '.join(said)}: Space on it says what it is" if said else ""


def _how(look: Look) -> Iterator[str]:
    if look.sheet is not None:
        others = len(look.sheets) - 1
        yield f"sheet {printable(look.sheet)}{f' of {others + 1}' if others else ''}"
    yield f"headings in row {look.header_row}" if look.header_row else "no row of headings"
    if look.delimiter is not None:
        yield look.delimiter.value
    if look.encoding is not None:
        yield look.encoding.value.replace("_", "-")
    for order in dict.fromkeys(look.orders.values()):
        fields = [_words(field) for field, its in look.orders.items() if its == order]
        yield f"{', '.join(fields)} {DateOrder(order).words}"


def _line(look: Look, column: LookedColumn) -> Content:
    """A column's letter, heading, field, and five of its cells."""
    heading = f"{_cut(column.heading or '(no heading)', _HEADING_WIDTH):<{_HEADING_WIDTH}}"
    offered = any(letters == column.letters for _, letters in look.offers)
    field = _words(column.field) if column.field is not None else "dates?" if offered else "dropped"
    style = "$text-success" if column.field is not None else "$text-warning" if offered else "$text-muted"
    return Content.assemble(
        (f"{column.letters:<3}", "$text-muted"),
        (heading, "$text-muted strike" if column.field is None else ""),
        (f"  {field:<{_FIELD_WIDTH}}", style),
        ("  ".join(column.samples), "$text-muted strike" if column.field is None and not offered else ""),
    )


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _words(field: str) -> str:
    return field.replace("_", " ")
