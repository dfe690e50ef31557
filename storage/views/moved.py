"""How an entry moved the rates of quarters that have ended: what the running one's figures do not tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from program.calendar import Quarter
from program.quarters.figures import Rate, figures
from storage.journal.format import row_from
from storage.schema.journal import journal_change
from storage.schema.lead import lead
from storage.views.agency import rule_sets_for
from storage.views.class_cache import MOST_CHANGES, ClassCache
from storage.views.known_on import changes_since
from storage.views.lead_classes import as_classes, exchange
from storage.views.reader import Reader


@dataclass(frozen=True)
class Moved:
    """A quarter's rate before and after an entry; None where it had no provided lead."""

    quarter: Quarter
    before: Rate | None
    after: Rate | None


def moved(reader: Reader, entry: int) -> tuple[Moved, ...]:
    """The quarters before the running one whose rate an entry moved, the earliest first, as of today.

    None of them for an entry that changed ``MOST_CHANGES`` records or more: that would cost more than it tells.
    """
    with reader.moment() as connection:
        return moved_in(connection, reader.agency_id, reader.today, entry, reader.classes)


def moved_in(
    connection: Connection, agency_id: str, today: date, entry: int, cache: ClassCache | None = None
) -> tuple[Moved, ...]:
    """The same within a transaction, of an entry that need not stay; then no ``cache`` may be given."""
    cache = cache or ClassCache()

    def rate_after(number: int, quarter: Quarter) -> Rate | None:
        held, carried = cache.of(connection, agency_id, quarter, today)
        exchange(held, carried, changes_since(connection, agency_id, number, lead), quarter, today)
        rule_sets = rule_sets_for(connection, agency_id, quarter)
        return figures(rule_sets, quarter, today, as_classes(held, carried), []).rate

    earlier = [quarter for quarter in _quarters_of(connection, agency_id, entry) if quarter < Quarter.of(today)]
    found = [Moved(quarter, rate_after(entry - 1, quarter), rate_after(entry, quarter)) for quarter in earlier]
    return tuple(one for one in found if one.before != one.after)


def _quarters_of(connection: Connection, agency_id: str, entry: int) -> list[Quarter]:
    """The quarters of the leads that an entry changed."""
    rows = connection.execute(
        select(journal_change.c.before, journal_change.c.after)
        .where(
            journal_change.c.agency_id == agency_id,
            journal_change.c.entry == entry,
            journal_change.c.table_name == lead.name,
        )
        .limit(MOST_CHANGES)
    ).all()
    if len(rows) == MOST_CHANGES:
        return []
    return sorted({Quarter.parse(row_from(image)["quarter"]) for row in rows for image in row if image is not None})
