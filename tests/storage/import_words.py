"""Which words of ours an import may say: every text in what it raises, rejects and returns for a refusal."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).parent.parent.parent / "storage"
_COMMANDS = ("file_import", "lead_import", "lead_conflict", "officer_import", "time_import")
_FILES = (
    *sorted((_ROOT / "importing").glob("*.py")),
    *(_ROOT / "commands" / f"{name}.py" for name in _COMMANDS),
)
_SAY = {"BadInput", "ValueError", "Reject", "Refused"}
_KEPT = {"problem", "why", "written", "hint", "_DAMAGED", "_PROTECTED", "_SAVE_AS", "_NAME_ORDER", "NO_OFFICER"}
_SHORTEST = 12


def said_words() -> dict[str, str]:
    """Every longer piece of text of a refusal, with where it stands: raised, returned, or kept in a name before."""
    found = {}
    for file in _FILES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            said: ast.AST | None = None
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAY:
                said = node
            elif isinstance(node, ast.Return) and isinstance(node.value, ast.Constant | ast.JoinedStr):
                said = node.value if file.name in ("encodings.py", "files.py") else None
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                kept = node.targets[0].id in _KEPT and isinstance(node.value, ast.Constant | ast.JoinedStr)
                said = node.value if kept else None
            for text in _texts(said) if said is not None else ():
                found[text] = f"{file.name}:{getattr(node, 'lineno', 0)}"
    return found


def _texts(said: ast.AST) -> Iterator[str]:
    for node in ast.walk(said):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value.strip()
            if len(text) >= _SHORTEST and " " in text:
                yield text
