"""On a screen keys stand in place of the commands that the book's messages name."""

from __future__ import annotations

import ast
from datetime import date

import pytest
from textual.widgets import Input

from reports.words import days_in_words
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


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("From 2026-01-01 on claims are read so: salary basis hours", "From Jan 1 on claims are read so"),
        ("Until 2026-03 nothing; Since 2025-12-31", "Until March 2026 nothing; Since Dec 31"),
        ("Approved on 2026-01-05 of claim 1 of 2025-12: $5", "Approved on Jan 5 of claim 1 of December 2025: $5"),
        ("runs through 2024-12-31; it can be certified from 2025-01-01", "runs through Dec 31, 2024; it can be"),
        ("1041 Ames, Pat, 2025-12: 168 hours", "1041 Ames, Pat, December 2025: 168 hours"),
        ("begins on 2026-02-01, after today, 2026-01-09", "begins on Feb 1, after today, Jan 9"),
    ],
)
def test_days_and_months_that_a_message_tells_are_in_words(said: str, shown: str) -> None:
    assert days_in_words(said, date(2026, 1, 9)).startswith(shown)


@pytest.mark.parametrize(
    "said",
    [
        "Recorded located for lead 2025-11-23",
        "Recorded located for leads 2025-11, 2025-12-01",
        "evidence: 2025-11-23 → none",
        "Submitted claim 1 as 2025-11",
        "period: '2025-11' is no quarter",
        "Paper kept in 2025-11-23.pdf",
        "evidence: 'seen on 2025-11-03' looks like a date of birth",
        "evidence: \"O'Hara's list from 2025-11\" is no evidence",
        "Noted $5.00: “radios for 2025-11”",
        "Assigned lead to 2025-11-23-A",
        "Booked on 2025-99-99",
    ],
)
def test_what_only_looks_like_a_day_stays_as_it_is(said: str) -> None:
    assert days_in_words(said, date(2026, 1, 9)) == said
