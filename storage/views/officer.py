"""The roster: each officer's standing by dates, and what each holds. Sorted by name; no rate, no rank, on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from program.leads.outcome import Outcome
from program.officers.standing import Period, Standing, standing_on
from program.refusals import BadInput
from storage.schema.lead import lead
from storage.schema.officer import officer, standing
from storage.text import compared
from storage.views.reader import Reader, day_or_none


@dataclass(frozen=True)
class OfficerRecord:
    """An officer with all periods of standing, by first day."""

    id: str
    badge: str
    name: str
    periods: tuple[Period, ...]
    bases: tuple[str, ...]

    def standing_on(self, day: date) -> Standing | None:
        """The officer's standing on a day."""
        return standing_on(self.periods, day)


@dataclass(frozen=True)
class OfficerLine:
    """One line of the roster: standing on the day asked for, and the leads held over all quarters.

    ``until`` is the last day of the standing, where it has one; ``by_outcome`` leaves open ones out.
    """

    badge: str
    name: str
    standing: Standing | None
    until: date | None
    open: int
    overdue: int
    by_outcome: Mapping[Outcome, int]


@dataclass(frozen=True)
class Roster:
    """The roster on a day."""

    on: date
    officers: tuple[OfficerLine, ...]


def officer_records(connection: Connection, agency_id: str) -> tuple[OfficerRecord, ...]:
    """All officers, by name, then badge."""
    return records_of(
        connection.execute(select(officer).where(officer.c.agency_id == agency_id)).mappings(),
        connection.execute(select(standing).where(standing.c.agency_id == agency_id)).mappings(),
    )


def records_of(
    officers: Iterable[Mapping[Any, Any]], standings: Iterable[Mapping[Any, Any]]
) -> tuple[OfficerRecord, ...]:
    """The officers of rows and their rows of standing, by name, then badge."""
    spans: dict[str, list[tuple[Period, str]]] = {}
    for row in sorted(standings, key=lambda row: row["from_on"]):
        period = Period(Standing(row["standing"]), date.fromisoformat(row["from_on"]), day_or_none(row["until_on"]))
        spans.setdefault(row["officer_id"], []).append((period, row["basis"]))
    return tuple(
        OfficerRecord(
            row["id"],
            row["badge"],
            row["name"],
            tuple(period for period, _ in spans.get(row["id"], ())),
            tuple(basis for _, basis in spans.get(row["id"], ())),
        )
        for row in sorted(officers, key=lambda row: (row["name"].casefold(), row["name"], row["badge"]))
    )


def roster(reader: Reader, on: date | None = None) -> Roster:
    """The roster on a day, today unless given."""
    day = on or reader.today
    with reader.moment() as connection:
        records = officer_records(connection, reader.agency_id)
        held = connection.execute(
            select(
                lead.c.officer_id,
                lead.c.outcome,
                func.count().label("leads"),
                func.count().filter((lead.c.outcome == "open") & (lead.c.due_on < day.isoformat())).label("overdue"),
            )
            .where(lead.c.agency_id == reader.agency_id, lead.c.officer_id.is_not(None))
            .group_by(lead.c.officer_id, lead.c.outcome)
        ).all()
    by_officer: dict[str, dict[Outcome, int]] = {}
    overdue: dict[str, int] = {}
    for row in held:
        by_officer.setdefault(row.officer_id, {})[Outcome(row.outcome)] = row.leads
        overdue[row.officer_id] = overdue.get(row.officer_id, 0) + row.overdue
    return Roster(
        day,
        tuple(
            OfficerLine(
                record.badge,
                record.name,
                record.standing_on(day),
                next((period.until for period in record.periods if period.holds(day)), None),
                by_officer.get(record.id, {}).get(Outcome.OPEN, 0),
                overdue.get(record.id, 0),
                {o: n for o, n in sorted_outcomes(by_officer.get(record.id, {})).items() if o is not Outcome.OPEN},
            )
            for record in records
        ),
    )


def officer_record(reader: Reader, badge: str) -> OfficerRecord:
    """One officer with all periods; raises BadInput where no such badge is on the roster."""
    with reader.moment() as connection:
        for record in officer_records(connection, reader.agency_id):
            if compared(record.badge) == compared(badge):
                return record
    raise BadInput("officer", badge, "no officer of this badge is on the roster")


def sorted_outcomes(counts: Mapping[Outcome, int]) -> dict[Outcome, int]:
    """The counts in the order of the outcomes."""
    return {outcome: counts[outcome] for outcome in Outcome if counts.get(outcome)}
