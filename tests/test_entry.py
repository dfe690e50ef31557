"""The program is found by its own name, whoever else's packages stand on the path."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(sys.executable).with_name("leadbook.exe" if os.name == "nt" else "leadbook")
FOREIGN = ("cli", "migrations", "program", "reports", "storage", "tui")


@pytest.mark.parametrize(
    "command", [pytest.param([str(SCRIPT)], id="script"), pytest.param([sys.executable, "-m", "leadbook"], id="module")]
)
def test_it_works_beside_packages_of_the_same_names_as_our_rooms(command: list[str], tmp_path: Path) -> None:
    for name in FOREIGN:
        (tmp_path / "foreign" / name).mkdir(parents=True)
        (tmp_path / "foreign" / name / "__init__.py").write_text("MINE = True\n", encoding="utf-8")
    beside = {**os.environ, "PYTHONPATH": str(tmp_path / "foreign"), "LEADBOOK_BOOK": str(tmp_path / "book")}
    for words in (["init", "--agency", "Example County", "--state", "TX"], ["status"], ["check"]):
        ran = subprocess.run(
            [*command, *words], cwd=tmp_path / "foreign", env=beside, capture_output=True, text=True, check=False
        )
        assert (ran.returncode, ran.stderr) == (0, ""), words
