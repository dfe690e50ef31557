"""Books with a flipped byte in their text: each is read, or refused in one sentence, and never a traceback."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Leadbook, Ran

_READS: Sequence[Sequence[str]] = (
    ("status",),
    ("quarter", "FY2026-Q1"),
    ("lead", "list"),
    ("lead", "show", "24-1"),
    ("officer", "list"),
    ("claim", "show", "2025-11"),
    ("journal",),
    ("check", "--full"),
    ("award", "FY2026-Q1"),
    ("review", "list", "FY2026-Q1"),
    ("what-if", "--located", "2"),
    ("undo",),
)

_FLIPS = (0x01, 0x20, 0x80)
"""Another letter, a letter in the other case, and a byte that is no UTF-8 where it stands."""


@pytest.fixture
def place(leadbook: Leadbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book with leads, hours, pay and a closed quarter."""
    monkeypatch.setenv("LEADBOOK_TODAY", "2026-01-12")
    for words in (
        ("init", "--agency", "Example County", "--state", "TX"),
        ("officer", "add", "1041", "Ames, Pat", "--authorized", "2025-10-01"),
        ("pay", "1041", "--from", "2025-10-01", "--annual-salary", "60000"),
        *(("lead", "add", f"24-{number}", "--received", "2025-11-03", "--officer", "1041") for number in range(4)),
        *(("outcome", f"24-{number}", "located", "--on", "2025-11-20") for number in range(3)),
        ("time", "1041", "--period", "2025-11", "--hours", "160"),
        ("quarter", "close", "FY2026-Q1"),
    ):
        ran = leadbook(*words)
        assert ran.code == 0, (words, ran)
    return tmp_path / "book.leadbook"


def _refused_or_read(ran: Ran) -> bool:
    """Whether it ended in an answer, or in one line on standard error."""
    return ran.code in {0, 1} or (ran.code in {2, 3, 4} and ran.err.count("\n") == 1)


@pytest.mark.parametrize("seed", range(2))
def test_a_flipped_byte_of_text_is_read_or_told_of(leadbook: Leadbook, place: Path, seed: int) -> None:
    whole = place.read_bytes()
    text = [at for at in range(4096, len(whole) - 1) if whole[at - 1 : at + 2].isascii() and whole[at] > 32]
    draw = random.Random(seed)
    for _ in range(30):
        damaged = bytearray(whole)
        damaged[draw.choice(text)] ^= draw.choice(_FLIPS)
        for words in draw.sample(_READS, 3):
            place.write_bytes(damaged)
            ran = leadbook(*words)  # which asserts that no error came through
            assert _refused_or_read(ran), (words, ran)


@pytest.mark.parametrize(
    ("was", "became"),
    [(b'":"excluded"', b'":"excluqed"'), (b'":"excluded",', b'":"excluded";'), (b"located", b"l\xffcated")],
)
def test_a_book_whose_rules_were_damaged_says_so(leadbook: Leadbook, place: Path, was: bytes, became: bytes) -> None:
    damaged = place.read_bytes().replace(was, became)
    for words in (("status",), ("quarter", "FY2026-Q1"), ("what-if", "--located", "2")):
        place.write_bytes(damaged)
        ran = leadbook(*words)
        assert (ran.code, ran.out) == (3, "")
        assert "damaged" in ran.err
