"""How an agency reads what may be claimed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult

from program.calendar import Month
from program.rules.pay_rules import BenefitsBasis, ClaimPeriod, OvertimeCapBase, PayRules, SalaryBasis
from storage.commands.rules import ReadPayRules
from storage.errors import BadInput
from tui.forms.base import Dialog
from tui.forms.numbers import whole
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field


class RulesDialog(Dialog):
    """Asks for the reading from a month on; it begins with how that month is read now."""

    heading = "How what may be claimed is read"
    entry_of: ClassVar[Mapping[str, str]] = {"from": "month"}

    def __init__(self, rules: PayRules, month: Month) -> None:
        super().__init__()
        self._rules, self._month = rules, month

    def fields(self) -> ComposeResult:
        rules = self._rules
        yield Field("Source", "source", rules.source, "where the reading is from: the service agreement")
        yield Field("From", "month", str(self._month), "the first month that is read so")
        yield TurnField("Salary", _choices(SalaryBasis), rules.salary_basis.value, id="salary_basis")
        yield Field("Per cent", "salary_percent", str(rules.salary_percent), "for a salary by per cent")
        yield TurnField("Benefits", _choices(BenefitsBasis), rules.benefits_basis.value, id="benefits_basis")
        yield TurnField("Cap of", _choices(OvertimeCapBase), rules.overtime_cap_base.value, id="overtime_cap_base")
        yield TurnField("Claims by", _choices(ClaimPeriod), rules.claim_period.value, id="claim_period")

    def command(self) -> ReadPayRules:
        try:
            month = Month.parse(self.typed("month"))
        except ValueError:
            raise BadInput("from", self.typed("month"), "is no month; write it like 2025-11") from None
        return ReadPayRules(
            month.starts_on,
            self.typed("source"),
            SalaryBasis(self._turned("salary_basis")),
            whole("salary_percent", self.typed("salary_percent")),
            BenefitsBasis(self._turned("benefits_basis")),
            OvertimeCapBase(self._turned("overtime_cap_base")),
            ClaimPeriod(self._turned("claim_period")),
        )

    def _turned(self, name: str) -> str:
        return self.query_one(f"#{name}", Turn).value


def _choices(words: type[StrEnum]) -> list[Choice]:
    return [Choice(word.value, word.value.replace("_", " ")) for word in words]
