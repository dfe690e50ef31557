"""All tables of the book by what the journal has to do with them."""

from __future__ import annotations

from storage.money_tables import (
    claim,
    claim_body,
    claim_cut,
    claim_document,
    other_source,
    pay,
    payroll_file,
    purchase,
    receipt,
    receipt_share,
    revocation_notice,
    worked_time,
)
from storage.quarter_tables import award, closing, ice_count, lead_query, rejects_settled, review, setting, statement
from storage.tables import agency, import_batch, journal_change, journal_entry, lead, officer, rule_set, standing

JOURNALED = {
    table.name: table
    for table in (
        agency,
        rule_set,
        officer,
        standing,
        lead,
        import_batch,
        setting,
        ice_count,
        lead_query,
        review,
        rejects_settled,
        award,
        closing,
        pay,
        payroll_file,
        worked_time,
        other_source,
        claim,
        claim_body,
        claim_cut,
        claim_document,
        receipt,
        receipt_share,
        purchase,
        revocation_notice,
    )
}
"""The tables whose every change stands in the journal, parents first."""

APPEND_ONLY = (journal_entry, journal_change, statement)
"""The journal itself, and the statements whose hashes stand in it: rows are added and never changed."""
