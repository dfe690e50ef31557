"""Whole numbers and dollars as they are typed into fields."""

from __future__ import annotations

from program.amounts import NotPossible, read_dollars
from storage.errors import BadInput


def whole(field: str, typed: str) -> int:
    """A whole number, 0 or more; raises BadInput on anything else."""
    plain = typed.replace(",", "")
    if not (plain.isascii() and plain.isdigit()):
        raise BadInput(field, typed, "is no whole number; write it like 41")
    return int(plain)


def cents(field: str, typed: str) -> int:
    """The cents of dollars such as 12,000 or 12,000.50; raises BadInput on anything else."""
    try:
        return read_dollars(typed, field)
    except NotPossible as problem:
        raise BadInput(field, typed, problem.problem) from None
