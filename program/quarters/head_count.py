"""Who is behind a head count: the officers authorized on a day, and those of a quarter under each reading (U8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from program.calendar import Quarter
from program.officers.standing import Period, Standing, standing_on
from program.quarters.figures import is_eligible
from program.rules.rule_set import HeadCount


def authorized_on(standings: Mapping[str, Sequence[Period]], day: date) -> tuple[str, ...]:
    """The badges of the officers who are authorized on a day, in the order given."""
    return tuple(badge for badge, periods in standings.items() if standing_on(periods, day) is Standing.AUTHORIZED)


def head_counts(
    standings: Mapping[str, Sequence[Period]], quarter: Quarter, as_of: date
) -> Mapping[HeadCount, tuple[str, ...]]:
    """The badges that each reading counts in a quarter as of a day, in the order given."""
    return {
        reading: tuple(badge for badge, periods in standings.items() if is_eligible(reading, periods, quarter, as_of))
        for reading in HeadCount
    }
