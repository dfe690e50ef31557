"""Views: each answers one question about the book with frozen dataclasses, never with rows or sessions.

The figures are asked for at every start, so what answers the other questions is loaded when one is first asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from program.calendar import Quarter
from storage.engine.away import asks_anew
from storage.engine.encryption import is_of_encrypted
from storage.surroundings import Surroundings
from storage.views.oversight import Oversight
from storage.views.reader import Reader
from storage.views.status import Status, Work, status, work

if TYPE_CHECKING:
    from program.calendar import Month
    from program.claims.data import Period
    from program.claims.receivable import Bucket
    from program.rules.rule_set import RuleSet
    from storage.importing.profile import KeptProfile
    from storage.snapshots.claim import Body as ClaimBody
    from storage.snapshots.statement import Body
    from storage.views.agency import Agency
    from storage.views.claim import ShownClaim
    from storage.views.claim_record import ClaimRecord
    from storage.views.claim_screen import ClaimsScreen
    from storage.views.clock import Heads, OfficerClocks
    from storage.views.due import Due
    from storage.views.envelope import StartUpMoney
    from storage.views.first_steps import FirstSteps
    from storage.views.journal import Entry
    from storage.views.journal_filter import JournalQuery
    from storage.views.lead import Lead, LeadDetail, LeadPage, LeadQuery, Suggestion
    from storage.views.lead_view import LeadView
    from storage.views.moved import Moved
    from storage.views.officer import OfficerRecord, Roster
    from storage.views.pay import OfficerPay, TimeLine
    from storage.views.people import Person
    from storage.views.quarter import QuarterLine, QuarterSummary
    from storage.views.receipt import ReceiptLine
    from storage.views.register import Register
    from storage.views.rejects import RejectsLine
    from storage.views.review import Review
    from storage.views.sheet import HoursLine, PayLine
    from storage.views.strike_out import Target
    from storage.views.time_zone import TimeZone
    from storage.views.week import Week


@asks_anew
class Views(Oversight):
    """The questions that a book answers. Every call is a read transaction of its own, begun anew where a server ends
    the connection in its middle.
    """

    def __init__(self, engine: Engine, agency_id: str, surroundings: Surroundings) -> None:
        self._reader = Reader(engine, agency_id, surroundings)

    @property
    def is_of_encrypted_book(self) -> bool:
        """Whether the book is encrypted, so that nothing of it is laid aside on a disk."""
        return is_of_encrypted(self._reader.engine)

    def agency(self) -> Agency:
        """Whose book this is."""
        from storage.views.agency import agency_of

        with self._reader.moment() as connection:
            return agency_of(connection, self._reader.agency_id)

    def people(self) -> tuple[Person, ...]:
        """The people of the book by name; none in a book that names nobody."""
        from storage.views.people import people_of

        with self._reader.moment() as connection:
            return people_of(connection, self._reader.agency_id)

    def pin_hash(self, name: str) -> str | None:
        """The hash of the PIN of one of the people, to try a PIN against; None where there is none."""
        from storage.views.people import pin_hash_of

        with self._reader.moment() as connection:
            return pin_hash_of(connection, self._reader.agency_id, name)

    def reference_shape(self) -> tuple[str, ...]:
        """The masks that new references have to fit, one of them; none for any."""
        from storage.views.reference_shape import reference_shape

        return reference_shape(self._reader)

    def import_profiles(self, kind: str) -> tuple[KeptProfile, ...]:
        """How files of a kind were read before."""
        from storage.views.import_profile import kept_profiles

        with self._reader.moment() as connection:
            return kept_profiles(connection, self._reader.agency_id, kind)

    def time_zone(self) -> TimeZone:
        """In which time zone the agency's days begin."""
        from storage.views.time_zone import time_zone_of

        with self._reader.moment() as connection:
            return time_zone_of(connection, self._reader.agency_id)

    def first_steps(self) -> FirstSteps:
        """What the book has of what it begins with."""
        from storage.views.first_steps import first_steps_of

        with self._reader.moment() as connection:
            return first_steps_of(connection, self._reader.agency_id)

    def rules(self, quarter: Quarter) -> RuleSet:
        """The rule set that counts a quarter."""
        from storage.views.agency import rules_for

        with self._reader.moment() as connection:
            return rules_for(connection, self._reader.agency_id, quarter)

    def rule_sets(self) -> tuple[RuleSet, ...]:
        """The rule sets of the book, oldest first."""
        from storage.views.agency import rule_sets_of

        with self._reader.moment() as connection:
            return rule_sets_of(connection, self._reader.agency_id)

    def status(self, quarter: Quarter | None = None, as_of: date | None = None, known_on: date | None = None) -> Status:
        """The figures of a quarter, by default the running one, as of a day, by default today.

        ``known_on`` asks what the book knew at the end of that day.
        """
        return status(self._reader, quarter, as_of, known_on)

    def moved(self, entry: int) -> tuple[Moved, ...]:
        """The quarters before the running one whose rate an entry moved, with the rate before and after."""
        from storage.views.moved import moved

        return moved(self._reader, entry)

    def quarter(self, quarter: Quarter | None = None) -> QuarterSummary:
        """Everything about a quarter, by default the running one: figures, weeks, checklist, ICE's count, award."""
        from storage.views.quarter import quarter_summary

        return quarter_summary(self._reader, quarter)

    def quarters(self) -> tuple[QuarterLine, ...]:
        """All quarters, oldest first, each with its rate, tier and award."""
        from storage.views.quarter import quarter_lines

        return quarter_lines(self._reader)

    def statement(self, quarter: Quarter, revision: int | None = None) -> Body:
        """The frozen body of a closed quarter's statement, by default of its last revision."""
        from storage.views.statement import statement_body

        return statement_body(self._reader, quarter, revision)

    def statement_hash(self, quarter: Quarter, revision: int) -> str | None:
        """The hash that a statement left with."""
        from storage.views.statement import statement_hash

        return statement_hash(self._reader, quarter, revision)

    def draft_statement(self, quarter: Quarter) -> Body:
        """The body as it would be if the quarter were closed now."""
        from storage.views.statement import draft_body

        return draft_body(self._reader, quarter)

    def journal_hashes(self, number: int) -> tuple[str, ...]:
        """The hash of an entry, and that of the journal's first form where it had one; none where there is no entry."""
        from storage.views.statement import journal_hashes

        return journal_hashes(self._reader, number)

    def strike_target(self, field: str, *, reference: str | None = None, entry: int | None = None) -> Target:
        """The field of a record that is to be struck out: of a lead, or of the record that an entry changed."""
        from storage.views.strike_out import target_of

        return target_of(self._reader, field, reference=reference, entry=entry)

    def review(self, quarter: Quarter) -> Review:
        """Whether outcomes are reviewed, and those of a quarter that nobody has verified."""
        from storage.views.review import review_of

        return review_of(self._reader, quarter)

    def was_brought_in(self, sha256: str) -> bool:
        """Whether a file of these bytes is among the imports of leads or officers that stand."""
        from storage.views.rejects import was_brought_in

        return was_brought_in(self._reader, sha256)

    def rejects(self) -> tuple[RejectsLine, ...]:
        """The imports that kept rows aside."""
        from storage.views.rejects import rejects_lines

        return rejects_lines(self._reader)

    def weeks(self, quarter: Quarter | None = None) -> tuple[Week, ...]:
        """Week by week through a quarter, the running one unless given, up to today."""
        from storage.views.week import weeks

        return weeks(self._reader, quarter)

    def work(self) -> Work:
        """What waits today, over all quarters."""
        return work(self._reader)

    def due(self) -> Due:
        """What has come due and must not be missed."""
        from storage.views.due import due

        return due(self._reader)

    def leads(self, query: LeadQuery, limit: int, after: str | None = None) -> LeadPage:
        """Leads in order, page by page."""
        from storage.views.lead import lead_page

        return lead_page(self._reader, query, limit, after)

    def leads_named(self, references: Sequence[str]) -> tuple[Lead, ...]:
        """The leads of references, in their order."""
        from storage.views.lead import leads_named

        return leads_named(self._reader, references)

    def register(self, query: LeadQuery) -> Register:
        """The leads of a query by position."""
        from storage.views.register import Register

        return Register(self._reader, query)

    def lead(self, reference: str) -> LeadDetail:
        """One lead with its timeline."""
        from storage.views.lead import lead_detail

        return lead_detail(self._reader, reference)

    def lead_views(self) -> tuple[LeadView, ...]:
        """The saved views of the register."""
        from storage.views.lead_view import lead_views

        with self._reader.moment() as connection:
            return lead_views(connection, self._reader.agency_id)

    def completions(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Leads that a half-typed reference may mean."""
        from storage.views.lead import completions

        return completions(self._reader, typed, limit)

    def references_meant(self, typed: str) -> tuple[str, ...]:
        """The whole reference that is typed, or those of open leads that end so."""
        from storage.views.reference import references_meant

        with self._reader.moment() as connection:
            return references_meant(connection, self._reader.agency_id, typed)

    def roster(self, on: date | None = None) -> Roster:
        """The officers on a day, by default today."""
        from storage.views.officer import roster

        return roster(self._reader, on)

    def officer(self, badge: str) -> OfficerRecord:
        """One officer with all periods of standing."""
        from storage.views.officer import officer_record

        return officer_record(self._reader, badge)

    def pay(self, badge: str | None = None) -> tuple[OfficerPay, ...]:
        """Every officer's pay by effective date, or one officer's."""
        from storage.views.pay import pay_of

        return pay_of(self._reader, badge)

    def time(self, month: Month | None = None, badge: str | None = None) -> tuple[TimeLine, ...]:
        """The hours recorded, of one month or one officer where asked."""
        from storage.views.pay import time_of

        return time_of(self._reader, month, badge)

    def hours_sheet(self, month: Month) -> tuple[HoursLine, ...]:
        """The officers of a month with their hours, recorded or not, as a sheet to be filled in."""
        from storage.views.sheet import hours_sheet

        return hours_sheet(self._reader, month)

    def pay_sheet(self, day: date) -> tuple[PayLine, ...]:
        """The officers with the pay that is in force on a day, as a sheet to be filled in."""
        from storage.views.sheet import pay_sheet

        return pay_sheet(self._reader, day)

    def claim(self, period: Period, *, draft: bool = False) -> ShownClaim:
        """A period's claim: frozen once it was certified; ``draft`` asks for what the book would claim now."""
        from storage.views.claim import claim_shown

        return claim_shown(self._reader, period, draft=draft)

    def claims(self) -> tuple[ClaimRecord, ...]:
        """The certified claims by number, and what became of each."""
        from storage.views.claim_record import claim_records

        return claim_records(self._reader)

    def claim_body(self, period: Period, number: int | None = None, *, draft: bool = False) -> ClaimBody:
        """The body of a period's claim: frozen once it was certified, of an older claim where one is numbered."""
        from storage.views.claim import body_of_claim

        return body_of_claim(self._reader, period, number, draft=draft)

    def claims_screen(self, period: Period | None = None) -> ClaimsScreen:
        """A period's claim, by default the running one's, and the year's money around it."""
        from storage.views.claim_screen import claims_screen

        return claims_screen(self._reader, period)

    def receipts(self) -> tuple[ReceiptLine, ...]:
        """The money that came, by number."""
        from storage.views.receipt import receipt_lines

        return receipt_lines(self._reader)

    def receivables(self) -> tuple[Bucket, ...]:
        """The money that is still to come, by age, the youngest first."""
        from storage.views.receipt import receivable_buckets

        return receivable_buckets(self._reader)

    def start_up(self) -> StartUpMoney:
        """The envelopes of start-up money, what was bought from them, and the payments."""
        from storage.views.envelope import start_up_money

        return start_up_money(self._reader)

    def clocks(self, on: date | None = None) -> tuple[OfficerClocks, ...]:
        """The officers on whose standing a clock runs on a day, by default today."""
        from storage.views.clock import clocks

        return clocks(self._reader, on)

    def heads(self, quarter: Quarter | None = None, on: date | None = None) -> Heads:
        """The officers behind the head count of a day and of a quarter."""
        from storage.views.clock import heads

        return heads(self._reader, quarter, on)

    def journal(
        self,
        *,
        limit: int = 100,
        before: int | None = None,
        lead_reference: str | None = None,
        query: JournalQuery | None = None,
    ) -> tuple[Entry, ...]:
        """Entries of the journal, newest first."""
        from storage.views.journal import journal

        return journal(self._reader, limit=limit, before=before, lead_reference=lead_reference, query=query)

    def journal_numbers(self, query: JournalQuery) -> tuple[int, ...]:
        """The numbers of the entries that a query finds, newest first."""
        from storage.views.journal_filter import journal_numbers

        return journal_numbers(self._reader, query)

    def entries(self, numbers: Sequence[int]) -> tuple[Entry, ...]:
        """The entries of numbers, each with what it changed in its first record."""
        from storage.views.journal import entries_numbered

        return entries_numbered(self._reader, numbers)

    def entry(self, number: int) -> Entry:
        """One entry with what it changed."""
        from storage.views.journal import journal_entry_detail

        return journal_entry_detail(self._reader, number)

    def journal_length(self) -> int:
        """How many entries the journal has."""
        from storage.views.journal import journal_length

        return journal_length(self._reader)
