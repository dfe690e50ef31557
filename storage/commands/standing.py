"""The officers' standings as periods of the rules, and the writing of a new one over the old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from program.officers.standing import Period, Standing, set_span, standing_on
from storage.journal.format import Row
from storage.journal.standing import period_of
from storage.journal.writer import Writer
from storage.schema.officer import standing


def standing_rows(writer: Writer, officer_row: Row) -> list[Row]:
    """The officer's rows of ``standing`` by first day."""
    return writer.rows(
        writer.select(standing).where(standing.c.officer_id == officer_row["id"]).order_by(standing.c.from_on)
    )


def standing_of(writer: Writer, officer_row: Row, day: date) -> Standing | None:
    """The officer's standing on a day."""
    return standing_on([period_of(row) for row in standing_rows(writer, officer_row)], day)


def write_span(writer: Writer, officer_row: Row, new: Period, basis: str) -> None:
    """Writes a period over what held before: days are taken from old rows, and a row cut in two keeps its basis."""
    before = standing_rows(writer, officer_row)
    gone: list[Row] = []
    shortened: list[tuple[Row, Row]] = []
    added: list[Row] = []
    for row in before:
        rest = [period for period in set_span([period_of(row)], new) if period is not new]
        if not rest:
            gone.append(row)
            continue
        shortened.append((row, {**row, **_columns(rest[0])}))
        added.extend(
            {"id": writer.new_id(), "officer_id": officer_row["id"], "basis": row["basis"], **_columns(period)}
            for period in rest[1:]
        )
    added.append({"id": writer.new_id(), "officer_id": officer_row["id"], "basis": basis, **_columns(new)})
    writer.delete_many(standing, gone)
    writer.replace_many(standing, _shrinking_first(shortened))
    writer.insert_many(standing, added)


def _columns(period: Period) -> Row:
    return {
        "standing": period.standing.value,
        "from_on": period.from_.isoformat(),
        "until_on": None if period.until is None else period.until.isoformat(),
    }


def _shrinking_first(pairs: Sequence[tuple[Row, Row]]) -> list[tuple[Row, Row]]:
    return sorted(pairs, key=lambda pair: pair[0]["from_on"])
