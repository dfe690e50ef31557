"""Files of leads and officers that came in, and whether their rejected rows are dealt with."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint

from storage.schema.columns import BookText, file_that_came_in
from storage.schema.tables import journaled

import_batch = journaled(
    "import_batch",
    Column("kind", BookText, nullable=False),
    *file_that_came_in(),
    CheckConstraint("kind IN ('leads', 'officers')", name="kind"),
)


rejects_settled = journaled(
    "rejects_settled",
    Column("on_date", BookText, nullable=False),
    ForeignKeyConstraint(["agency_id", "id"], ["import_batch.agency_id", "import_batch.id"]),
)
"""Imports whose rejected rows have been dealt with; ``id`` is the import's."""
