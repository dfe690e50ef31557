"""Completion of badges and of files in lines of text."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from textual.suggester import Suggester

from tui.host import Host


class BadgeCompleter(Suggester):
    """Completes a badge of the roster."""

    def __init__(self, app: Host) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._app = app

    async def get_suggestion(self, value: str) -> str | None:
        """The first badge that begins so."""
        return badge_beginning(value, self._app.officers)


def badge_beginning(typed: str, officers: Iterable[tuple[str, str]]) -> str | None:
    """The first badge that begins as typed."""
    return next((badge for badge, _ in officers if typed and badge.startswith(typed)), None)


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
