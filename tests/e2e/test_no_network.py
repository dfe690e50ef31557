"""A book in a file needs no network: each process of the program, the one that reads files too, is refused it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.desk import Program

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is a thing of POSIX", allow_module_level=True)

REFUSES_SOCKETS = """
import os, sys

def refuse(event, arguments):
    if event in ("socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        with open(os.environ["ASKED_FOR"], "a") as asked:
            asked.write(f"{event} {arguments}\\n")
        raise PermissionError("no network")

sys.addaudithook(refuse)
with open(os.environ["ASKED_FOR"] + ".guarded", "a") as guarded:
    guarded.write(f"{sys.argv}\\n")
"""


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a process notes what it asked of the network; beside it, as ``.guarded``, that it is refused it."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(REFUSES_SOCKETS, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "guard"))
    monkeypatch.setenv("ASKED_FOR", str(tmp_path / "asked"))
    return tmp_path / "asked"


def test_a_book_in_a_file_opens_no_socket_in_the_app_nor_on_the_command_line(tmp_path: Path, guarded: Path) -> None:
    program = Program(tmp_path / "book.leadbook")
    (tmp_path / "leads.csv").write_text("reference,received,due\n24-1187,2025-11-03,2025-11-20\n", encoding="utf-8")
    for words in (
        ("init", "--agency", "Example County", "--state", "TX"),
        ("officer", "add", "1041", "Ames, Pat", "--authorized", "2025-10-01"),
        ("import", str(tmp_path / "leads.csv")),
        ("outcome", "24-1187", "located", "--officer", "1041"),
        ("statement", "FY2026-Q1", "--draft", "--out", str(tmp_path / "packet")),
        ("backup", "--to", str(tmp_path / "copy.leadbook")),
        ("check", "--full"),
    ):
        done = program.run(*words)
        assert done.returncode == 0, (words, done.stderr)
    with program.open() as terminal:
        terminal.wait_for("Example County")
        terminal.press("u")
        terminal.wait_for("Enter does it")
        terminal.press("enter")
        terminal.wait_for("0/1 ")
        terminal.press("ctrl+q")
        assert terminal.wait_for_exit() == 0
    assert len(guarded.with_suffix(".guarded").read_text(encoding="utf-8").splitlines()) > 8
    assert not guarded.exists(), guarded.read_text(encoding="utf-8")
