"""What an officer is paid, and works in a month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult

from program.amounts import NotPossible, read_hundredths
from program.months import Month
from storage.commands.pay import RecordPay, RecordTime
from storage.errors import BadInput
from tui.dialogs.base import Dialog
from tui.dialogs.completers import BadgeCompleter
from tui.dialogs.numbers import cents
from tui.widgets.entry import Field


def hundredths(field: str, typed: str) -> int:
    """The hundredths of hours or of a per cent, 0 where nothing was typed; raises BadInput on anything else."""
    try:
        return read_hundredths(typed, field) if typed else 0
    except NotPossible as problem:
        raise BadInput(field, typed, problem.problem) from None


class PayDialog(Dialog):
    """Asks for pay in force from a day."""

    heading = "Pay from a day on"
    entry_of: ClassVar[Mapping[str, str]] = {"from": "on"}

    def __init__(self, badge: str) -> None:
        super().__init__()
        self._badge = badge

    def fields(self) -> ComposeResult:
        yield Field("Officer", "badge", self._badge, "badge", suggester=BadgeCompleter(self.leadbook))
        yield Field("From", "on", "", "its first day", echo=self.day_echo)
        yield Field("Salary", "annual_salary", "", "dollars a year, such as 72,800.00")
        yield Field("Benefits", "benefits_monthly", "", "dollars a month, or leave it")
        yield Field("or per cent", "benefits_percent", "", "of the salary, such as 31.45")
        yield Field("Overtime", "overtime_rate", "", "dollars an hour")

    def command(self) -> RecordPay:
        day = self.day("on")
        if day is None:
            raise BadInput("from", "", "name the first day of this pay")
        money = {
            name: cents(name, self.typed(name)) if self.typed(name) else 0
            for name in ("benefits_monthly", "overtime_rate")
        }
        return RecordPay(
            self.typed("badge"),
            cents("annual_salary", self.typed("annual_salary")),
            day,
            None,
            money["benefits_monthly"],
            hundredths("benefits_percent", self.typed("benefits_percent")),
            money["overtime_rate"],
        )


class TimeDialog(Dialog):
    """Asks for the hours of an officer's month."""

    heading = "Hours of a month"
    entry_of: ClassVar[Mapping[str, str]] = {"month": "period"}

    def __init__(self, badge: str, month: Month) -> None:
        super().__init__()
        self._badge = badge
        self._month = month

    def fields(self) -> ComposeResult:
        yield Field("Officer", "badge", self._badge, "badge", suggester=BadgeCompleter(self.leadbook))
        yield Field("Month", "period", str(self._month), "such as 2025-11")
        yield Field("Hours", "hours", "", "worked in all, without overtime")
        yield Field("Programme", "programme", "", "of these, on the programme")
        yield Field("Overtime", "overtime", "", "overtime hours")
        yield Field("Backfill", "backfill", "", "of the overtime, filling a vacated shift")

    def command(self) -> RecordTime:
        try:
            month = Month.parse(self.typed("period"))
        except ValueError:
            raise BadInput("period", self.typed("period"), "is no month; write it like 2025-11") from None
        hours, programme, overtime, backfill = (
            hundredths(name, self.typed(name)) for name in ("hours", "programme", "overtime", "backfill")
        )
        return RecordTime(self.typed("badge"), month, hours, programme, overtime, backfill)
