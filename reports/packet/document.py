"""What a paper holds, before any format: facts, a plot, tables, words, signatures. Every format is made from this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from program import amounts
from program.quarters.rate_line import RateLine
from reports.packet.words import day_of
from reports.words import short_dollars

Cell = str | int | date | None
"""What a cell holds: text, a count, cents (in a column of money), a day, or nothing."""


class Kind(StrEnum):
    """What a column or a fact holds. ``MONEY`` and ``CENTS`` are in cents; only the second always shows them."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    CENTS = "cents"
    DAY = "day"


IN_CENTS = frozenset({Kind.MONEY, Kind.CENTS})


@dataclass(frozen=True)
class Column:
    """A column of a table, on the paper and in the workbook unless it is left out of either.

    ``share`` is its part of the width that the others leave; 0 where it is as wide as what it holds.
    """

    label: str
    kind: Kind = Kind.TEXT
    share: int = 0
    on_paper: bool = True
    in_sheet: bool = True


@dataclass(frozen=True)
class Table:
    """A table. Its name is that of its sheet too, so at most 31 characters; ``note`` says what it is, in words.

    ``none`` says what it means that it has no row. With ``total`` its last row sums up the others. ``half`` ones stand
    side by side on the paper.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    none: str = "None."
    total: bool = False
    half: bool = False
    on_first_page: bool = False


@dataclass(frozen=True)
class Fact:
    """A figure with its name; ``big`` ones head the first page, each with a ``note`` of what it is made of."""

    label: str
    value: Cell
    kind: Kind = Kind.TEXT
    big: bool = False
    note: str = ""


@dataclass(frozen=True)
class Plot:
    """The rate through a quarter; ``note`` says what is drawn, ``words`` what it shows to whoever cannot see it."""

    title: str
    note: str
    line: RateLine
    words: str


@dataclass(frozen=True)
class Document:
    """A paper. ``marks`` stand across each page; ``made_at`` is the moment it was sealed, None for a draft.

    Days of its ``year`` are written without one. ``foot`` says on each page which paper it is, with moment and head.
    """

    title: str
    agency: str
    subtitle: Sequence[str]
    marks: Sequence[str]
    made_at: datetime | None
    year: int
    facts: Sequence[Fact]
    plot: Plot | None
    tables: Sequence[Table]
    seal: Sequence[Fact]
    signatures: Sequence[str]
    foot: str
    words: Sequence[str] = field(default=())


def shown(cell: Cell, kind: Kind, year: int) -> str:
    """A cell as people read it; days of ``year`` go without theirs."""
    if cell is None:
        return ""
    if kind in IN_CENTS:
        assert isinstance(cell, int)
        return short_dollars(cell) if kind is Kind.MONEY else amounts.dollars(cell)
    if isinstance(cell, date):
        return day_of(cell, year)
    return f"{cell:,}" if isinstance(cell, int) else cell
