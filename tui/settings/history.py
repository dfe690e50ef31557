"""What was typed to narrow a list, kept from one session to the next on this machine: the last lines of each list."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from platformdirs import user_state_path

from storage.engine.files import part_of, private_file
from storage.text import LONGEST, looks_like, printable

MOST_KEPT = 50
"""So many lines of each list are kept."""


def history_path() -> Path:
    """The file, which need not exist."""
    return user_state_path("leadbook", appauthor=False) / "filters.json"


def read_history() -> dict[str, list[str]]:
    """The lines by list, the last one last; none where the file is not there, or cannot be read as such."""
    try:
        found = json.loads(history_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, Mapping):
        return {}
    return {
        str(name): [printable(line) for line in lines if isinstance(line, str)][-MOST_KEPT:]
        for name, lines in found.items()
        if isinstance(lines, list)
    }


def keep_history(filters: Mapping[str, Sequence[str]]) -> None:
    """Writes the lines, for their owner's eyes only; what looks like a detail of a person is left out. A disk that
    refuses loses nothing that was recorded, and is not told of."""
    kept = {name: [line for line in lines if _may_be_kept(line)][-MOST_KEPT:] for name, lines in filters.items()}
    with suppress(OSError), part_of(history_path()) as part:
        with open(part, "x", encoding="utf-8", opener=private_file) as file:
            json.dump(kept, file)
        part.replace(history_path())


def _may_be_kept(line: str) -> bool:
    return len(line) <= LONGEST["filter"] and looks_like("filter", line) is None
