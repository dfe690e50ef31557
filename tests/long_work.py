"""Long work that somebody leaves at its n-th step, for every n."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from storage.engine.locks import BreakOff, BrokenOff, Step


class LeftAt(BreakOff):
    """Breaks off when so many steps were told of."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.told: list[Step] = []
        self._left_at = number

    @property
    def step(self) -> Step | None:
        return self.told[-1] if self.told else None

    @step.setter
    def step(self, step: Step | None) -> None:
        assert step is not None
        self.told.append(step)
        if len(self.told) == self._left_at:
            self.break_off()


def left_at_every_step(work: Callable[[], object], is_as_it_was: Callable[[], None]) -> list[Step]:
    """Leaves work at its first step, then at its second, and so on until it is done before it can be left.

    Looks each time that all is as it was; returns the steps of the work that was done.
    """
    number = 0
    while True:
        number += 1
        by = LeftAt(number)
        try:
            with by.over():
                work()
        except BrokenOff:
            is_as_it_was()
        else:
            return by.told


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, by path; folders have no bytes."""
    return {
        str(path.relative_to(folder)): b"" if path.is_dir() else path.read_bytes() for path in sorted(folder.rglob("*"))
    }
