"""ICE's count of a quarter, and the leads that it is talked over by."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, UniqueConstraint

from program.quarters.ice_count import QueryState
from storage.schema.columns import BookText, free_text, one_of
from storage.schema.tables import journaled

ice_count = journaled(
    "ice_count",
    Column("quarter", BookText, nullable=False),
    Column("provided", Integer, nullable=False),
    Column("located", Integer, nullable=False),
    Column("received_on", BookText, nullable=False),
    free_text("reference"),
    # Ours when ICE's was entered: where they are others now, the comparison is stale.
    Column("ours_provided", Integer, nullable=False),
    Column("ours_located", Integer, nullable=False),
    Column("after_close", Integer, nullable=False),
    UniqueConstraint("agency_id", "quarter"),
    CheckConstraint("0 <= located AND located <= provided", name="located"),
    CheckConstraint("after_close IN (0, 1)", name="after_close"),
)


lead_query = journaled(
    "lead_query",
    Column("state", BookText, nullable=False),
    Column("on_date", BookText, nullable=False),
    free_text("reference"),
    ForeignKeyConstraint(["agency_id", "id"], ["lead.agency_id", "lead.id"]),
    one_of("state", QueryState),
)
"""How far a lead has been talked over with ICE; ``id`` is the lead's."""
