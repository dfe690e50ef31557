"""What the certified claims ask for of the overtime caps together, from their frozen bodies."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, select

from program.claims.overtime_cap import CapExcess, CapUse, CertifiedCaps, cap_excesses
from storage.schema.claim import claim_body
from storage.views.claim_record import ClaimRecord


def caps_exceeded(connection: Connection, agency_id: str, claims: Sequence[ClaimRecord]) -> tuple[CapExcess, ...]:
    """The claims that were certified above what the others had left of a cap; ``claims`` are all, by number.

    A body that cannot be read asks for nothing here: that it is not what was certified is found elsewhere.
    """
    rows = connection.execute(select(claim_body.c.id, claim_body.c.body).where(claim_body.c.agency_id == agency_id))
    texts = {row.id: row.body for row in rows}
    return cap_excesses(
        CertifiedCaps(record.number, record.corrects, record.period.fiscal_year, _uses(texts.get(record.id, "")))
        for record in claims
    )


def _uses(text: str) -> tuple[CapUse, ...]:
    try:
        return tuple(
            CapUse(str(use["badge"]), int(use["cap_cents"]), int(use["used_before_cents"]), int(use["used_cents"]))
            for use in json.loads(text)["overtime_cap"]
        )
    except (KeyError, TypeError, ValueError):
        return ()
