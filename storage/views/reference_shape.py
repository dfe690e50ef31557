"""The shape of the references that an agency gets, where it has said one."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from storage.schema.agency import setting
from storage.views.reader import Reader

SETTING = "reference_shape"


def reference_masks(connection: Connection, agency_id: str) -> tuple[str, ...]:
    """The masks of ``program/personal/shape.py`` that a new lead's reference has to fit, one of them; none for any."""
    kept = connection.execute(
        select(setting.c.value).where(setting.c.agency_id == agency_id, setting.c.id == SETTING)
    ).scalar()
    return tuple(json.loads(kept)) if kept else ()


def reference_shape(reader: Reader) -> tuple[str, ...]:
    """The same, for whoever asks the book."""
    with reader.moment() as connection:
        return reference_masks(connection, reader.agency_id)
