"""Where books and their backups are unless told otherwise, and what else a desk keeps: heads, what it remembers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path, user_state_path


def default_book() -> Path:
    """The book of a desk that names no other."""
    return user_data_path("leadbook", appauthor=False) / "book.leadbook"


def demo_book() -> Path:
    """Where ``leadbook demo`` makes its book."""
    return user_data_path("leadbook", appauthor=False) / "demo.leadbook"


def backups_folder() -> Path:
    """Where backups go unless told otherwise."""
    return user_data_path("leadbook", appauthor=False) / "backups"


def state_folder() -> Path:
    """Where a desk remembers what is no part of a book."""
    return user_state_path("leadbook", appauthor=False)


@dataclass(frozen=True)
class AnchorPlaces:
    """Where heads go: a file on another disk that lines are appended to, a command that is given one on its standard
    input. Both may be missing.
    """

    file: Path | None = None
    command: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.file is not None or bool(self.command)
