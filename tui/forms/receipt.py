"""Money that came and what it pays, and what was bought from the start-up money."""

from __future__ import annotations

from enum import StrEnum

from program.amounts import dollars
from program.claims.data import Period
from program.claims.envelope import EnvelopeKind
from storage.commands.receipt import AddPurchase, AddReceipt, Applied, ApplyReceipt, StartUp
from storage.views.receipt import ReceiptLine
from tui.forms.codes import Turned, spelled_out
from tui.forms.fields import Cents, Day, Given, Periods, Text, Whole, in_a_field
from tui.forms.form import Form


class _Sort(StrEnum):
    REIMBURSEMENT = "reimbursement"
    START_UP = "start-up"


_SORTS = {_Sort.REIMBURSEMENT: "reimbursement", _Sort.START_UP: "start-up money, which pays no claim"}


def receipt_form(period: Period | None, open_cents: int = 0) -> Form:
    """Asks for a receipt and the claims that it pays; what is left of it stays unapplied. Start-up money pays none.

    It begins with the claim of ``period``, of which so much is open.
    """
    begins = f"dollars: {dollars(open_cents)} is open" if open_cents else "dollars, such as 4,525.78"
    amount = Cents("amount", "Amount", hint=begins)
    on = Day("on", "On")
    reference = Text("reference", "Reference", hint="the payment's number, such as EFT-1042")
    pays = Periods(
        "claims",
        "Pays",
        in_a_field(period) if period is not None else "",
        "periods with blanks between; blank: none yet",
    )
    sort = Turned("sort", "It is", _Sort.REIMBURSEMENT.value, codes=_SORTS)
    officers = Whole(
        "start-up-officers", "Officers", hint="start-up money only: for so many officers", alias="officers"
    )
    agreements = Whole("agreements", "Agreements", hint="start-up money only: 1 if left blank", blank=1)

    def makes(given: Given) -> AddReceipt:
        if given[sort] is _Sort.START_UP:
            one_off = StartUp(given[agreements], given[officers])
            return AddReceipt(given[on], given[amount], given[reference], start_up=one_off)
        return AddReceipt(given[on], given[amount], given[reference], _applied(given[pays]))

    return Form("Money received", [amount, on, reference, pays, sort, officers, agreements], makes)


def apply_form(receipt: ReceiptLine, period: Period | None) -> Form:
    """Asks which claims the rest of a receipt pays; it begins with that of ``period``."""
    begins = in_a_field(period) if period is not None else ""
    pays = Periods("claims", "Pays", begins, "periods with blanks between")
    return Form(
        f"Apply {dollars(receipt.unapplied_cents)} of receipt {receipt.number}, {receipt.reference}",
        [pays],
        lambda given: ApplyReceipt(receipt.number, _applied(given[pays])),
    )


def purchase_form(kind: EnvelopeKind) -> Form:
    """Asks for something that was bought from an envelope."""
    source = Turned("kind", "From", kind.value, codes=spelled_out(EnvelopeKind))
    what = Text("what", "What", hint="such as Radios")
    amount = Cents("amount", "Amount", hint="dollars")
    on = Day("on", "On")
    return Form(
        "Bought from the start-up money",
        [source, what, amount, on],
        lambda given: AddPurchase(given[on], given[amount], given[source], given[what]),
    )


def _applied(periods: list[Period]) -> list[Applied]:
    return [Applied(period) for period in periods]
