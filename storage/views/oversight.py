"""The questions of those who look after the book: what has to be looked at, what was given to whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from storage.engine.away import asks_anew
from storage.views.reader import Reader

if TYPE_CHECKING:
    from storage.views.audit_review import AuditWeek, WeekLine
    from storage.views.disclosure import Disclosure, Marks
    from storage.views.retention import Retention


@asks_anew
class Oversight:
    """The part of the views that answers them; each is loaded when it is first asked."""

    _reader: Reader

    def audit_week(self, week: date) -> AuditWeek:
        """What of a week's entries has to be looked at, by any day of the week."""
        from storage.views.audit_review import audit_week

        return audit_week(self._reader, week)

    def audit_weeks(self) -> tuple[WeekLine, ...]:
        """The weeks that hold entries, newest first, and who signed each off."""
        from storage.views.audit_review import audit_weeks

        return audit_weeks(self._reader)

    def disclosures(self) -> tuple[Disclosure, ...]:
        """What was given to whom, the last first."""
        from storage.views.disclosure import disclosures

        return disclosures(self._reader)

    def marks(self) -> Marks:
        """The order of the neutral marks that stand for officers and leads where those are left out."""
        from storage.views.disclosure import marks

        return marks(self._reader)

    def retention(self) -> Retention:
        """How long records are kept, what is due today, and what is held."""
        from storage.views.retention import retention_schedule

        return retention_schedule(self._reader)
