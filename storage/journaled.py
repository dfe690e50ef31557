"""All tables of the book by what the journal has to do with them."""

from __future__ import annotations

from storage.money_tables import (
    claim,
    claim_body,
    claim_decision,
    claim_document,
    other_source,
    pay,
    payroll_file,
    purchase,
    receipt,
    receipt_share,
    revocation_notice,
    start_up,
    worked_time,
)
from storage.tables import agency, import_batch, journal_change, journal_entry, lead, officer, rule_set, standing

MONEY = (
    pay,
    payroll_file,
    worked_time,
    other_source,
    claim,
    claim_body,
    claim_decision,
    claim_document,
    receipt,
    receipt_share,
    purchase,
    start_up,
    revocation_notice,
)

JOURNALED = {table.name: table for table in (agency, rule_set, officer, standing, lead, import_batch, *MONEY)}
"""The tables whose every change stands in the journal, parents first."""

APPEND_ONLY = (journal_entry, journal_change)
"""The journal itself: rows are added and never changed."""
