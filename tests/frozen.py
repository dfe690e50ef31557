"""The world held still for tests: a clock that moves only when told, ids that repeat, one actor. No fixtures here."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from storage.surroundings import Surroundings, uuid7_from

TODAY = date(2025, 11, 23)
ACTOR = "coordinator@desk"


class Clock:
    """Stands at noon UTC of ``day`` until it is moved. Ids are UUIDv7 that sort in the order they were given."""

    def __init__(self, day: date = TODAY) -> None:
        self.moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        self.ids_given = 0

    @property
    def untouched(self) -> bool:
        """Whether it has given no id and was never moved."""
        return self.ids_given == 0 and self.moment == Clock().moment

    def now(self) -> int:
        """UTC milliseconds since 1970."""
        return int(self.moment.timestamp() * 1000)

    def today(self) -> date:
        """The day of the moment."""
        return self.moment.date()

    def new_id(self) -> str:
        """The next id; the same in every run."""
        self.ids_given += 1
        return uuid7_from(self.now(), self.ids_given)

    def move(self, *, days: int = 0, seconds: int = 0) -> None:
        """Moves the clock; back too, as real clocks do."""
        self.moment += timedelta(days=days, seconds=seconds)

    def surroundings(self, actor: str = ACTOR) -> Surroundings:
        """What a book is told of this world; several actors may share one clock."""
        return Surroundings(self.now, self.today, self.new_id, actor, Random(actor).randbytes)
