"""Shell completion: what a shell is told where the cursor stands, for every shell that docs/command-line.md names."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner

from cli.commands_page import all_commands
from cli.main import leadbook as group_of_all
from cli.parameters import Place, Typed
from cli.plumbing import GroupWithDefault
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.officer import AddOfficer
from tests.books import AGENCY
from tests.cli.conftest import Leadbook
from tests.conftest import ROOT
from tests.frozen import Clock

GROUPS = {
    "quarter": {"show", "list", "close", "amend"},
    "statement": {"write", "verify"},
    "ice-count": {"enter", "show", "query"},
    "rejects": {"list", "settle"},
    "retention": {"show", "set", "off", "hold", "lift", "dispose"},
    "audit-review": {"show", "list", "sign", "on", "off"},
    "time": {"record", "list", "import"},
}


def completed(tmp_path: Path, *words: str, shell: str = "bash", apart: bool = False) -> list[str]:
    """What a shell is offered where the last of the words is being typed; ``apart`` in a process, as a shell asks."""
    asked = {
        "_LEADBOOK_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(["leadbook", *words]),
        "COMP_CWORD": str(len(words)) if shell != "fish" else words[-1],
        "COMP_INCOMPLETE": words[-1],
        "LEADBOOK_BOOK": str(tmp_path / "book.leadbook"),
        "LEADBOOK_TODAY": "2025-11-23",
    }
    if not apart:
        here = CliRunner().invoke(group_of_all, prog_name="leadbook", env=asked)
        assert (here.exit_code, here.stderr) == (0, "")
        return here.stdout.splitlines()
    done = subprocess.run(
        [sys.executable, "-m", "leadbook"], cwd=ROOT, env={**os.environ, **asked}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def values(tmp_path: Path, *words: str) -> set[str]:
    """The values alone, as bash is given them."""
    return {line.partition(",")[2] for line in completed(tmp_path, *words) if line}


def offered(*words: str) -> list[tuple[str, str]]:
    """Type and value of what a shell is offered where the last of the words is being typed, without a process."""
    found = BashComplete(group_of_all, {}, "leadbook", "").get_completions(list(words[:-1]), words[-1])
    return [(item.type, item.value) for item in found]


ENDLESS = {
    "USD",
    "H",
    "P",
    "N:HASH",
    "FIELD=COLUMN",
    "ROWS",
    "ROW=REASON",
    "BADGE:CATEGORY",
    "BADGE:CATEGORY=USD",
    "NAME",
}
"""What no list can hold, and the names of import profiles, of which a config file may hold none."""

COMMANDS = {path[1:]: command for path, command in all_commands()}
WITH_DEFAULT = [
    (name, found)
    for name in group_of_all.list_commands(click.Context(group_of_all))
    if isinstance(found := group_of_all.get_command(click.Context(group_of_all), name), GroupWithDefault)
]


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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with an officer and a lead, which completion only reads."""
    place = tmp_path_factory.mktemp("made") / "book.leadbook"
    with Book.create(str(place), AGENCY, Clock(date(2025, 11, 23)).surroundings()) as book:
        book.run(AddOfficer("1041", "Ames, Pat", date(2025, 10, 1)))
        book.run(AddLead("24-1187", date(2025, 11, 10)))
    return place


@pytest.fixture
def filled(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The book in use is one with something for every word to complete; today is 23 November 2025."""
    monkeypatch.setenv("LEADBOOK_TODAY", "2025-11-23")
    monkeypatch.setenv("LEADBOOK_BOOK", str(made))


def test_every_group_with_a_default_is_among_those_looked_at() -> None:
    assert {name for name, _ in WITH_DEFAULT} == GROUPS.keys()


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("name", "group"), WITH_DEFAULT, ids=GROUPS)
def test_whatever_the_default_subcommand_takes_is_offered_without_its_name_too(
    name: str, group: GroupWithDefault
) -> None:
    default = group.commands[group.default]
    subcommands = {("plain", each) for each in group.commands}
    first = offered(name, group.default, "")
    given = [value for _, value in first[:1]]
    assert set(offered(name, "")) == subcommands | set(first)
    assert set(offered(name, "-")) == set(offered(name, group.default, "-"))
    for parameter in default.params:
        if isinstance(parameter, click.Argument):
            assert first, parameter.name
        elif not isinstance(parameter, click.Option) or not parameter.is_flag:
            flag = parameter.opts[0]
            assert offered(name, flag, "") == offered(name, group.default, flag, ""), flag
            assert offered(name, *given, flag, "") == offered(name, group.default, *given, flag, ""), flag


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_offers_every_option(path: tuple[str, ...]) -> None:
    flags = {flag for each in COMMANDS[path].params for flag in (*each.opts, *each.secondary_opts)}
    options = {flag for flag in flags if flag.startswith("--")}
    assert {value for _, value in offered(*path, "--")} == {*options, "--help"}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_whatever_a_parameter_may_be_is_offered(path: tuple[str, ...]) -> None:
    arguments = [parameter for parameter in COMMANDS[path].params if isinstance(parameter, click.Argument)]
    options = [parameter for parameter in COMMANDS[path].params if isinstance(parameter, click.Option)]
    for words, parameter in [*(([], each) for each in arguments[:1]), *(([each.opts[0]], each) for each in options)]:
        if isinstance(parameter.type, Typed | Place) and parameter.type.name not in ENDLESS:
            assert offered(*path, *words, ""), parameter.name


@pytest.mark.usefixtures("filled")
def test_days_and_months_end_today_and_a_place_is_left_to_the_shell() -> None:
    assert [value for _, value in offered("outcome", "24-1187", "l", "--on", "")][:2] == ["2025-11-23", "2025-11-22"]
    assert offered("time", "1041", "--period", "2025-1") == [("plain", f"2025-{month}") for month in (11, 10)]
    assert offered("claim", "show", "2025-11") == [("plain", "2025-11")]
    assert ("plain", "FY2026-Q1") in offered("receipt", "apply", "1", "--claim", "")
    assert offered("import", "le") == [("file", "le")]
    assert offered("statement", "FY2026-Q1", "--out", "st") == [("dir", "st")]


def test_a_today_that_is_no_date_offers_nothing_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADBOOK_TODAY", "soon")
    assert offered("status", "--as-of", "") == []


def test_an_import_offers_the_profiles_of_the_config_file(home: Path) -> None:
    from tui.settings.config import config_path

    config_path().parent.mkdir(parents=True)
    config_path().write_text("[profile.office]\n")
    assert offered("import", "leads.csv", "--profile", "") == [("plain", "office")]
    assert offered("officer", "import", "roster.csv", "--profile", "of") == [("plain", "office")]


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


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_is_answered_in_its_own_form(shell: str, desk: Leadbook, tmp_path: Path) -> None:
    answer = completed(tmp_path, "lead", "assign", "--officer", "10", shell=shell, apart=True)
    assert answer == completed(tmp_path, "lead", "assign", "--officer", "10", shell=shell)
    offered = "\n".join(answer)
    assert "1041" in offered
    assert shell == "bash" or "Ames, Pat" in offered  # which shows no help beside a word


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_docs_name_the_line_that_turns_it_on(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "leadbook"], cwd=ROOT, env={**os.environ, "_LEADBOOK_COMPLETE": f"{shell}_source"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "leadbook" in done.stdout
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert f"_LEADBOOK_COMPLETE={shell}_source" in page or f'"{shell}_source"' in page
