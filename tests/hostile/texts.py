"""Texts that were made to hurt: markup, control sequences, direction marks, wide signs, formulas, sheer length."""

from __future__ import annotations

import pytest

HOSTILE = [
    pytest.param("[/", id="unclosed-tag"),
    pytest.param("[/x]", id="closing-tag"),
    pytest.param("[A]123", id="alien-tag"),
    pytest.param("[bold", id="half-a-tag"),
    pytest.param("[@click=app.quit]x[/]", id="action-link"),
    pytest.param("[red]not red[/red]", id="style"),
    pytest.param("\x1b[31mred", id="escape"),
    pytest.param("\x1b]0;title\x07", id="window-title"),
    pytest.param("\x9b1m", id="c1"),
    pytest.param("\u202eevil", id="bidi"),
    pytest.param("nul\x00", id="nul"),
    pytest.param("漢字漢字", id="cjk"),
    pytest.param("🚓🚓", id="emoji"),
    pytest.param("e\u0301\u0301\u0301", id="combining"),
    pytest.param("=cmd|' /C calc'!A0", id="formula"),
    pytest.param("%s {0} {x} \\", id="formats"),
    pytest.param("x" * 10_000, id="10kB"),
    pytest.param("[/]" * 3_000, id="10kB-of-tags"),
]

RAW = {"\x00", "\x07", "\x1b", "\x9b", "\u202e"}
"""Signs that must never reach a terminal."""
