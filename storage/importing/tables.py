"""From a file to the table in it: the sheet that fits, the row of its headings, and the rows below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from program.refusals import BadInput
from storage.importing.encodings import Encoding
from storage.importing.files import Opened, Rows, Sheet, json_rows, opened_text, text_sheet, too_long
from storage.importing.header_row import Header, Wanted, find_header
from storage.importing.headers import meant_fields
from storage.importing.hidden_rows import count_hidden_rows
from storage.importing.limits import Limits
from storage.importing.manner import Manner
from storage.importing.values import Cell
from storage.text import sheet_as_said


@dataclass(frozen=True)
class Table:
    """A table that was found: its rows, whether its header fits, and what is to be said of the file around it.

    ``unread`` are the other sheets that hold something, ``hidden`` those of them that the workbook hides, ``linked``
    whether the workbook refers to other files.
    """

    rows: Rows
    fits: bool
    encoding: Encoding | None = None
    sheets: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    hidden_rows: int = 0
    linked: bool = False


@contextmanager
def found_table(opened: Opened, wanted: Wanted, manner: Manner, *, must_fit: bool = True) -> Iterator[Table]:
    """The table of a file, for the length of a block.

    Raises BadInput where there is none, or where it cannot be told which one is meant; unless ``must_fit``, the first
    one is then taken.
    """
    if opened.kind == "workbook":
        if manner.delimiter is not None or manner.encoding is not None:
            raise BadInput("file", opened.path, "is a workbook, which has no delimiter and no encoding to say")
        yield _of_workbook(opened, wanted, manner, must_fit)
        return
    if manner.sheet is not None:
        raise BadInput("sheet", manner.sheet, "the file is no workbook and has no sheets; leave it out")
    with opened_text(opened) as file:
        if opened.kind == "jsonl":
            if manner.header_row is not None:
                raise BadInput("header_row", manner.header_row, "a file of JSON Lines has no row of headings")
            rows = json_rows(opened.path, file)
            fits = set(wanted.required) <= meant_fields(rows.header, wanted.words, wanted.chosen)
            yield Table(_held(opened, rows, manner.limits), fits, opened.encoding)
            return

        def fields(row: Sequence[str]) -> int:
            return len(meant_fields(row, wanted.words, wanted.chosen))

        sheet = text_sheet(opened.path, file, manner.delimiter, manner.limits, fields)
        header = find_header(sheet.records(), wanted, manner.header_row)
        if header is None:
            raise BadInput("file", opened.path, "is empty")
        yield Table(_below(opened, sheet, header, manner.limits), header.fits, opened.encoding)


def _of_workbook(opened: Opened, wanted: Wanted, manner: Manner, must_fit: bool) -> Table:
    from storage.importing.workbooks import workbook

    found = workbook(opened.path, manner.sheet, manner.limits)
    looked_at = found.sheets[:1] if manner.sheet is not None else found.sheets
    headers = [(sheet, find_header(sheet.records(), wanted, manner.header_row)) for sheet in looked_at]
    tables = [(sheet, header) for sheet, header in headers if header is not None]
    chosen, header = _chosen(tables, must_fit)
    assert chosen.name is not None
    others = tuple(sheet.name or "" for sheet in found.sheets if sheet is not chosen)
    rows = _below(opened, chosen, header, manner.limits)
    return Table(
        _held(opened, rows, manner.limits),
        header.fits,
        sheets=tuple(sheet.name or "" for sheet in found.sheets),
        unread=others,
        hidden=tuple(name for name in found.hidden if name != chosen.name),
        hidden_rows=count_hidden_rows(opened.path, chosen.name),
        linked=found.linked,
    )


def _chosen(tables: Sequence[tuple[Sheet, Header]], must_fit: bool) -> tuple[Sheet, Header]:
    """The one sheet that fits. Where none does and one alone holds something, it is that one: what its header lacks is
    said by name."""
    fitting = [table for table in tables if table[1].fits]
    if must_fit:
        if len(fitting) > 1:
            raise BadInput("sheet", "", f"{_list(fitting)} fit; name one with --sheet NAME")
        if not fitting and len(tables) > 1:
            raise BadInput("sheet", "", f"none of {_list(tables)} has the columns needed; name one with --sheet NAME")
    return next(iter(fitting or tables))


def _list(tables: Sequence[tuple[Sheet, Header]]) -> str:
    return " and ".join(repr(sheet_as_said(sheet.name or "")) for sheet, _ in tables[:6])


def _below(opened: Opened, sheet: Sheet, header: Header, limits: Limits) -> Rows:
    names = [*header.names]
    while names and not names[-1]:
        names.pop()
    if len(names) > limits.columns:
        problem = f"has {len(names):,} columns, more than {limits.columns:,}; --limit columns=NUMBER allows more"
        raise BadInput("file", opened.path, problem)

    def below() -> Iterator[tuple[int, Sequence[Cell]]]:
        records = iter(sheet.records())
        if header.last:
            for number, _ in records:
                if number >= header.last:
                    break
        yield from records

    return Rows(names, below, False, header.first, header.last, sheet.name, sheet.delimiter)


def _held(opened: Opened, rows: Rows, limits: Limits) -> Rows:
    """The rows, none with a cell that is too long; a file of text is held to that where it is cut into cells."""

    def below() -> Iterator[tuple[int, Sequence[Cell]]]:
        for number, cells in rows.below():
            for cell in cells:
                if isinstance(cell, str) and len(cell) > limits.cell:
                    raise BadInput("file", opened.path, f"row {number:,}: {too_long(limits)}")
            yield number, cells

    return Rows(rows.header, below, rows.blank_is_problem, rows.first, rows.last, rows.sheet, rows.delimiter)
