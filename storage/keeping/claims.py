"""Whether the claims in a book are those that were certified, and their money adds up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from program.amounts import dollars
from program.months import Month
from storage.claim_arithmetic import problems_of
from storage.journal import canonical
from storage.keeping.chain import Finding
from storage.money_tables import claim_body
from storage.views.claim_records import ClaimRecord, bodies_of, claims_of
from storage.views.receipts import receipts_in


def claim_findings(connection: Connection, agency_id: str) -> list[Finding]:
    """Looks at every claim: its frozen text, its arithmetic, what was cut of it; and at what receipts pay."""
    claims = claims_of(connection, agency_id)
    rows = connection.execute(select(claim_body.c.id, claim_body.c.body).where(claim_body.c.agency_id == agency_id))
    texts = {row.id: row.body for row in rows}
    findings = [
        Finding("claim", f"{record.name}: {problem}")
        for record in claims
        for problem in _problems(record, texts.get(record.id))
    ]
    findings += [
        Finding("receipt", f"receipt {line.number} pays more than it is")
        for line in receipts_in(connection, agency_id, claims)
        if line.unapplied_cents < 0
    ]
    return findings


def cap_findings(connection: Connection, agency_id: str) -> list[Finding]:
    """Claims by which, when a person certified them, an officer's overtime of a fiscal year went above its cap.

    The cap is the one that was frozen with the claim: what became of standing and pay since is no fault of it.
    """
    records = claims_of(connection, agency_id)
    bodies = bodies_of(connection, agency_id, [record.id for record in records])
    standing: dict[Month, dict[str, int]] = {}
    findings = []
    for record in records:  # a correction comes after the claim that it takes the place of
        body = bodies.get(record.id)
        if body is None:
            continue
        standing |= {month: {} for month in record.months}
        for used in body["overtime"]:
            standing[Month.parse(used["month"])][used["badge"]] = used["cents"]
        year = record.months[0].fiscal_year
        for use in body["overtime_cap"]:
            badge = use["badge"]
            together = sum(of.get(badge, 0) for month, of in standing.items() if month.fiscal_year == year)
            if use["used_cents"] and together > use["cap_cents"]:
                findings.append(
                    Finding(
                        "overtime_cap",
                        f"{record.name}: with it officer {badge} has {dollars(together)} of overtime certified for "
                        f"FY{year}, above the cap of {dollars(use['cap_cents'])}",
                    )
                )
    return findings


def _problems(record: ClaimRecord, text: str | None) -> Iterator[str]:
    if text is None:
        yield "what was certified is gone"
        return
    if hashlib.sha256(text.encode()).hexdigest() != record.sha256:
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
    except (KeyError, ValueError, TypeError):
        yield "does not hold all that its figures rest on"
