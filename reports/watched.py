"""The files that wait in the watched folder, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from storage.maintenance.watched import Announced
from storage.text import number_of


def watched_text(folder: Path, waiting: Sequence[Announced]) -> str:
    """What waits in the folder, a line a file."""
    if not waiting:
        return f"Nothing waits in {folder}"
    lines = [f"{number_of(len(waiting), 'file')} in {folder}; leadbook import FILE brings one in"]
    return "\n".join([*lines, *(f"  {one.name}: {one.words}" for one in waiting)])


def watched_data(folder: Path | None, waiting: Sequence[Announced]) -> dict[str, Any]:
    """The folder, None where none is watched, and its files; ``report`` is that of ``import --dry-run --json``."""
    files = [
        {
            "file": str(one.path),
            "sha256": one.sha256,
            "problem": one.problem or None,
            "report": None if one.report is None else one.report.as_data(),
        }
        for one in waiting
    ]
    return {"folder": None if folder is None else str(folder), "files": files}
