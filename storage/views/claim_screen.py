"""All that the screen of claims shows, read in one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from program.calendar import Month, Quarter, months_of_year
from program.claims.data import Period
from program.claims.receivable import Bucket
from program.rules.pay_rules import ClaimPeriod
from storage.views.award import AwardFate, award_steps_of
from storage.views.claim import ShownClaim, must_have_begun, shown_in
from storage.views.claim_record import ClaimRecord
from storage.views.envelope import StartUpMoney, start_up_money_in
from storage.views.ledger import ledger_in
from storage.views.money_year import MonthMoney, money_by_month
from storage.views.quarter import quarters_in
from storage.views.reader import Reader
from storage.views.receipt import ReceiptLine, receipts_in, receivables_in


@dataclass(frozen=True)
class ClaimsScreen:
    """A period's claim with what is missing, and the money around it.

    ``year`` has the twelve months of the fiscal year that holds the period, ``awards`` those of its quarters that hold
    anything; the meters of the overtime cap are ``shown.claim.overtime_cap``. ``claims`` and ``receipts`` are all there
    are, by number; ``receivables`` by age.
    """

    shown: ShownClaim
    year: tuple[MonthMoney, ...]
    awards: Mapping[Quarter, AwardFate]
    claims: tuple[ClaimRecord, ...]
    receipts: tuple[ReceiptLine, ...]
    receivables: tuple[Bucket, ...]
    start_up: StartUpMoney

    @property
    def unapplied_cents(self) -> int:
        """What came and pays no claim yet."""
        return sum(line.unapplied_cents for line in self.receipts)


def claims_screen(reader: Reader, period: Period | None = None) -> ClaimsScreen:
    """The screen for a period, by default the month or quarter that runs today, as the rules make claims.

    Raises BadInput for a period that has not begun.
    """
    today = reader.today
    with reader.moment() as connection:
        ledger = ledger_in(connection, reader.agency_id, today)
        if period is None:
            by_quarter = ledger.pay_rules(today).claim_period is ClaimPeriod.QUARTER
            period = Quarter.of(today) if by_quarter else Month.of(today)
        must_have_begun(reader, period)
        fiscal_year = period.fiscal_year
        awards = {line.quarter: line.award for line in quarters_in(connection, reader.agency_id, today, reader.classes)}
        return ClaimsScreen(
            shown_in(ledger, period),
            money_by_month(ledger, months_of_year(fiscal_year), awards),
            {quarter: fate for quarter, fate in awards.items() if quarter.fiscal_year == fiscal_year},
            ledger.claims,
            receipts_in(connection, reader.agency_id, ledger.claims),
            receivables_in(ledger.claims, award_steps_of(connection, reader.agency_id), today),
            start_up_money_in(connection, reader.agency_id, today),
        )
