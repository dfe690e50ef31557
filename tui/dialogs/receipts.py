"""Money that came, and what was bought from the start-up money."""

from __future__ import annotations

from textual.app import ComposeResult

from program.envelopes import EnvelopeKind
from program.months import read_period
from storage.claim_data import Period
from storage.commands.receipts import AddPurchase, AddReceipt, Applied
from storage.errors import BadInput
from tui.dialogs.base import Dialog
from tui.dialogs.numbers import cents
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field


class ReceiptDialog(Dialog):
    """Asks for a receipt and the claims that it pays; what is left of it stays unapplied."""

    heading = "Money received"

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def fields(self) -> ComposeResult:
        yield Field("Amount", "amount", "", "dollars, such as 4,525.78")
        yield Field("On", "on", "today", echo=self.day_echo)
        yield Field("Reference", "reference", "", "the payment's own")
        yield Field("Pays", "claims", str(self._period), "periods with blanks between; blank: none yet")

    def command(self) -> AddReceipt:
        applied = []
        for name in self.typed("claims").split():
            try:
                applied.append(Applied(read_period(name)))
            except ValueError as problem:
                raise BadInput("claims", name, str(problem)) from None
        return AddReceipt(
            self.day("on") or self.today, cents("amount", self.typed("amount")), self.typed("reference"), applied
        )


class PurchaseDialog(Dialog):
    """Asks for something that was bought from an envelope."""

    heading = "Bought from the start-up money"

    def fields(self) -> ComposeResult:
        kinds = [Choice(kind.value, kind.value) for kind in EnvelopeKind]
        yield TurnField("From", kinds, EnvelopeKind.EQUIPMENT.value, id="kind")
        yield Field("What", "what", "", "such as Radios")
        yield Field("Amount", "amount", "", "dollars")
        yield Field("On", "on", "today", echo=self.day_echo)

    def command(self) -> AddPurchase:
        kind = EnvelopeKind(self.query_one("#kind", Turn).value)
        amount = cents("amount", self.typed("amount"))
        return AddPurchase(self.day("on") or self.today, amount, kind, self.typed("what"))
