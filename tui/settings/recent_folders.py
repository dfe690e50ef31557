"""The folders that files were imported from, kept for the next start beside what else a program keeps for itself."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from storage.engine.files import private_file
from storage.engine.places import state_folder
from storage.text import looks_like

_MOST = 8


def _place() -> Path:
    return state_folder() / "recent-folders.json"


def recent_folders() -> list[Path]:
    """The folders that are still there, the last one first; none where nothing was kept or it cannot be read."""
    with suppress(OSError, ValueError):
        kept = json.loads(_place().read_text(encoding="utf-8"))
        if isinstance(kept, list):
            return [folder for folder in map(Path, filter(_is_text, kept)) if folder.is_dir()][:_MOST]
    return []


def note_folder(folder: Path) -> None:
    """Keeps a folder as the last one, unless its name looks like a detail of a person. Never fails."""
    if looks_like("file", folder.name) is not None:
        return
    folders = list(dict.fromkeys([str(folder.absolute()), *map(str, recent_folders())]))[:_MOST]
    with suppress(OSError, ValueError):
        _place().parent.mkdir(parents=True, exist_ok=True)
        part = _place().with_suffix(f".{os.getpid()}")
        with open(part, "w", encoding="utf-8", opener=private_file) as file:
            json.dump(folders, file)
        part.replace(_place())


def _is_text(kept: object) -> bool:
    return isinstance(kept, str)
