"""What has come due, a sentence each, with the place of the app that deals with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from program.audit_review import last_of
from program.quarters.figures import Figures
from reports.words import days_ago, percent, period_words, short_day, short_dollars
from storage.maintenance.findings import Finding
from storage.text import number_of
from storage.views.clock import OfficerClocks
from storage.views.due import Due

if TYPE_CHECKING:
    from storage.maintenance.watched import Announced


@dataclass(frozen=True)
class DueLine:
    """A sentence, the same in fewer words, the action that goes to where it is dealt with, and what its key does."""

    text: str
    brief: str
    action: str
    verb: str = "goes there"


def findings_line(findings: Sequence[Finding]) -> list[DueLine]:
    """What the look at the start found, in one line before all that is due; none where all is well."""
    if not findings:
        return []
    more = f", and {len(findings) - 1:,} more" if len(findings) > 1 else ""
    return [DueLine(f"Not sound: {findings[0].problem}{more}", "the book is not sound", "keep", "looks at all of it")]


def backup_line(trouble: str) -> list[DueLine]:
    """Why the last backup could not be made; nothing where it was."""
    return [DueLine(f"No backup was made: {trouble}", "No backup was made", "keep", "backs it up")] if trouble else []


def due_lines(due: Due, today: date, laid: Sequence[Announced] = ()) -> list[DueLine]:
    """All that has come due, the most pressing first: what has a day, which has passed, before what may still be done;
    ``laid`` are files that wait in the watched folder.
    """
    lines = [
        DueLine(f"{_who(one)} was revoked: ICE must be told", "a revocation to tell ICE of", "officers")
        for one in due.notices
    ]
    if due.reviews:
        more = f", and {number_of(len(due.reviews) - 1, 'later week')}" if len(due.reviews) > 1 else ""
        week = f"{short_day(due.reviews[0], today)} to {short_day(last_of(due.reviews[0]), today)}"
        brief = f"{number_of(len(due.reviews), 'audit review')} overdue"
        lines.append(DueLine(f"The audit review of {week} is not signed off{more}", brief, "journal"))
    if laid:
        more = f", and {number_of(len(laid) - 1, 'more file')}" if len(laid) > 1 else ""
        text = f"{laid[0].name} waits in the watched folder: {laid[0].brief}{more}"
        lines.append(DueLine(text, f"{laid[0].name} waits: {laid[0].brief}", "import_file", "shows it"))
    if due.ended is not None:
        lines.append(_ended(due.ended, due.ended_quarters, today))
    for claim in due.claims[:1]:
        name = period_words(claim.period)
        later = len(due.claims) - 1
        more = f", and {number_of(later, 'later one')}" if later else ""
        text = f"The claim of {name} can be certified: {short_dollars(claim.cents)}{more}"
        lines.append(DueLine(text, f"{name}'s claim can be certified{f', {later:,} later' if later else ''}", "claims"))
    for one in due.expiring[:1]:
        assert one.expiry is not None
        more = f", and {len(due.expiring) - 1:,} more within 30 days" if len(due.expiring) > 1 else ""
        ends = short_day(one.expiry.ends_on, today)
        text = f"{_who(one)}: authorization ends {ends}, {days_ago(one.expiry.ends_on, today)}{more}"
        soon = "an authorization ends" if not more else f"{len(due.expiring):,} authorizations end"
        lines.append(DueLine(text, f"{soon} within 30 days", "officers"))
    return lines


def _ended(figures: Figures, count: int, today: date) -> DueLine:
    quarter = figures.quarter
    since = days_ago(quarter.ends_on, today)
    rate = f"{percent(figures.rate)}, " if figures.rate else ""
    others = f", and {count - 1:,} earlier" if count > 1 else ""
    cents = figures.expected_award_cents
    waits = f"{rate}{f'{short_dollars(cents)} waits' if cents else 'no award'}"
    return DueLine(
        f"{quarter} ended {since} and is not closed: {waits}{others}",
        f"{quarter} not closed: {waits}",
        "quarter",
        "closes it",
    )


def _who(one: OfficerClocks) -> str:
    return f"{one.badge} {one.name}"
