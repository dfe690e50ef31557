"""Shell completion: what a shell is told where the cursor stands, for every shell that docs/command-line.md names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Leadbook
from tests.conftest import ROOT

GROUPS = {
    "quarter": {"show", "list", "close", "amend"},
    "statement": {"write", "verify"},
    "ice-count": {"enter", "show", "query"},
    "rejects": {"list", "settle"},
    "time": {"record", "list", "import"},
}


def completed(tmp_path: Path, *words: str, shell: str = "bash") -> list[str]:
    """What a shell is offered where the last of the words is being typed."""
    asked = {
        "_LEADBOOK_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(["leadbook", *words]),
        "COMP_CWORD": str(len(words)) if shell != "fish" else words[-1],
        "COMP_INCOMPLETE": words[-1],
        "LEADBOOK_BOOK": str(tmp_path / "book.leadbook"),
        "LEADBOOK_TODAY": "2025-11-23",
    }
    done = subprocess.run(
        [sys.executable, "-m", "leadbook"], cwd=ROOT, env={**os.environ, **asked}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def values(tmp_path: Path, *words: str) -> set[str]:
    """The values alone, as bash is given them."""
    return {line.partition(",")[2] for line in completed(tmp_path, *words) if line}


@pytest.mark.parametrize("group", GROUPS)
def test_a_command_that_is_a_group_too_offers_its_subcommands(group: str, tmp_path: Path) -> None:
    assert GROUPS[group] <= values(tmp_path, group, "")


@pytest.mark.parametrize(
    ("group", "option"), [("statement", "--out"), ("ice-count", "--provided"), ("time", "--period")]
)
def test_its_own_options_are_offered_without_the_default_subcommands_name(
    group: str, option: str, desk: Leadbook, tmp_path: Path
) -> None:
    assert option in values(tmp_path, group, "--")
    assert option in values(tmp_path, group, "1041", "--")


def test_quarters_badges_references_and_outcomes_come_from_the_book(desk: Leadbook, tmp_path: Path) -> None:
    assert desk("lead", "add", "24-1187", "--received", "2025-11-10").code == 0
    assert desk("lead", "add", "24-1188", "--received", "2025-11-11").code == 0
    assert values(tmp_path, "quarter", "F") == values(tmp_path, "quarter", "close", "f") == {"FY2026-Q1"}
    assert values(tmp_path, "time", "1") == values(tmp_path, "lead", "list", "--officer", "") == {"1041"}
    assert values(tmp_path, "outcome", "24-118") == values(tmp_path, "lead", "show", "") == {"24-1187", "24-1188"}
    assert values(tmp_path, "outcome", "24-1187", "not") == {"not_located"}
    assert values(tmp_path, "quarter", "amend", "FY2026-Q1", "--reason", "e") == {"entry_error"}


def test_without_a_book_nothing_is_offered_and_nothing_is_said(tmp_path: Path) -> None:
    assert values(tmp_path, "lead", "show", "") == set()
    assert not (tmp_path / "book.leadbook").exists()


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_each_shell_is_answered_in_its_own_form(shell: str, desk: Leadbook, tmp_path: Path) -> None:
    offered = "\n".join(completed(tmp_path, "lead", "assign", "--officer", "10", shell=shell))
    assert "1041" in offered
    assert "Ames, Pat" in offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_docs_name_the_line_that_turns_it_on(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "leadbook"], cwd=ROOT, env={**os.environ, "_LEADBOOK_COMPLETE": f"{shell}_source"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "leadbook" in done.stdout
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert f"_LEADBOOK_COMPLETE={shell}_source" in page or f'"{shell}_source"' in page
