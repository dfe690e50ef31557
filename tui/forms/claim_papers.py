"""What stands beside a claim: what another source was charged with, and the papers behind it."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult

from program.calendar import Month
from program.claims.data import Period
from program.claims.lines import Line
from program.claims.pay import Category
from storage.commands.claim import NameDocument
from storage.commands.pay import ChargeOtherSource
from storage.errors import BadInput
from tui.forms.base import Dialog
from tui.forms.completers import BadgeCompleter, FileCompleter
from tui.forms.numbers import cents
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field


class OtherSourceDialog(Dialog):
    """Asks what of an officer's line somebody else pays; it begins with the line under the cursor."""

    heading = "Paid by another source"

    def __init__(self, line: Line | None, month: Month) -> None:
        super().__init__()
        self._line, self._month = line, month

    def fields(self) -> ComposeResult:
        badge, category = (self._line.badge, self._line.category) if self._line else ("", Category.SALARY)
        yield Field("Source", "source", "", "such as State grant")
        yield Field("Amount", "amount", "", "dollars of the line; 0 takes it back")
        yield Field("Officer", "badge", badge, "badge", suggester=BadgeCompleter(self.leadbook))
        yield TurnField("Line", [Choice(one.value, one.value) for one in Category], category.value, id="category")
        yield Field("Month", "period", str(self._month), "such as 2025-11")

    def command(self) -> ChargeOtherSource:
        try:
            month = Month.parse(self.typed("period"))
        except ValueError:
            raise BadInput("period", self.typed("period"), "is no month; write it like 2025-11") from None
        return ChargeOtherSource(
            self.typed("badge"),
            month,
            Category(self.query_one("#category", Turn).value),
            cents("amount", self.typed("amount")),
            self.typed("source"),
        )


class PaperDialog(Dialog):
    """Asks for a file; its name and SHA-256 stand in the claim's packet, the file stays where it is."""

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self.heading = f"A paper behind the claim of {period}"

    def fields(self) -> ComposeResult:
        yield Field("File", "file", "", "such as timesheets.pdf", suggester=FileCompleter())

    def command(self) -> NameDocument:
        if not self.typed("file"):
            raise BadInput("file", "", "name a file")
        return NameDocument(self._period, Path(self.typed("file")).expanduser())
