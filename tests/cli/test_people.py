"""The people of the book on the command line: who acts, the PIN, and what is refused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.parameters import REFERENCE
from cli.plumbing import Desk
from cli.sign_on import new_pin
from program.refusals import BadInput
from tests.cli.conftest import Leadbook, Ran
from tui.settings.config import config_path

PINS = {"Pat Ames": "271828", "Robin Grove": "314159"}


@pytest.fixture
def pipe() -> Iterator[Any]:
    """A file descriptor that holds lines."""
    opened = []

    def holding(*lines: str) -> str:
        reads, writes = os.pipe()
        os.write(writes, "".join(f"{line}\n" for line in lines).encode())
        os.close(writes)
        opened.append(reads)
        return str(reads)

    yield holding
    for descriptor in opened:
        os.close(descriptor)


@pytest.fixture
def kept(desk: Leadbook, pipe: Any) -> Any:
    """A book that Pat Ames owns and records in, and Robin Grove reviews: ``kept("Pat Ames", "status")``."""
    assert desk("people", "add", "Pat Ames", "--role", "record", "--new-pin-fd", pipe(PINS["Pat Ames"])).code == 0

    def run(name: str, *words: str, pin: str = "", new: str = "") -> Ran:
        descriptor = pipe(pin or PINS.get(name, "662607"), *([new] if new else ()))
        return desk("--as", name, "--pin-fd", descriptor, *words, *(["--new-pin-fd", descriptor] if new else ()))

    assert run("Pat Ames", "people", "add", "Robin Grove", "--role", "review", new=PINS["Robin Grove"]).code == 0
    return run


def test_a_book_that_names_its_people_says_nothing_to_nobody(desk: Leadbook, kept: Any, tmp_path: Path) -> None:
    assert kept("Pat Ames", "lead", "add", "24-1187", "--received", "2025-11-03").code == 0
    assert desk("backup").code == 0
    drilled = ["backup", "--drill"]
    for words in (
        ["lead", "list"],
        ["status"],
        ["journal"],
        ["people", "list"],
        ["export", str(tmp_path / "x")],
        drilled,
        [],
    ):
        ran = desk(*words)
        assert (ran.code, ran.out) == (2, "")
        assert "say who acts" in ran.err
    assert not list(REFERENCE.words(Desk(str(tmp_path / "book.leadbook")), ""))
    assert "Proved" in kept("Robin Grove", *drilled).out
    assert desk("check").code == desk("where").code == desk("backup", "--to", str(tmp_path / "copy")).code == 0


def test_the_entry_names_the_person_and_the_login(desk: Leadbook, kept: Any) -> None:
    kept("Pat Ames", "lead", "add", "24-1187", "--received", "2025-11-03")
    newest = kept("Pat Ames", "journal", "--json").data["entries"][0]
    assert newest["person"] == "Pat Ames"
    assert f"Pat Ames ({newest['actor']})" in kept("Robin Grove", "journal").out


def test_without_people_no_field_is_added(desk: Leadbook) -> None:
    assert "person" not in desk("journal", "--json").data["entries"][0]
    assert "names nobody" in desk("people", "list").out


def test_a_wrong_pin_is_refused_with_3_and_five_of_them_shut_out_until_an_owner_unlocks(kept: Any) -> None:
    for number in range(1, 5):
        ran = kept("Robin Grove", "status", pin="141421")
        assert (ran.code, ran.out) == (3, "")
        assert f"{number} of 5" in ran.err
    assert "shut out" in kept("Robin Grove", "status", pin="141421").err
    assert (again := kept("Robin Grove", "status")).code == 3
    assert "an owner clears it" in again.err
    people = kept("Pat Ames", "people", "list", "--json").data["people"]
    assert [(one["name"], one["shut_out"]) for one in people] == [("Pat Ames", False), ("Robin Grove", True)]
    assert "shut out after wrong PINs" in kept("Pat Ames", "people", "list").out
    assert kept("Pat Ames", "people", "unlock", "Robin Grove").code == 0
    assert kept("Robin Grove", "status").code == 0
    assert kept("Nobody Here", "status").code == 3


def test_what_a_role_may_not_do_is_refused_with_2_and_changes_nothing(kept: Any) -> None:
    before = len(kept("Pat Ames", "journal", "--json").data["entries"])
    for words in (
        ("lead", "add", "24-1187", "--received", "2025-11-03"),
        ("people", "add", "Lee Hart"),
        ("review", "on"),
        ("quarter", "close", "FY2025-Q4"),
    ):
        ran = kept("Robin Grove", *words, new="602214" if words[1] == "add" and words[0] == "people" else "")
        assert (ran.code, ran.out) == (2, ""), words
        assert "Robin Grove" in ran.err
    assert len(kept("Pat Ames", "journal", "--json").data["entries"]) == before


def test_a_person_is_changed_given_a_new_pin_and_removed(kept: Any) -> None:
    assert kept("Robin Grove", "people", "pin", new="602214").code == 0
    assert kept("Robin Grove", "status").code == 3
    assert kept("Robin Grove", "status", pin="602214").code == 0
    change = ("people", "change", "Robin Grove", "--role", "read", "--owner", "--badge", "1041")
    assert "may read, an owner of the book" in kept("Pat Ames", *change).out
    assert kept("Pat Ames", "people", "change", "robin grove", "--no-badge", "--name", "R. Grove").code == 0
    listed = kept("Pat Ames", "people", "list", "--json").data["people"][1]
    assert listed == {
        "name": "R. Grove", "roles": ["read"], "owner": True, "badge": None, "pin": True, "shut_out": False,
    }  # fmt: skip
    assert kept("Pat Ames", "people", "remove", "R. Grove").code == 0
    assert kept("Pat Ames", "people", "remove", "Pat Ames").code == 2


def test_only_an_owner_puts_a_copy_in_the_place_of_a_book_that_names_its_people(
    desk: Leadbook, kept: Any, tmp_path: Path
) -> None:
    copy = str(tmp_path / "copy.leadbook")
    assert desk("backup", "--to", copy).code == 0
    assert desk("restore", copy).code == 2
    assert kept("Robin Grove", "restore", copy).code == 2
    assert kept("Pat Ames", "restore", copy).code == 0


def test_a_book_from_an_export_asks_an_owner_for_a_new_pin_first(
    desk: Leadbook, kept: Any, pipe: Any, tmp_path: Path
) -> None:
    place = str(tmp_path / "again.leadbook")
    assert kept("Pat Ames", "export", str(tmp_path / "out.jsonl")).code == 0
    assert "No PIN is in an export" in desk("--book", place, "load", str(tmp_path / "out.jsonl")).err
    assert kept("Pat Ames", "--book", place, "status").code == 3
    assert desk("--book", place, "people", "pin", "--new-pin-fd", pipe("602214")).code == 2
    assert desk("--book", place, "people", "pin", "Pat Ames", "--new-pin-fd", pipe("602214")).code == 0
    assert kept("Pat Ames", "--book", place, "people", "list", pin="602214").out.count("no PIN in this book") == 1


def test_a_claim_is_certified_under_the_name_of_who_sits_at_the_desk(desk: Leadbook, kept: Any) -> None:
    kept("Pat Ames", "pay", "1041", "--annual-salary", "72,000", "--from", "2025-10-01")
    kept("Pat Ames", "people", "change", "Robin Grove", "--role", "certify")
    assert "by Robin Grove" in kept("Robin Grove", "claim", "certify", "2025-10").out


def test_without_people_a_claim_still_needs_a_name(desk: Leadbook) -> None:
    ran = desk("claim", "certify", "2025-10")
    assert ran.code == 2
    assert "by" in ran.err


def test_a_pin_is_typed_unseen_at_a_terminal_and_a_new_one_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["271828", "271828", "271828", "314159"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    assert new_pin("Pat Ames", None) == "271828"
    with pytest.raises(BadInput, match="differently"):
        new_pin("Pat Ames", None)


def test_who_types_a_pin_at_a_terminal_is_shown_the_banner_first_and_a_program_is_not(
    desk: Leadbook, kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    banner = "Official use only. Use of this system is monitored."
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text(f'banner = "{banner}"\n')
    assert banner not in kept("Pat Ames", "status").err
    monkeypatch.setattr("cli.sign_on.somebody_is_there", lambda: True)
    monkeypatch.setattr("cli.sign_on.typed_unseen", lambda _prompt: PINS["Pat Ames"])
    ran = desk("--as", "Pat Ames", "status")
    assert (ran.code, ran.err.splitlines()[0]) == (0, banner)
    assert banner not in ran.out
    assert banner not in desk("--as", "Pat Ames", "status", "--json").err


def test_where_nobody_can_be_asked_it_says_how_a_pin_is_handed_over(desk: Leadbook, kept: Any) -> None:
    ran = desk("--as", "Pat Ames", "status")
    assert (ran.code, ran.out) == (2, "")
    assert "--pin-fd" in ran.err
    assert desk("--as", "Pat Ames", "--pin-fd", "999", "status").code == 2


def test_a_pin_is_not_typed_where_it_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs_up(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", hangs_up)
    with pytest.raises(BadInput, match="no terminal"):
        new_pin("Pat Ames", None)


def test_a_book_that_nothing_can_be_written_to_lets_its_people_look_and_counts_no_miss(
    kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("storage.engine.book_file.os.access", lambda path, mode: not mode & os.W_OK)
        assert kept("Robin Grove", "status").code == 0
        ran = kept("Robin Grove", "status", pin="141421")
        assert (ran.code, ran.err) == (3, "leadbook: A wrong PIN for Robin Grove\n")
        ran = kept("Pat Ames", "lead", "add", "24-1", "--received", "2025-11-03")
        assert (ran.code, ran.err) == (3, "leadbook: the book is read-only; nothing was changed\n")
    assert "1 of 5" in kept("Robin Grove", "status", pin="141421").err
