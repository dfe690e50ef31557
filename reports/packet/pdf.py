"""A document as PDF, set by Typst with the fonts it brings along. The data goes in as JSON and is never markup."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

from reports.packet.document import IN_CENTS, Document, Fact, Kind, Plot, Table, shown
from reports.packet.settable import settable
from storage.text import printable


def pdf_of(document: Document) -> bytes:
    """The PDF; the same document gives the same bytes."""
    import typst

    template = resources.files("reports.packet").joinpath("packet.typ").read_bytes()
    made = typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_settable(_data(document)))},
        timestamp=int(document.made_at.timestamp()) if document.made_at else 0,
    )
    assert isinstance(made, bytes)
    return made


def _settable(data: Any) -> Any:
    """The data with every text as the fonts can set it."""
    if isinstance(data, str):
        return settable(data)
    if isinstance(data, dict):
        return {key: _settable(value) for key, value in data.items()}
    return [_settable(value) for value in data] if isinstance(data, list) else data


def _data(document: Document) -> dict[str, Any]:
    return {
        "title": printable(document.title),
        "agency": printable(document.agency),
        "subtitle": [printable(line) for line in document.subtitle],
        "marks": list(document.marks),
        "big": [_fact(fact) for fact in document.facts if fact.big],
        "facts": [_fact(fact) for fact in document.facts if not fact.big],
        "plot": None if document.plot is None else _plot(document.plot),
        "first": [_table(table) for table in document.tables if table.on_first_page],
        "tables": [_table(table) for table in document.tables if not table.on_first_page],
        "words": [printable(text) for text in document.words],
        "seal": [_fact(fact) for fact in document.seal],
        "signatures": list(document.signatures),
        "foot": printable(document.foot),
    }


def _fact(fact: Fact) -> list[str]:
    return [printable(fact.label), printable(shown(fact.value, fact.kind))]


def _table(table: Table) -> dict[str, Any]:
    on_paper = [at for at, column in enumerate(table.columns) if column.share]
    columns = [table.columns[at] for at in on_paper]
    return {
        "name": table.name,
        "note": table.note,
        "shares": [column.share for column in columns],
        "right": [column.kind in {Kind.COUNT, *IN_CENTS} for column in columns],
        "labels": [column.label for column in columns],
        "rows": [[printable(shown(row[at], table.columns[at].kind)) for at in on_paper] for row in table.rows],
    }


def _plot(plot: Plot) -> dict[str, Any]:
    def lines(named: Sequence[tuple[str, Sequence[int]]]) -> list[dict[str, Any]]:
        return [{"name": name, "values": list(values)} for name, values in named]

    highest = max((value for _, values in (*plot.solid, *plot.dashed) for value in values), default=0)
    return {
        "title": plot.title,
        "days": [f"{day:%b} {day.day}" for day in plot.days],
        "highest": max(1, highest),
        "solid": lines(plot.solid),
        "dashed": lines(plot.dashed),
    }
