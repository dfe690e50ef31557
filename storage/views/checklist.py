"""What stands between a quarter and its closing, line by line, each with what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, func, select

from program.calendar import Quarter
from program.leads.near_duplicates import nearly_alike
from program.leads.outcome import Origin
from program.officers.standing import Standing, standing_on
from program.rules.checklist import Check
from program.rules.rule_set import RuleSet
from storage.moments import first_moment_of
from storage.schema.ice_count import ice_count
from storage.schema.import_batch import import_batch, rejects_settled
from storage.schema.journal import journal_change, journal_entry
from storage.schema.lead import IS_OPEN, lead
from storage.views.closing import closings_of, quarters_with_leads
from storage.views.known_on import last_entry_by
from storage.views.officer import OfficerRecord

LATE_DAYS = 3
"""How many days back, today included, a recorded outcome is listed for a second look."""

_OUTCOME = re.compile(r'"outcome":"(\w+)"')
_IDS_PER_QUERY = 500


@dataclass(frozen=True)
class CheckLine:
    """One line: whether it blocks a closing, and what it is about.

    ``references`` are those of leads, by reference; badges for ``standing_expires``, files for ``import_rejects``,
    quarters for ``earlier_quarter_open``. ``count`` is 0 where all is well.
    """

    check: Check
    blocks: bool
    count: int
    references: tuple[str, ...]


def checklist_of(
    connection: Connection,
    agency_id: str,
    quarter: Quarter,
    rules: RuleSet,
    officers: tuple[OfficerRecord, ...],
    today: date,
) -> tuple[CheckLine, ...]:
    """All lines of a quarter's checklist, in their order."""
    missing = not connection.execute(
        select(ice_count.c.id).where(ice_count.c.agency_id == agency_id, ice_count.c.quarter == str(quarter))
    ).first()
    wanted = sorted(outcome.value for outcome in rules.evidence_wanted)
    found = {
        Check.OPEN_PAST_DUE: _leads(connection, agency_id, quarter, IS_OPEN, lead.c.due_sort < today.isoformat()),
        Check.NO_EVIDENCE: _leads(
            connection, agency_id, quarter, lead.c.outcome.in_(wanted), lead.c.evidence.is_(None)
        ),
        Check.UNASSIGNED: _leads(connection, agency_id, quarter, lead.c.officer_id.is_(None)),
        Check.IMPORT_REJECTS: _import_rejects(connection, agency_id, quarter),
        Check.NEAR_DUPLICATES: near_duplicates(connection, agency_id, quarter),
        Check.STANDING_EXPIRES: _expiring(officers, quarter),
        Check.RECORDED_LATE: _recorded_since(
            connection, agency_id, quarter, first_moment_of(today - timedelta(days=LATE_DAYS - 1))
        ),
        Check.ICE_COUNT_MISSING: (),
        Check.EARLIER_QUARTER_OPEN: earlier_open(connection, agency_id, quarter),
    }
    return tuple(
        CheckLine(
            check,
            check in rules.blocks_closing,
            int(missing) if check is Check.ICE_COUNT_MISSING else len(found[check]),
            found[check],
        )
        for check in Check
    )


def near_duplicates(connection: Connection, agency_id: str, quarter: Quarter) -> tuple[str, ...]:
    """The references of a quarter that are nearly like another one of it (``program.leads.near_duplicates``)."""
    # One text of all, a line each: as rows, ten thousand would take longer to read than to compare.
    keys, references = connection.execute(
        select(
            func.coalesce(func.aggregate_strings(lead.c.reference_key, "\n"), ""),
            func.coalesce(func.aggregate_strings(lead.c.reference, "\n"), ""),
        ).where(lead.c.agency_id == agency_id, lead.c.quarter == str(quarter), lead.c.origin == Origin.ICE.value)
    ).one()
    return _nearly_alike(keys, references)


@lru_cache(maxsize=4)
def _nearly_alike(keys: str, references: str) -> tuple[str, ...]:
    """The references, of lines that belong together, whose keys are nearly alike; mostly those of the last time."""
    shown = dict(zip(keys.split("\n"), references.split("\n"), strict=False))
    return tuple(shown[key] for key in sorted({key for pair in nearly_alike(shown) for key in pair}))


def earlier_open(connection: Connection, agency_id: str, quarter: Quarter) -> tuple[str, ...]:
    """The earlier quarters that hold leads and are not closed."""
    closings = closings_of(connection, agency_id)
    return tuple(
        str(earlier)
        for earlier in quarters_with_leads(connection, agency_id, quarter)
        if earlier not in closings or not closings[earlier].closed
    )


def _leads(
    connection: Connection, agency_id: str, quarter: Quarter, *conditions: ColumnElement[bool]
) -> tuple[str, ...]:
    return tuple(
        connection.execute(
            select(lead.c.reference)
            .where(
                lead.c.agency_id == agency_id,
                lead.c.quarter == str(quarter),
                lead.c.origin == Origin.ICE.value,
                *conditions,
            )
            .order_by(lead.c.reference_key)
        ).scalars()
    )


def _import_rejects(connection: Connection, agency_id: str, quarter: Quarter) -> tuple[str, ...]:
    """Files of leads with rejected rows, brought in since the quarter began and not marked as dealt with."""
    rows = connection.execute(
        select(import_batch.c.file)
        .join(
            journal_change,
            (journal_change.c.agency_id == import_batch.c.agency_id)
            & (journal_change.c.row_id == import_batch.c.id)
            & (journal_change.c.table_name == import_batch.name),
        )
        .join(
            journal_entry,
            (journal_entry.c.agency_id == journal_change.c.agency_id)
            & (journal_entry.c.number == journal_change.c.entry),
        )
        .join(
            rejects_settled,
            (rejects_settled.c.agency_id == import_batch.c.agency_id) & (rejects_settled.c.id == import_batch.c.id),
            isouter=True,
        )
        .where(
            import_batch.c.agency_id == agency_id,
            import_batch.c.kind == "leads",
            import_batch.c.rejected > 0,
            rejects_settled.c.id.is_(None),
            journal_change.c.before.is_(None),
            journal_entry.c.at_ms >= first_moment_of(quarter.starts_on),
        )
        .distinct()
        .order_by(import_batch.c.file)
    )
    return tuple(rows.scalars())


def _expiring(officers: tuple[OfficerRecord, ...], quarter: Quarter) -> tuple[str, ...]:
    """The badges of officers whose authorization ends in the quarter with nothing after it."""
    return tuple(
        record.badge
        for record in officers
        if any(
            period.standing is Standing.AUTHORIZED
            and period.until is not None
            and quarter.starts_on <= period.until <= quarter.ends_on
            and standing_on(record.periods, period.until + timedelta(days=1)) is Standing.EXPIRED
            for period in record.periods
        )
    )


def _recorded_since(connection: Connection, agency_id: str, quarter: Quarter, at_ms: int) -> tuple[str, ...]:
    """The leads of a quarter whose outcome was recorded, or changed, since a moment and still stands."""
    since = last_entry_by(connection, agency_id, at_ms - 1)
    changes = connection.execute(
        select(journal_change.c.row_id, journal_change.c.before, journal_change.c.after).where(
            journal_change.c.agency_id == agency_id,
            journal_change.c.entry > since,
            journal_change.c.table_name == lead.name,
            journal_change.c.after.contains(f'"quarter":"{quarter}"'),
            ~journal_change.c.after.contains('"outcome":"open"'),
        )
    )
    seen: set[str] = set()
    for row_id, before, after in changes.all():
        if row_id not in seen and (before is None or _outcome(before) != _outcome(after)):
            seen.add(row_id)
    ids = sorted(seen)
    found: list[tuple[str, str]] = []
    for start in range(0, len(ids), _IDS_PER_QUERY):
        found += connection.execute(
            select(lead.c.reference_key, lead.c.reference).where(
                lead.c.agency_id == agency_id,
                lead.c.id.in_(ids[start : start + _IDS_PER_QUERY]),
                ~IS_OPEN,
                lead.c.origin == Origin.ICE.value,
            )
        ).all()
    return tuple(reference for _, reference in sorted(found))


def _outcome(image: str) -> str:
    found = _OUTCOME.search(image)
    return found.group(1) if found else ""
