"""Money that came and what it pays, and what was bought from the start-up money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult

from program.amounts import dollars
from program.calendar import read_period
from program.claims.data import Period
from program.claims.envelope import EnvelopeKind
from storage.commands.receipt import AddPurchase, AddReceipt, Applied, ApplyReceipt, StartUp
from storage.errors import BadInput
from storage.views.receipt import ReceiptLine
from tui.forms.base import Dialog
from tui.forms.numbers import cents, whole
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field


class ReceiptDialog(Dialog):
    """Asks for a receipt and the claims that it pays; what is left of it stays unapplied. Start-up money pays none."""

    heading = "Money received"
    entry_of: ClassVar[Mapping[str, str]] = {"officers": "start-up-officers"}

    def __init__(self, period: Period | None) -> None:
        super().__init__()
        self._period = period

    def fields(self) -> ComposeResult:
        sorts = [Choice("", "reimbursement"), Choice("start-up", "start-up money, which pays no claim")]
        yield Field("Amount", "amount", "", "dollars, such as 4,525.78")
        yield Field("On", "on", "today", echo=self.day_echo)
        yield Field("Reference", "reference", "", "the payment's own")
        yield Field("Pays", "claims", str(self._period or ""), "periods with blanks between; blank: none yet")
        yield TurnField("It is", sorts, "", id="sort")
        yield Field("Officers", "start-up-officers", "", "start-up money only: for so many officers")
        yield Field("Agreements", "agreements", "", "start-up money only: 1 if left blank")

    def command(self) -> AddReceipt:
        day, amount = self.day("on") or self.today, cents("amount", self.typed("amount"))
        if self.query_one("#sort", Turn).value:
            agreements = self.typed("agreements")
            one_off = StartUp(
                whole("agreements", agreements) if agreements else 1, whole("officers", self.typed("start-up-officers"))
            )
            return AddReceipt(day, amount, self.typed("reference"), start_up=one_off)
        return AddReceipt(day, amount, self.typed("reference"), periods_in("claims", self.typed("claims")))


class ApplyDialog(Dialog):
    """Asks which claims the rest of a receipt pays."""

    def __init__(self, receipt: ReceiptLine, period: Period) -> None:
        super().__init__()
        self._number, self._period = receipt.number, period
        self.heading = f"Apply {dollars(receipt.unapplied_cents)} of receipt {receipt.number}, {receipt.reference}"

    def fields(self) -> ComposeResult:
        yield Field("Pays", "claims", str(self._period), "periods with blanks between")

    def command(self) -> ApplyReceipt:
        return ApplyReceipt(self._number, periods_in("claims", self.typed("claims")))


class PurchaseDialog(Dialog):
    """Asks for something that was bought from an envelope."""

    heading = "Bought from the start-up money"

    def __init__(self, kind: EnvelopeKind) -> None:
        super().__init__()
        self._kind = kind

    def fields(self) -> ComposeResult:
        kinds = [Choice(kind.value, kind.value) for kind in EnvelopeKind]
        yield TurnField("From", kinds, self._kind.value, id="kind")
        yield Field("What", "what", "", "such as Radios")
        yield Field("Amount", "amount", "", "dollars")
        yield Field("On", "on", "today", echo=self.day_echo)

    def command(self) -> AddPurchase:
        kind = EnvelopeKind(self.query_one("#kind", Turn).value)
        amount = cents("amount", self.typed("amount"))
        return AddPurchase(self.day("on") or self.today, amount, kind, self.typed("what"))


def periods_in(field: str, typed: str) -> list[Applied]:
    """The claims of periods with blanks between; raises BadInput."""
    applied = []
    for name in typed.split():
        try:
            applied.append(Applied(read_period(name)))
        except ValueError as problem:
            raise BadInput(field, name, str(problem)) from None
    return applied
