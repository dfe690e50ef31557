"""What has come due and must not be missed: an ended quarter that is open, a claim, an authorization, a notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from program.audit_review import week_of
from program.calendar import Quarter
from program.claims.data import Period
from program.officers.clock import EXPIRY_WARNINGS, Notice
from program.quarters.figures import Figures
from storage.journal.format import row_from
from storage.schema.journal import journal_change
from storage.schema.lead import lead
from storage.schema.pay import pay
from storage.views.audit_review import all_stamped_since, overdue_weeks
from storage.views.checklist import earlier_open
from storage.views.class_cache import MOST_CHANGES, head, head_since
from storage.views.clock import OfficerClocks, clocks_in
from storage.views.ledger import ledger_in
from storage.views.reader import Reader
from storage.views.status import status_in
from storage.views.unclaimed import Unclaimed, unclaimed_in

_NAME = "due"


@dataclass(frozen=True)
class Due:
    """What waits for a person today.

    ``ended`` are the figures of the newest quarter that ended, holds leads and is not closed, one of
    ``ended_quarters``. ``claims`` are the months, or quarters, that ended and for which nobody has certified a claim,
    oldest first. ``notices`` are revocations of which ICE must be told, ``expiring`` the
    authorizations that end within 30 days, each the most pressing first. ``reviews`` are the Mondays of the weeks whose
    audit review is overdue, oldest first; none unless the agency asked to be told.
    """

    ended: Figures | None
    ended_quarters: int
    claims: tuple[Unclaimed, ...]
    notices: tuple[OfficerClocks, ...]
    expiring: tuple[OfficerClocks, ...]
    reviews: tuple[date, ...] = ()

    @property
    def claim(self) -> Period | None:
        """The oldest period that waits to be claimed, if one does."""
        return self.claims[0].period if self.claims else None


@dataclass(frozen=True)
class _Cached:
    """What was due on a day, as of an entry of the journal."""

    day: date
    number: int
    hash: str
    due: Due


def due(reader: Reader) -> Due:
    """What has come due today; read anew only where what was done since can have changed it."""
    today = reader.today
    with reader.moment() as connection:
        kept: _Cached | None = reader.answers.get(_NAME)
        if kept is not None and kept.day == today:
            newest = head_since(connection, reader.agency_id, kept.number, kept.hash)
            if (
                newest is not None
                and _only_running_leads(connection, reader.agency_id, kept.number, Quarter.of(today))
                and all_stamped_since(connection, reader.agency_id, kept.number, week_of(today))
            ):
                reader.answers[_NAME] = _Cached(today, *newest, kept.due)
                return kept.due
        found = _due_in(reader, connection, today)
        reader.answers[_NAME] = _Cached(today, *head(connection, reader.agency_id), found)
    return found


def _only_running_leads(connection: Connection, agency_id: str, number: int, running: Quarter) -> bool:
    """Whether all that was changed after an entry are a few leads of the quarter that runs, of which nothing is due."""
    changes = connection.execute(
        select(journal_change.c.table_name, journal_change.c.before, journal_change.c.after)
        .where(journal_change.c.agency_id == agency_id, journal_change.c.entry > number)
        .limit(MOST_CHANGES)
    ).all()
    return len(changes) < MOST_CHANGES and all(
        table == lead.name and all(row_from(image)["quarter"] == str(running) for image in images if image is not None)
        for table, *images in changes
    )


def _due_in(reader: Reader, connection: Connection, today: date) -> Due:
    ended = [Quarter.parse(name) for name in earlier_open(connection, reader.agency_id, Quarter.of(today))]
    figures = None
    if ended:
        figures = status_in(connection, reader.agency_id, max(ended), today, reader.classes).figures
    claims: tuple[Unclaimed, ...] = ()
    if connection.execute(select(pay.c.id).where(pay.c.agency_id == reader.agency_id).limit(1)).first():
        claims = unclaimed_in(ledger_in(connection, reader.agency_id, today))
    running_clocks = clocks_in(connection, reader.agency_id, today)
    nearest = min(EXPIRY_WARNINGS)
    return Due(
        figures,
        len(ended),
        claims,
        tuple(one for one in running_clocks if one.notice and one.notice.notice in (Notice.DUE, Notice.OVERDUE)),
        tuple(
            sorted(
                (one for one in running_clocks if one.expiry is not None and one.expiry.warning == nearest),
                key=lambda one: one.expiry.ends_on if one.expiry else today,
            )
        ),
        overdue_weeks(connection, reader.agency_id, today),
    )
