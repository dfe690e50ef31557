"""Tables of leads as Hypothesis draws them, and the files that senders make of one: the same leads in another dress."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from hypothesis import strategies as st

from program.leads.outcome import Outcome
from storage.importing.date_order import DateOrder
from storage.importing.headers import LEAD_FIELDS
from storage.importing.lead import DATES
from tests.frozen import TODAY
from tests.storage.test_workbooks import spreadsheet

Fields = dict[str, str]
"""What a lead has, by field, as a person reads it: dates are ISO, the officer is a badge. Blank fields are left out."""

STYLES: Mapping[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "us": lambda day: f"{day.month}/{day.day}/{day.year}",
    "padded": lambda day: f"{day:%m/%d/%Y}",
    "day first": lambda day: f"{day:%d.%m.%Y}",
    "names": lambda day: f"{day.day} {day:%B} {day.year}",
    "american names": lambda day: f"{day:%b} {day.day}, {day.year}",
    "digits": lambda day: f"{day:%Y%m%d}",
    "at midnight": lambda day: f"{day.isoformat()} 00:00:00",
}
_TITLES = (["ICE leads of the week"], ["Printed 11/24/2025 by the field office"], ["", "Provided to the agency"], [""])
_OTHERS = {"Subject": "Jane Q Roe", "Nationality": "none", "Remarks": 'call, then "visit"\nagain'}
_SPOKEN = {
    Outcome.LOCATED: ("located", "L", "Located"),
    Outcome.NOT_LOCATED: ("not_located", "n", "Not located"),
    Outcome.WITHDRAWN: ("withdrawn", "Withdrawn by ICE"),
    Outcome.MISTAKEN_IDENTITY: ("m", "Mistaken identity"),
}


@st.composite
def leads(draw: st.DrawFn) -> list[Fields]:
    """Up to eight leads, each with a reference of its own."""
    numbers = draw(st.lists(st.integers(1, 99_999), min_size=1, max_size=8, unique=True))
    return [draw(lead_of(f"24-{number:05}")) for number in numbers]


@st.composite
def lead_of(draw: st.DrawFn, reference: str) -> Fields:
    received = draw(st.dates(date(2025, 8, 1), TODAY))
    found = {"reference": reference, "received_on": received.isoformat()}
    if draw(st.booleans()):
        found["due_on"] = (received + timedelta(days=draw(st.integers(0, 60)))).isoformat()
    if draw(st.booleans()):
        found["officer"] = draw(st.sampled_from(("1041", "1052")))
    if draw(st.booleans()):
        found["outcome"] = draw(st.sampled_from(sorted(_SPOKEN))).value
        found["outcome_on"] = draw(st.dates(received, TODAY)).isoformat()
        if draw(st.booleans()):
            found["evidence"] = f"ACK-{draw(st.integers(100, 9_999))}"
    return found


@dataclass(frozen=True)
class Disguise:
    """How a file is dressed: its rows and what writes them; ``order`` is what has to be said of its dates, if
    anything."""

    kind: str
    rows: Sequence[Sequence[str]]
    header: int
    encoding: str
    delimiter: str
    says_delimiter: bool
    order: DateOrder | None

    def write(self, folder: Path) -> Path:
        """Writes the file."""
        place = folder / f"leads.{self.kind}"
        write: Mapping[str, Callable[[Path], object]] = {
            "csv": self._csv, "xlsx": self._xlsx, "ods": self._ods, "jsonl": self._json,
        }  # fmt: skip
        write[self.kind](place)
        return place

    def _csv(self, place: Path) -> None:
        made = io.StringIO()
        if self.says_delimiter:
            made.write(f"sep={self.delimiter}\r\n")
        csv.writer(made, delimiter=self.delimiter).writerows(self.rows)
        place.write_bytes(made.getvalue().encode(self.encoding))

    def _xlsx(self, place: Path) -> None:
        with xlsxwriter.Workbook(str(place)) as book:
            sheet = book.add_worksheet()
            for at, row in enumerate(self.rows):
                for column, text in enumerate(row):
                    if text:
                        sheet.write_string(at, column, text)

    def _ods(self, place: Path) -> None:
        def cell(text: str) -> str:
            escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
            return f'<table:table-cell office:value-type="string"><text:p>{escaped}</text:p></table:table-cell>'

        lines = (f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in self.rows)
        spreadsheet(place, "".join(lines))

    def _json(self, place: Path) -> None:
        header = self.rows[self.header]
        lines = (
            json.dumps({name: text for name, text in zip(header, row, strict=False) if name}, ensure_ascii=False)
            for row in self.rows[self.header + 1 :]
        )
        place.write_text("\n".join(lines), encoding="utf-8")


@st.composite
def disguised(draw: st.DrawFn, table: Sequence[Fields]) -> Disguise:
    """A file of the leads: columns, words, dates, order and surroundings of its own."""
    kind = draw(st.sampled_from(("csv", "csv", "xlsx", "ods", "jsonl")))
    used = [field for field in LEAD_FIELDS if any(field in lead for lead in table)]
    others = draw(st.lists(st.sampled_from(sorted(_OTHERS)), unique=True))
    columns = draw(st.permutations([*used, *others]))
    words = {field: draw(_word(field)) for field in used}
    styles = {field: draw(st.sampled_from(sorted(STYLES))) for field in DATES}
    proven = all(
        styles[field] != "day first" or any(_day(lead[field]).day > 12 for lead in table if field in lead)
        for field in DATES
        if field in used
    )
    if not proven:
        styles = {field: "day first" if style in ("us", "padded") else style for field, style in styles.items()}
    margin = [""] * draw(st.integers(0, 2)) if kind != "jsonl" else []
    body = [
        [*margin, *(_OTHERS.get(column) or draw(_cell(lead, column, styles)) for column in columns)]
        for lead in draw(st.permutations(table))
    ]
    rows: list[list[str]] = []
    for row in body:
        rows += [[] for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2))))]
        rows.append(row)
    if kind != "jsonl" and draw(st.booleans()):
        rows.insert(draw(st.integers(1, len(rows))), [*margin, *(words.get(column, column) for column in columns)])
    if kind != "jsonl" and draw(st.booleans()):
        rows.append([*margin, f"Total leads: {len(table)}"])
    above = draw(st.lists(st.sampled_from(_TITLES), max_size=3)) if kind != "jsonl" else []
    return Disguise(
        kind,
        [*above, [*margin, *(words.get(column, column) for column in columns)], *rows],
        len(above),
        draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252"))),
        draw(st.sampled_from(",;\t|")),
        draw(st.booleans()),
        None if proven else DateOrder.DMY,
    )


def _word(field: str) -> st.SearchStrategy[str]:
    words = st.sampled_from((*LEAD_FIELDS[field], field))
    return st.tuples(words, st.sampled_from((str.upper, str.title, str.lower, _dotted, _blank))).map(
        lambda drawn: drawn[1](drawn[0])
    )


def _dotted(text: str) -> str:
    return text.capitalize() + "."


def _blank(text: str) -> str:
    return f"  {text.replace(' ', '_')} "


@st.composite
def _cell(draw: st.DrawFn, lead: Fields, field: str, styles: Mapping[str, str]) -> str:
    value = lead.get(field, "")
    if not value:
        return draw(st.sampled_from(("", "", " ")))
    if field in DATES:
        return STYLES[styles[field]](_day(value))
    if field == "outcome":
        return draw(st.sampled_from(_SPOKEN[Outcome(value)]))
    return draw(st.sampled_from((value, value, f" {value} ", f"{value}\u00a0")))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def as_read(fields: Mapping[str, Any], reference: str) -> Fields:
    """What the reader says of a lead, in the same form."""
    return {"reference": reference, **fields}
