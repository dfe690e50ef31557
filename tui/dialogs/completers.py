"""Completion of badges, files and references in the fields of dialogs."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.suggester import Suggester

from tui.bookkeeper import Bookkeeper


class BadgeCompleter(Suggester):
    """Completes a badge from the roster."""

    def __init__(self, keeper: Bookkeeper) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._keeper = keeper

    async def get_suggestion(self, value: str) -> str | None:
        """The first badge that begins so."""
        roster = await self._keeper.ask(lambda book: book.view.roster())
        return next((officer.badge for officer in roster.officers if officer.badge.startswith(value)), None)


class FileCompleter(Suggester):
    """Completes the path of a file or folder."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The first entry of the folder that begins so."""
        return await asyncio.to_thread(_completed, value)


def _completed(value: str) -> str | None:
    typed = Path(value).expanduser()
    folder, beginning = (typed, "") if value.endswith(("/", "\\")) else (typed.parent, typed.name)
    try:
        names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError:
        return None
    found = next((name for name in names if name.startswith(beginning) and name != beginning), None)
    return None if found is None else value + found[len(beginning) :]
