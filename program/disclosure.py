"""What leaves the book for somebody else: of which kind it is, and what may be left out of it."""

from __future__ import annotations

from enum import StrEnum


class Given(StrEnum):
    """What was given."""

    STATEMENT = "statement"
    CLAIM = "claim"
    OPEN_RECORDS = "open_records"
    EXPORT = "export"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The kind as a person reads it."""
        return {Given.OPEN_RECORDS: "Open records", Given.EXPORT: "Whole book"}.get(self, self.value.capitalize())


class LeftOut(StrEnum):
    """What a paper was given without."""

    OFFICERS = "officers"
    REFERENCES = "references"
