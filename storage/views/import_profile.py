"""How files were read before, from the book's settings."""

from __future__ import annotations

from sqlalchemy import Connection, select

from storage.importing.profile import KeptProfile
from storage.schema.agency import setting

PROFILE = "import_profile:"
"""How the names of these settings begin."""


def kept_profiles(connection: Connection, agency_id: str, kind: str) -> tuple[KeptProfile, ...]:
    """The profiles of a kind of file."""
    begins = setting.c.id.startswith(PROFILE, autoescape=True)
    query = select(setting.c.value).where(setting.c.agency_id == agency_id, begins).order_by(setting.c.id)
    found = [
        KeptProfile.from_value(value)
        for value in connection.execute(query).scalars()
        if value is not None and value.startswith("{")  # else it was struck out
    ]
    return tuple(profile for profile in found if profile.kind == kind)
