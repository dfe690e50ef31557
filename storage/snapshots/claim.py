"""What a certified claim holds besides its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SCHEMA = "leadbook-claim/1"

Body = dict[str, Any]
"""A claim's body; its canonical text is what is kept and hashed."""


@dataclass(frozen=True)
class Certificate:
    """What a certification adds to the figures; for a draft all but the head is None.

    ``head`` is the number and hash of the journal's newest entry before it, ``corrects`` the number of the claim that
    it stands in place of, ``by`` the person who certifies, ``actor`` who entered it, ``at_ms`` in UTC milliseconds.
    """

    head: tuple[int, str]
    number: int | None = None
    corrects: int | None = None
    by: str | None = None
    actor: str | None = None
    at_ms: int | None = None
