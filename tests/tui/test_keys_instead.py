"""On a screen keys stand in place of the commands that the book's messages name."""

from __future__ import annotations

import ast

from textual.widgets import Input

from tests.conftest import ROOT
from tests.frozen import Clock
from tests.tui.conftest import Desk, press
from tui.keys.instead import keys_instead


def commands_named() -> list[str]:
    """Every sentence of the book that names a command, with something in place of its values."""
    found = []
    for file in sorted((ROOT / "storage").rglob("*.py")):
        if file.parent.name in ("engine", "maintenance") or file.name in ("book.py", "writer.py"):
            continue  # said before the app has a book, or of a damaged one
        tree = ast.parse(file.read_text(encoding="utf-8"))
        parts = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr | ast.Constant) and node not in parts:
                text = _text_of(node)
                if "leadbook " in text and not text.startswith("\n") and "``" not in text:
                    found.append(text)
    return found


def _text_of(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_no_command_line_is_named_on_a_screen() -> None:
    named = commands_named()
    assert len(named) > 8
    for text in named:
        assert "leadbook " not in keys_instead(text, lambda words: words), text


async def test_a_closed_quarter_is_reopened_by_keys_that_the_refusal_names(desk: Desk, clock: Clock) -> None:
    clock.move(days=50)
    async with desk(100, 40) as pilot:
        await press(pilot, "4 c enter 2 n")
        for name, text in (("reference", "NEW-1"), ("received_on", "2025-12-01")):
            pilot.app.screen.query_one(f"#{name}", Input).value = text
        shown = (await press(pilot, "enter")).translate(dict.fromkeys(map(ord, "│╰╯╭╮"), " "))
        assert "reopen it first: 4, then c" in " ".join(shown.split())
