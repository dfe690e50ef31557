"""Numbers of things in words, as they stand in the journal and on the screen."""

from __future__ import annotations


def number_of(count: int, thing: str, things: str | None = None) -> str:
    """``1 lead``, ``1,204 leads``."""
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"
