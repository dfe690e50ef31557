"""A document as XLSX: a sheet of facts, then a sheet per table. Cells are typed; no formula is ever made from data."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from program.amounts import dollars
from reports.packet.document import IN_CENTS, Cell, Column, Document, Fact, Kind, Table
from storage.text import printable

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_NEVER = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDEST = 48
_LETTER = 1  # as XLSX numbers sizes of paper
_AT_RIGHT = frozenset({Kind.COUNT, Kind.DAY, *IN_CENTS})


def xlsx_of(document: Document) -> bytes:
    """The workbook; the same document gives the same bytes."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **_NEVER}) as book:
        created = document.made_at or datetime(2000, 1, 1, tzinfo=UTC)
        book.set_properties(
            {
                "title": printable(document.title),
                "author": printable(document.agency),
                "created": created.replace(tzinfo=None, microsecond=0),
            }
        )
        money = book.add_format({"num_format": '"$"#,##0.00'})
        formats = {
            Kind.MONEY: money,
            Kind.CENTS: money,
            Kind.COUNT: book.add_format({"num_format": "#,##0"}),
            Kind.DAY: book.add_format({"num_format": "yyyy-mm-dd"}),
            Kind.TEXT: book.add_format({"num_format": "@"}),
        }
        bold = book.add_format({"bold": True})
        heads = {False: bold, True: book.add_format({"bold": True, "align": "right"})}
        _write_facts(book.add_worksheet("Summary"), document, formats, bold)
        for table in document.tables:
            _write_table(book.add_worksheet(table.name), table, formats, heads)
    return made.getvalue()


def _write_facts(sheet: Worksheet, document: Document, formats: dict[Kind, Any], bold: Any) -> None:
    above = [*document.marks, document.title, *document.subtitle]
    for at, line in enumerate(above):
        sheet.write_string(at, 0, printable(line), bold)
    facts: Sequence[Fact] = [*document.facts, *document.seal]
    for at, fact in enumerate(facts, len(above) + 1):
        sheet.write_string(at, 0, printable(fact.label))
        _write(sheet, at, 1, fact.value, fact.kind, formats)
        if fact.note:
            sheet.write_string(at, 2, printable(fact.note))
    for at, text in enumerate((*document.words, document.foot), len(above) + len(facts) + 2):
        sheet.write_string(at, 0, printable(text))
    sheet.set_column(0, 0, max((len(fact.label) for fact in facts), default=0) + 2)
    sheet.set_column(1, 2, _WIDEST)
    _fit_for_print(sheet)


def _write_table(sheet: Worksheet, table: Table, formats: dict[Kind, Any], heads: dict[bool, Any]) -> None:
    written = [(at, column) for at, column in enumerate(table.columns) if column.in_sheet]
    for to, (at, column) in enumerate(written):
        sheet.write_string(0, to, column.label, heads[column.kind in _AT_RIGHT])
        sheet.set_column(to, to, _width(column, at, table))
    for line, row in enumerate(table.rows, 1):
        for to, (at, column) in enumerate(written):
            _write(sheet, line, to, row[at], column.kind, formats)
    if not table.rows:
        sheet.write_string(1, 0, table.none)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _fit_for_print(sheet)


def _fit_for_print(sheet: Worksheet) -> None:
    """Letter, sideways, all columns on one page: who prints a sheet wants to read it."""
    sheet.set_paper(_LETTER)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write(sheet: Worksheet, line: int, at: int, cell: Cell, kind: Kind, formats: dict[Kind, Any]) -> None:
    if cell is None:
        return
    if isinstance(cell, int):
        number = Decimal(cell) / 100 if kind in IN_CENTS else Decimal(cell)
        sheet.write_number(line, at, number, formats[kind])
    elif isinstance(cell, date):
        sheet.write_datetime(line, at, datetime(cell.year, cell.month, cell.day), formats[Kind.DAY])  # noqa: DTZ001
    else:
        sheet.write_string(line, at, printable(cell), formats[Kind.TEXT])


def _width(column: Column, at: int, table: Table) -> int:
    """As wide as what stands in the column, in characters; amounts and days are counted as the workbook shows them."""
    longest = max((_length(row[at], column.kind) for row in table.rows), default=0)
    return min(_WIDEST, 2 + max(longest, len(column.label)))


def _length(cell: Cell, kind: Kind) -> int:
    if cell is None:
        return 0
    if isinstance(cell, int):
        return len(dollars(cell)) if kind in IN_CENTS else len(f"{cell:,}")
    return len(cell.isoformat()) if isinstance(cell, date) else _cells(cell)


def _cells(text: str) -> int:
    """How wide a text is, in characters: East Asian ones take two."""
    return len(text) if text.isascii() else sum(1 + (east_asian_width(one) in "WF") for one in text)
