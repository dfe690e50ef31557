"""How far long work has come: said by who does it, at every step, to whoever stands by and may end it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from storage.engine.locks import Step, who_stands_by


def tell(doing: str, unit: str = "", done: int = 0, of: int | None = None) -> None:
    """Says what is being done, and how much of it is. Raises BrokenOff where somebody has left the work."""
    if (stands_by := who_stands_by()) is not None:
        stands_by.check()
        if not stands_by.is_told_as_one:
            stands_by.step = Step(doing, unit, done, of)


@contextmanager
def told_as_one(doing: str, unit: str, of: int) -> Iterator[Callable[[int], None]]:
    """A block of long work whose parts say nothing of themselves; it is given what says how many are done."""
    if (stands_by := who_stands_by()) is None:
        yield lambda _: None
        return

    def tell_of(done: int) -> None:
        stands_by.check()
        stands_by.step = Step(doing, unit, done, of)

    stands_by.is_told_as_one = True
    try:
        yield tell_of
    finally:
        stands_by.is_told_as_one = False
