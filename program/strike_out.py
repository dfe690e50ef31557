"""Striking out: why a text is taken out of the book for good."""

from __future__ import annotations

from enum import StrEnum


class StrikeReason(StrEnum):
    """Why a text is struck out."""

    PERSONAL_DETAIL = "personal_detail"
    COURT_ORDER = "court_order"
    RETENTION = "retention"
    ENTRY_ERROR = "entry_error"

    @property
    def words(self) -> str:
        """The reason as a person says it: ``Personal detail``."""
        return self.value.replace("_", " ").capitalize()
