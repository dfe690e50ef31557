"""What Tab answers, asked as each shell asks it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Leadbook

SHELLS = ("bash", "zsh", "fish", "powershell")


def tab(book: Path, *words: str, shell: str = "bash") -> list[str]:
    """What a shell is told for the words after ``leadbook``, of which the last is half-typed."""
    whole, half = list(words[:-1]), words[-1]
    asked = {
        "bash": {"COMP_WORDS": " ".join(["leadbook", *words]), "COMP_CWORD": str(len(words))},
        "zsh": {"COMP_WORDS": " ".join(["leadbook", *words]), "COMP_CWORD": str(len(words))},
        "fish": {"COMP_WORDS": " ".join(["leadbook", *whole]), "COMP_CWORD": half},
        "powershell": {"COMP_WORDS": json.dumps(["leadbook", *whole]), "COMP_CWORD": half},
    }[shell]
    told = {"LEADBOOK_BOOK": str(book), "LEADBOOK_TODAY": "2025-11-23", "_LEADBOOK_COMPLETE": f"{shell}_complete"}
    ran = subprocess.run(
        [sys.executable, "-m", "leadbook"], env={**os.environ, **told, **asked},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    if shell == "zsh":
        return lines[1::3]  # type, value, help
    whole_lines = [line.split("\t")[0] for line in lines if line]
    return whole_lines if shell == "powershell" else [line.split(",", 1)[1] for line in whole_lines]


@pytest.fixture
def book(desk: Leadbook, tmp_path: Path) -> Path:
    for reference in ("24-1187", "24-1190", "25-0001"):
        assert desk("lead", "add", reference, "--received", "2025-07-20").code == 0
    return tmp_path / "book.leadbook"


QUARTERS = ["FY2026-Q1", "FY2025-Q4"]


@pytest.mark.parametrize(
    ("words", "some"),
    [
        (["quarter", "F"], QUARTERS),
        (["quarter", ""], ["amend", "close", "list", "show", *QUARTERS]),
        (["quarter", "close", ""], QUARTERS),
        (["quarter", "FY2026-Q1", "--"], ["--json"]),
        (["statement", ""], ["verify", *QUARTERS]),
        (["statement", "FY2026-Q1", "--"], ["--out", "--draft", "--json"]),
        (["ice-count", ""], ["show", "query", *QUARTERS]),
        (["ice-count", "query", "24"], ["24-1187", "24-1190"]),
        (["rejects", ""], ["list", "settle"]),
        (["rejects", "--"], ["--json", "--help"]),
        (["time", ""], ["import", "list", "1041"]),
        (["time", "1041", "--"], ["--period", "--hours", "--json"]),
        (["time", "list", "--officer", ""], ["1041"]),
        (["outcome", "24-1"], ["24-1187", "24-1190"]),
        (["outcome", "24-1187", "wi"], ["withdrawn"]),
        (["outcome", "24-1187", "located", "--officer", "1"], ["1041"]),
        (["lead", "list", "--outcome", "loc"], ["located"]),
        (["lead", "assign", "24-1187", "24-"], ["24-1187", "24-1190"]),
        (["claim", "show", "FY"], QUARTERS),
    ],
    ids=" ".join,
)
def test_every_subcommand_completes(book: Path, words: list[str], some: list[str]) -> None:
    found = tab(book, *words)
    assert set(some) <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_is_answered(book: Path, shell: str) -> None:
    assert tab(book, "outcome", "24", shell=shell) == ["24-1187", "24-1190"]


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_each_shell_gets_its_script(shell: str) -> None:
    told = {**os.environ, "_LEADBOOK_COMPLETE": f"{shell}_source"}
    ran = subprocess.run([sys.executable, "-m", "leadbook"], env=told, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"{shell}_complete" in ran.stdout


def test_without_a_book_it_is_silent(tmp_path: Path) -> None:
    assert tab(tmp_path / "none", "lead", "show", "") == []
    (tmp_path / "text").write_text("no book", encoding="utf-8")
    assert tab(tmp_path / "text", "lead", "show", "") == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["text"]
