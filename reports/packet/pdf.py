"""A document as PDF/UA-1 and PDF/A-2a, set by Typst with the fonts it brings along, and where they lack a character
with one of this computer that has it.

The data goes in as JSON and is never markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from importlib import resources
from typing import Any

from program.calendar import months_of
from program.quarters.figures import Rate
from reports.packet.document import IN_CENTS, Cell, Document, Fact, Kind, Plot, Table, shown
from reports.packet.drawing import our_drawing
from reports.packet.fonts import folder_of, fonts_for, mark_of
from reports.packet.settable import lacking, settable
from reports.words import short_dollars
from storage.text import printable

Said = Callable[[str], str]
"""How a text is set: as it is, or with what no font has by its code points."""

_WHOLE = 10_000
_NOTHING = "–"

_LONG_RUN = re.compile(r"\S{14}")
_PIECES = re.compile(r"U\+[0-9A-F]{4,6}|[^\W\d_]{1,24}[-/,.]*|[^-/]{1,4}[-/]*|[-/]+")
"""Of a long run: words as they are, everything else in fours, each with the stroke that ends it."""


def pdf_of(document: Document) -> bytes:
    """The PDF; the same document gives the same bytes from the code that its mark names (``drawing.py``).

    Where it needs fonts of this computer it has a mark of theirs too.
    """
    made_at = int(document.made_at.timestamp()) if document.made_at else 0
    return set_by("packet.typ", lambda said: _data(document, said), made_at)


def set_by(template: str, data_of: Callable[[Said], dict[str, Any]], made_at: int) -> bytes:
    """Data as a PDF by one of our templates; ``made_at`` in seconds since 1970.

    ``data_of`` makes the data, given how a text is said that no font of ours can set: as it is where a font of this
    computer has what they lack, and else by its code points.
    """
    data = data_of(str)
    lacks = lacking(json.dumps(data, ensure_ascii=False))
    if not lacks:
        return _compiled(template, data, made_at)
    fonts = fonts_for(lacks)
    if fonts:
        import typst

        said = partial(settable, others=frozenset[str]().union(*(font.covers for font in fonts)))
        with suppress(OSError, typst.TypstError), folder_of(fonts) as folders:  # a font that cannot be read or set
            return _compiled(template, {**_said(data_of(said), said), "fonts": mark_of(fonts)}, made_at, folders)
    return _compiled(template, _said(data_of(settable), settable), made_at)


def _compiled(template: str, data: dict[str, Any], made_at: int, folders: Sequence[str] = ()) -> bytes:
    import typst

    made = typst.compile(
        resources.files("reports.packet").joinpath(template).read_bytes(),
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=list(folders)),
        sys_inputs={"document": json.dumps(data)},
        pdf_standards=["ua-1", "a-2a"],  # a public body has to post what everybody can read, and keep it for long
        timestamp=made_at,
    )
    assert isinstance(made, bytes)
    return made


def _said(data: Any, said: Said) -> Any:
    """The data with every text as the fonts can set it."""
    if isinstance(data, str):
        return said(data)
    if isinstance(data, dict):
        return {key: _said(value, said) for key, value in data.items()}
    return [_said(value, said) for value in data] if isinstance(data, list) else data


def _data(document: Document, said: Said = settable) -> dict[str, Any]:
    year = document.year
    return {
        "title": printable(document.title),
        "drawing": our_drawing(),
        "agency": printable(document.agency),
        "subtitle": [printable(line) for line in document.subtitle],
        "marks": list(document.marks),
        "big": [_fact(fact, year) for fact in document.facts if fact.big],
        "facts": [_fact(fact, year) for fact in document.facts if not fact.big],
        "plot": None if document.plot is None else plot_data(document.plot),
        "first": [_table(table, year, said) for table in document.tables if table.on_first_page],
        "tables": [_table(table, year, said) for table in document.tables if not table.on_first_page],
        "words": [printable(text) for text in document.words],
        "seal": [_fact(fact, year) for fact in document.seal],
        "signatures": list(document.signatures),
        "foot": printable(document.foot),
    }


def _fact(fact: Fact, year: int) -> list[str]:
    return [printable(fact.label), printable(shown(fact.value, fact.kind, year)), printable(fact.note)]


def _table(table: Table, year: int, said: Said) -> dict[str, Any]:
    """A table; ``pieces`` and ``dashes`` name cells, counted from the first one, that are more than plain text."""
    on_paper = [at for at, column in enumerate(table.columns) if column.on_paper]
    columns = [table.columns[at] for at in on_paper]
    rows = [[_cell(row[at], table.columns[at].kind, year, said) for at in on_paper] for row in table.rows]
    cells = [cell for row in rows for cell in row]
    return {
        "name": table.name,
        "note": printable(table.note),
        "none": table.none,
        "half": table.half,
        "total": table.total,
        "shares": [column.share for column in columns],
        "right": [column.kind in {Kind.COUNT, *IN_CENTS} for column in columns],
        "labels": [column.label for column in columns],
        "rows": [[cell if isinstance(cell, str) else "" for cell in row] for row in rows],
        "pieces": [[at, cell] for at, cell in enumerate(cells) if isinstance(cell, list)],
        "dashes": [at for at, cell in enumerate(cells) if cell == _NOTHING],
    }


def _cell(cell: Cell, kind: Kind, year: int, said: Said) -> str | list[str]:
    """A cell of a table: what is nothing is a dash, as on the screens."""
    return _NOTHING if cell == 0 else fitting(shown(cell, kind, year), said)


def fitting(text: str, said: Said = settable) -> str | list[str]:
    """The text as it is set in a column; one with a long run of characters in pieces, between which a line may end."""
    set_so = said(printable(text))
    if not _LONG_RUN.search(set_so):
        return set_so
    return [piece for word in set_so.split() for piece in (" ", *_PIECES.findall(word))][1:]


def plot_data(plot: Plot) -> dict[str, Any]:
    """The plot with every place in ten-thousandths of its width from the left and of its height from the top."""
    line, quarter = plot.line, plot.line.quarter
    days = (quarter.ends_on - quarter.starts_on).days

    def across(day: date) -> int:
        return _WHOLE * (day - quarter.starts_on).days // days

    def down(numerator: int, denominator: int = 1) -> int:
        """The place of a percent, given as a fraction."""
        return _WHOLE * (100 * denominator - numerator) // ((100 - line.foot) * denominator)

    def of(rate: Rate) -> int:
        return down(100 * rate.located, rate.provided)

    return {
        "title": plot.title,
        "note": printable(plot.note),
        "words": printable(plot.words),
        "percents": [[f"{percent}%", down(percent)] for percent in range(100, line.foot - 1, -10)],
        "months": [[month.words[:3], across(month.starts_on)] for month in months_of(quarter)],
        "tiers": [
            [down(tier.from_percent), short_dollars(tier.award_cents), tier.from_percent == line.reached]
            for tier in line.tiers
        ],
        "points": [[across(point.day), of(point.rate)] for point in line.points],
        "fan": [] if line.fan is None else [of(line.fan.if_none), of(line.fan.if_all)],
    }
