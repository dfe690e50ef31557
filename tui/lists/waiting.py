"""The leads that wait: when each is due, as a day and in days, and who holds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reports.words import short_day
from storage.views.lead import Lead
from storage.views.status import DUE_SOON_DAYS
from tui.lists.columns import Column, Tone
from tui.lists.lead_list import holder
from tui.lists.long_list import LongList


class Waiting(LongList[Lead]):
    """A row a lead that waits."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(_columns(today), lambda lead: lead.id, "Nothing waits.", selecting=True)


def _columns(today: Callable[[], date]) -> list[Column[Lead]]:
    def due(lead: Lead) -> str:
        return short_day(lead.due_on, today()) if lead.due_on else "–"

    def due_briefly(lead: Lead) -> str:
        """The day without its year, which the days beside it tell."""
        return short_day(lead.due_on, lead.due_on) if lead.due_on else "–"

    def days_left(lead: Lead) -> int | None:
        return (lead.due_on - today()).days if lead.due_on else None

    def when(lead: Lead) -> str:
        days = days_left(lead)
        if days is None:
            return "no date"
        return f"{-days:,} d !" if days < 0 else f"in {days:,}" if days else "today"

    def when_briefly(lead: Lead) -> str:
        days = days_left(lead)
        if days is None:
            return "–"
        return f"{-days}d!" if days < 0 else when(lead)

    def tone(lead: Lead) -> Tone:
        days = days_left(lead)
        if days is None:
            return "quiet"
        return "bad" if days < 0 else "look" if days <= DUE_SOON_DAYS else ""

    return [
        Column("Lead", 13, lambda lead: lead.reference, most=24, end_tells=True),
        Column("Due", 6, due, tone=tone, most=12, brief=due_briefly),
        Column("", 7, when, tone=tone, right=True, least=6, brief=when_briefly),
        Column("Officer", 7, holder, flexible=True, tone=_held, enough=20, brief=_surname),
    ]


def _surname(lead: Lead) -> str:
    """What stands before the comma of a name such as ``Ames, Pat``."""
    return holder(lead).partition(",")[0]


def _held(lead: Lead) -> Tone:
    return "" if lead.badge else "quiet"
