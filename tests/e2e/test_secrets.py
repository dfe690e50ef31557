"""A passphrase and a PIN are typed into the real program: nothing that it is, says or leaves behind holds them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from storage.book import Book
from storage.engine.connections import reading, tables_of
from storage.engine.unlocking import unlock
from storage.maintenance.transfer import export
from storage.surroundings import Surroundings
from tests.conftest import ROOT
from tests.e2e.desk import Program
from tests.secrets import PASSPHRASE, holding
from tests.terminal import Terminal

PIN, WRONG_PIN = "739204118265", "739204118266"
"""Long enough that chance writes neither into a hash or an encrypted page."""

SECRETS = (PASSPHRASE, PIN, WRONG_PIN)

MAKES_A_MISTAKE = """
import sys
import storage.engine.unlocking as unlocking
from cli.main import main

def mistaken(passphrase, salt):
    said = {passphrase: 1}
    raise KeyError(f"nothing under {said}")

unlocking.derived = mistaken
sys.argv[1:] = ["--book", sys.argv[1], "--passphrase-file", sys.argv[2], "status"]
main()
"""

TELLS_OF_CORES = """
import ctypes, resource, sys
from pathlib import Path
from storage.book import Book
from storage.errors import NeedsPassphrase
from storage.surroundings import of_this_machine

resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)

def told():
    dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0
    return resource.getrlimit(resource.RLIMIT_CORE) == (0, 0), dumpable

before = told()
try:
    Book.open(Path(sys.argv[1]), of_this_machine()).close()
except NeedsPassphrase:
    pass
print(before == told(), *told())
"""


@contextmanager
def at_the_terminal(program: Program, *words: str) -> Iterator[pexpect.spawn[str]]:
    """A command of the real program at a terminal, which asks what it has to."""
    command = ["-m", "leadbook", "--book", str(program.book), *words]
    child = pexpect.spawn(sys.executable, command, cwd=str(ROOT), env=dict(os.environ), encoding="utf-8", timeout=60)
    try:
        yield child
    finally:
        child.close(force=True)


def answered(program: Program, *words: str, asked: list[tuple[str, str]]) -> str:
    """What a command prints that is asked for secrets; it must succeed, and show none of them while it waits."""
    said = ""
    with at_the_terminal(program, *words) as child:
        for prompt, secret in asked:
            child.expect_exact(prompt)
            said += child.before or ""
            assert seen_from_outside(child.pid) == []
            child.sendline(secret)
        child.expect(pexpect.EOF)
        said += child.before or ""
        child.wait()
        assert child.exitstatus == 0, said
    return said


def seen_from_outside(pid: int | None) -> list[str]:
    """The secrets that the machine's other programs can read of a process: its arguments and its environment."""
    seen = [subprocess.run(["ps", "eww", "-p", str(pid)], capture_output=True, text=True, check=False).stdout]
    places = (Path(f"/proc/{pid}/cmdline"), Path(f"/proc/{pid}/environ"))
    seen += [place.read_text(errors="replace") for place in places if os.access(place, os.R_OK)]
    return [secret for secret in SECRETS if any(secret in text for text in seen)]


def into_the_desk(desk: Terminal, name: str) -> None:
    desk.wait_for("This book is encrypted")
    desk.type(PASSPHRASE)
    desk.press("enter")
    desk.wait_for("Enter sits down")
    desk.type(name)
    desk.press("tab")
    desk.type(PIN)
    assert not any(secret in desk.screen() for secret in SECRETS)
    assert seen_from_outside(desk.pid) == []
    desk.press("enter")


def test_a_passphrase_and_a_pin_are_nowhere_but_in_the_memory_of_the_program(
    program: Program, home: Path, frozen: Surroundings
) -> None:
    opens, sits = ("Passphrase of ", PASSPHRASE), ("PIN of Pat Ames", PIN)
    said = answered(
        program,
        *("init", "--agency", "Example County", "--state", "TX", "--encrypt", "--json"),
        asked=[("New passphrase", PASSPHRASE), ("once more", PASSPHRASE)],
    )
    said += answered(
        program, "people", "add", "Pat Ames", "--role", "record", asked=[opens, ("New PIN", PIN), ("once more", PIN)]
    )
    acting = ("--as", "Pat Ames")
    said += answered(
        program, *acting, "lead", "add", "24-1187", "--received", "2025-11-03", "--json", asked=[opens, sits]
    )
    said += answered(
        program, *acting, "people", "pin", "Pat Ames", asked=[opens, sits, ("New PIN", PIN), ("once", PIN)]
    )
    for words in (["journal", "--json"], ["people", "list", "--json"]):
        said += answered(program, *acting, *words, asked=[opens, sits])
    with at_the_terminal(program, *acting, "status") as child:
        child.expect_exact("Passphrase of ")
        child.sendline(PASSPHRASE)
        child.expect_exact("PIN of Pat Ames")
        child.sendline(WRONG_PIN)
        child.expect(pexpect.EOF)
        said += child.before or ""
    assert "1 of 5" in said
    with program.open(100, 30) as desk:
        into_the_desk(desk, "Pat Ames")
        desk.wait_for("24-1187")
        desk.press("o")
        desk.wait_for("Outcome of 24-1187")
        desk.press("l", "enter")
        desk.wait_for("1 of 1")
        desk.press("ctrl+q")
        desk.wait_for_exit()
        said += desk.screen()
    assert not any(secret in said for secret in SECRETS)

    unlock(program.book, PASSPHRASE, frozen.keys)
    with Book.open(program.book, frozen) as book:
        export(book, home / "export.jsonl")
        with reading(book.engine) as connection:
            rows = repr(
                [connection.exec_driver_sql(f'SELECT * FROM "{table}"').all() for table in tables_of(connection)]
            )
    assert "Entered lead 24-1187" in rows
    assert not any(secret in rows for secret in SECRETS)
    left = [path for folder in (home, program.book.parent) for path in folder.rglob("*") if path.is_file()]
    assert any("backups" in path.parts for path in left)
    assert holding(home, program.book.parent, texts=SECRETS) == []


def test_a_mistake_on_the_command_line_repeats_no_passphrase(program: Program, tmp_path: Path) -> None:
    secret = tmp_path / "passphrase"
    secret.touch(mode=0o600)
    secret.write_text(PASSPHRASE)
    command = ("--passphrase-file", str(secret), "init", "--agency", "Example County", "--state", "TX", "--encrypt")
    assert program.run(*command).returncode == 0
    done = subprocess.run(
        [sys.executable, "-c", MAKES_A_MISTAKE, str(program.book), str(secret)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Leadbook made a mistake and had to stop: KeyError" in done.stderr
    assert "cli/passphrase.py" in done.stderr
    assert PASSPHRASE not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no core files")
def test_a_program_that_meets_an_encrypted_book_leaves_no_image_of_its_memory(
    program: Program, working: Program, tmp_path: Path
) -> None:
    def told(book: Path) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", TELLS_OF_CORES, str(book)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return done.stdout.split()

    secret = tmp_path / "passphrase"
    secret.touch(mode=0o600)
    secret.write_text(PASSPHRASE)
    encrypted = Program(tmp_path / "secret.leadbook")
    command = ("--passphrase-file", str(secret), "init", "--agency", "Example County", "--state", "TX", "--encrypt")
    assert encrypted.run(*command).returncode == 0
    assert told(encrypted.book)[1:] == ["True", "0"]
    assert told(working.book)[0] == "True"  # which leaves everything as it is
