"""What a paper holds, before any format: facts, a plot, tables, words, signatures. Every format is made from this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from program import amounts
from program.quarters.rate_line import RateLine
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
    """A column of a table; ``share`` is its part of the paper's width, 0 where it is left out of the PDF."""

    label: str
    kind: Kind = Kind.TEXT
    share: int = 1


@dataclass(frozen=True)
class Table:
    """A table. Its name is that of its sheet too, so at most 31 characters; ``note`` says what it is, in words."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    on_first_page: bool = False


@dataclass(frozen=True)
class Fact:
    """A figure with its name; ``big`` ones head the first page."""

    label: str
    value: Cell
    kind: Kind = Kind.TEXT
    big: bool = False


@dataclass(frozen=True)
class Plot:
    """The rate through a quarter; ``note`` says what is drawn, ``words`` what it shows to whoever cannot see it."""

    title: str
    note: str
    line: RateLine
    words: str


@dataclass(frozen=True)
class Document:
    """A paper. ``marks`` stand across each page; ``made_at`` is the moment it was sealed, None for a draft."""

    title: str
    agency: str
    subtitle: Sequence[str]
    marks: Sequence[str]
    made_at: datetime | None
    facts: Sequence[Fact]
    plot: Plot | None
    tables: Sequence[Table]
    seal: Sequence[Fact]
    signatures: Sequence[str]
    foot: str
    words: Sequence[str] = field(default=())


def shown(cell: Cell, kind: Kind) -> str:
    """A cell as people read it."""
    if cell is None:
        return ""
    if kind in IN_CENTS:
        assert isinstance(cell, int)
        return short_dollars(cell) if kind is Kind.MONEY else amounts.dollars(cell)
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
