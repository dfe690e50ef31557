"""Which files may be tables by their names; what a file is shows in its content only."""

from __future__ import annotations

from pathlib import Path

_TYPES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".jsonl", ".ndjson", ".xls"})
_OPEN_ELSEWHERE = ("~$", ".~lock", ".")


def is_table(path: Path) -> bool:
    """Whether a file's name is that of a table, and not of what a program keeps beside one that it has open."""
    return path.suffix.lower() in _TYPES and not path.name.startswith(_OPEN_ELSEWHERE)
