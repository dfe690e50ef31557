"""Views: each answers one question about the book with frozen dataclasses, never with rows or sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Engine

from program.months import Month
from program.quarters import Quarter
from program.receivables import Bucket
from program.rules import RuleSet
from storage.claim_data import Period
from storage.statement_body import Body
from storage.surroundings import Surroundings
from storage.views.agency import Agency, agency_of, rule_sets_of, rules_for
from storage.views.claim_records import Body as ClaimBody
from storage.views.claim_records import ClaimRecord, claim_records
from storage.views.claims import ShownClaim, body_of_claim, claim_shown
from storage.views.claims_screen import ClaimsScreen, claims_screen
from storage.views.clocks import Heads, OfficerClocks, clocks, heads
from storage.views.envelopes import StartUpMoney, start_up_money
from storage.views.journal import Entry, journal, journal_entry_detail, journal_length
from storage.views.leads import (
    Lead,
    LeadDetail,
    LeadPage,
    LeadQuery,
    Suggestion,
    completions,
    lead_detail,
    lead_page,
    leads_named,
)
from storage.views.officers import OfficerRecord, Roster, officer_record, officer_records, roster
from storage.views.pay import OfficerPay, TimeLine, pay_of, time_of
from storage.views.quarter import QuarterLine, QuarterSummary, quarter_lines, quarter_summary
from storage.views.reader import Reader
from storage.views.receipts import ReceiptLine, receipt_lines, receivable_buckets
from storage.views.register import Register
from storage.views.rejects import RejectsLine, rejects_lines
from storage.views.reviews import Review, review_of
from storage.views.sheets import HoursLine, PayLine, hours_sheet, pay_sheet
from storage.views.statements import draft_body, journal_hash, statement_body
from storage.views.status import Status, Work, status, work


class Views:
    """The questions that a book answers. Every call is a read transaction of its own."""

    def __init__(self, engine: Engine, agency_id: str, surroundings: Surroundings) -> None:
        self._reader = Reader(engine, agency_id, surroundings)

    def agency(self) -> Agency:
        """Whose book this is."""
        with self._reader.moment() as connection:
            return agency_of(connection, self._reader.agency_id)

    def rules(self, quarter: Quarter) -> RuleSet:
        """The rule set that counts a quarter."""
        with self._reader.moment() as connection:
            return rules_for(connection, self._reader.agency_id, quarter)

    def rule_sets(self) -> tuple[RuleSet, ...]:
        """The rule sets of the book, oldest first."""
        with self._reader.moment() as connection:
            return rule_sets_of(connection, self._reader.agency_id)

    def status(self, quarter: Quarter | None = None, as_of: date | None = None, known_on: date | None = None) -> Status:
        """The figures of a quarter, by default the running one, as of a day, by default today.

        ``known_on`` asks what the book knew at the end of that day.
        """
        return status(self._reader, quarter, as_of, known_on)

    def quarter(self, quarter: Quarter | None = None) -> QuarterSummary:
        """Everything about a quarter, by default the running one: figures, weeks, checklist, ICE's count, award."""
        return quarter_summary(self._reader, quarter)

    def quarters(self) -> tuple[QuarterLine, ...]:
        """All quarters, oldest first, each with its rate, tier and award."""
        return quarter_lines(self._reader)

    def statement(self, quarter: Quarter, revision: int | None = None) -> Body:
        """The frozen body of a closed quarter's statement, by default of its last revision."""
        return statement_body(self._reader, quarter, revision)

    def draft_statement(self, quarter: Quarter) -> Body:
        """The body as it would be if the quarter were closed now."""
        return draft_body(self._reader, quarter)

    def journal_hash(self, number: int) -> str | None:
        """The hash of an entry, or None where there is none of that number."""
        return journal_hash(self._reader, number)

    def review(self, quarter: Quarter) -> Review:
        """Whether outcomes are reviewed, and those of a quarter that nobody has verified."""
        return review_of(self._reader, quarter)

    def rejects(self) -> tuple[RejectsLine, ...]:
        """The imports that kept rows aside."""
        return rejects_lines(self._reader)

    def work(self) -> Work:
        """What waits today, over all quarters."""
        return work(self._reader)

    def leads(self, query: LeadQuery, limit: int, after: str | None = None) -> LeadPage:
        """Leads in order, page by page."""
        return lead_page(self._reader, query, limit, after)

    def leads_named(self, references: Sequence[str]) -> tuple[Lead, ...]:
        """The leads of references, in their order."""
        return leads_named(self._reader, references)

    def register(self, query: LeadQuery) -> Register:
        """The leads of a query by position."""
        return Register(self._reader, query)

    def lead(self, reference: str) -> LeadDetail:
        """One lead with its timeline."""
        return lead_detail(self._reader, reference)

    def completions(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Leads that a half-typed reference may mean."""
        return completions(self._reader, typed, limit)

    def roster(self, on: date | None = None) -> Roster:
        """The officers on a day, by default today."""
        return roster(self._reader, on)

    def officer(self, badge: str) -> OfficerRecord:
        """One officer with all periods of standing."""
        return officer_record(self._reader, badge)

    def pay(self, badge: str | None = None) -> tuple[OfficerPay, ...]:
        """Every officer's pay by effective date, or one officer's."""
        return pay_of(self._reader, badge)

    def time(self, month: Month | None = None, badge: str | None = None) -> tuple[TimeLine, ...]:
        """The hours recorded, of one month or one officer where asked."""
        return time_of(self._reader, month, badge)

    def hours_sheet(self, month: Month) -> tuple[HoursLine, ...]:
        """The officers of a month with their hours, recorded or not, as a sheet to be filled in."""
        return hours_sheet(self._reader, month)

    def pay_sheet(self, day: date) -> tuple[PayLine, ...]:
        """The officers with the pay that is in force on a day, as a sheet to be filled in."""
        return pay_sheet(self._reader, day)

    def claim(self, period: Period, *, draft: bool = False) -> ShownClaim:
        """A period's claim: frozen once it was certified; ``draft`` asks for what the book would claim now."""
        return claim_shown(self._reader, period, draft=draft)

    def claims(self) -> tuple[ClaimRecord, ...]:
        """The certified claims by number, and what became of each."""
        return claim_records(self._reader)

    def claim_body(self, period: Period, number: int | None = None, *, draft: bool = False) -> ClaimBody:
        """The body of a period's claim: frozen once it was certified, of an older claim where one is numbered."""
        return body_of_claim(self._reader, period, number, draft=draft)

    def claims_screen(self, period: Period | None = None) -> ClaimsScreen:
        """A period's claim, by default the running one's, and the year's money around it."""
        return claims_screen(self._reader, period)

    def receipts(self) -> tuple[ReceiptLine, ...]:
        """The money that came, by number."""
        return receipt_lines(self._reader)

    def receivables(self) -> tuple[Bucket, ...]:
        """The money that is still to come, by age, the youngest first."""
        return receivable_buckets(self._reader)

    def start_up(self) -> StartUpMoney:
        """The envelopes of start-up money, what was bought from them, and the payments."""
        return start_up_money(self._reader)

    def clocks(self, on: date | None = None) -> tuple[OfficerClocks, ...]:
        """The officers on whose standing a clock runs on a day, by default today."""
        return clocks(self._reader, on)

    def heads(self, quarter: Quarter | None = None, on: date | None = None) -> Heads:
        """The officers behind the head count of a day and of a quarter."""
        return heads(self._reader, quarter, on)

    def officer_names(self) -> dict[str, str]:
        """Badge and name by the ids that the journal holds."""
        with self._reader.moment() as connection:
            records = officer_records(connection, self._reader.agency_id)
        return {record.id: f"{record.badge} {record.name}" for record in records}

    def journal(
        self,
        *,
        limit: int = 100,
        before: int | None = None,
        lead_reference: str | None = None,
        since: date | None = None,
    ) -> tuple[Entry, ...]:
        """Entries of the journal, newest first."""
        return journal(self._reader, limit=limit, before=before, lead_reference=lead_reference, since=since)

    def entry(self, number: int) -> Entry:
        """One entry with what it changed."""
        return journal_entry_detail(self._reader, number)

    def journal_length(self) -> int:
        """How many entries the journal has."""
        return journal_length(self._reader)
