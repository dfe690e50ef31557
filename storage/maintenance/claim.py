"""Whether the claims in a book are those that were certified, and their money adds up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from program.amounts import dollars
from program.claims.recount import problems_of
from program.refusals import BadInput
from storage.journal.format import canonical
from storage.maintenance.chain import struck_records
from storage.maintenance.findings import Finding
from storage.schema.claim import claim_body
from storage.views.claim_record import ClaimRecord, claims_of
from storage.views.overtime_cap import caps_exceeded
from storage.views.receipt import receipts_in


def claim_findings(connection: Connection, agency_id: str) -> list[Finding]:
    """Looks at every claim: its frozen text, its arithmetic, what was cut of it; and at what receipts pay."""
    claims = claims_of(connection, agency_id)
    rows = connection.execute(select(claim_body.c.id, claim_body.c.body).where(claim_body.c.agency_id == agency_id))
    texts = {row.id: row.body for row in rows}
    struck = struck_records(connection, agency_id)
    findings = [
        Finding("claim", f"{record.name}: {problem}")
        for record in claims
        for problem in _problems(record, texts.get(record.id), whole=(claim_body.name, record.id) not in struck)
    ]
    findings += [
        Finding("receipt", f"receipt {line.number} pays more than it is")
        for line in receipts_in(connection, agency_id, claims)
        if line.unapplied_cents < 0
    ]
    return findings


def cap_findings(connection: Connection, agency_id: str) -> list[Finding]:
    """Looks for claims that ask for more overtime together than a cap allowed when the last of them was certified."""
    claims = claims_of(connection, agency_id)
    by_number = {record.number: record for record in claims}
    found = []
    for excess in caps_exceeded(connection, agency_id, claims):
        record = by_number[excess.number]
        found.append(
            Finding(
                "overtime_cap",
                f"officer {excess.badge}: {dollars(excess.certified_cents)} of overtime is certified for "
                f"FY{excess.fiscal_year}, above the cap of {dollars(excess.cap_cents)} with which {record.name} was "
                f"certified; to correct it: leadbook claim certify {record.period} --by NAME "
                f"--corrects {record.number} --reason CODE",
            )
        )
    return found


def _problems(record: ClaimRecord, text: str | None, *, whole: bool) -> Iterator[str]:
    """``whole`` is False where something was struck out of the text: what is left of it is held by the journal."""
    if text is None:
        yield "what was certified is gone"
        return
    if whole and hashlib.sha256(text.encode()).hexdigest() != record.sha256:
        yield "is not the text that was certified"
        return
    body = json.loads(text)
    if canonical(body) != text:
        yield "is not in canonical form"
    if (body["number"], body["period"]) != (record.number, str(record.period)):
        yield "is the text of another claim"
    if body["totals"]["claimed_cents"] != record.money.claimed_cents:
        yield "asks for another amount than its lines"
    claimed = {(line["badge"], line["category"]): line["claimed_cents"] for line in body["lines"]}
    if any(cut.cents > claimed.get((cut.badge, cut.category.value), 0) for cut in record.cuts):
        yield "more was cut of a line than it claims"
    try:
        yield from problems_of(body)
    except (BadInput, KeyError, ValueError, TypeError):
        yield "does not hold all that its figures rest on"
