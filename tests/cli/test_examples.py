"""Every command's help ends with an example that works, and every option stands in the docs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cli.main import leadbook as group
from cli.plumbing import CommandsWithDefault
from tests.cli.conftest import Leadbook
from tests.conftest import ROOT

Q1 = "FY2026-Q1"
CLOSED = [f"ice-count {Q1} --provided 2 --located 1 --received 2026-01-03", f"quarter close {Q1}"]
CERTIFIED = ["claim certify 2025-10 --by Moss"]
SUBMITTED = [*CERTIFIED, "claim submit 2025-10 --ref S-10"]
REVIEWED = ["review on"]
BEFORE = {
    "claim approve": SUBMITTED,
    "claim document": CERTIFIED,
    "claim packet": CERTIFIED,
    "claim return": SUBMITTED,
    "claim submit": CERTIFIED,
    "claim verify": [*CERTIFIED, "claim packet 2025-10 --out claim-packet"],
    "load": ["export book.jsonl"],
    "quarter amend": CLOSED,
    "receipt apply": [*SUBMITTED, "receipt add --on 2026-01-03 --amount 100.00 --ref E-1"],
    "redo": ["undo"],
    "rejects settle": ["import damaged.csv"],
    "restore": ["backup --to copy.leadbook"],
    "review return": REVIEWED,
    "review verify": REVIEWED,
    "statement": CLOSED,
    "statement verify": [*CLOSED, f"statement {Q1} --out statement-packet"],
    "statement write": CLOSED,
}
"""What is done first, for the examples that need more than the book below."""
EVERYWHERE = {"--json", "--help", "--book", "--version"}

BOOK = [
    "init --agency Example --state TX",
    "officer add 1041 Ames --authorized 2025-10-01",
    "officer add 1052 Boyd --authorized 2025-10-01",
    "officer add 1074 Diaz --authorized 2025-10-01",
    "officer standing 1074 revoked --from 2025-12-10 --basis Letter",
    "lead add 24-1187 --received 2025-11-03 --officer 1041",
    "lead add 24-1190 --received 2025-11-04 --officer 1041",
    "outcome 24-1190 not_located --on 2025-11-20",
    "pay 1041 --annual-salary 72800 --from 2025-10-01 --overtime-rate 50",
    "time 1041 --period 2025-10 --hours 160",
    "time 1041 --period 2025-11 --hours 160 --overtime-hours 10",
]
FILES = {
    "leads.csv": "reference,received\n24-1201,2025-11-10\n",
    "damaged.csv": "reference,received\n24-1201,never\n24-1202,2025-11-11\n",
    "roster.csv": "badge,name\n1088,Ems\n",
    "payroll.csv": "badge,period,hours\n1052,2025-11,150\n",
}


def tree(found: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command and group with its name, the program itself among them."""
    yield " ".join(path), found
    if isinstance(found, click.Group):
        context = click.Context(found)
        for name in found.list_commands(context):
            each = found.get_command(context, name)
            assert each is not None
            yield from tree(each, (*path, name))


ALL = dict(tree(group))


@pytest.mark.parametrize("name", ALL, ids=lambda name: name or "leadbook")
def test_the_help_ends_with_an_example_that_works(
    name: str, leadbook: Leadbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = leadbook(*name.split(), "--help").out
    example = " ".join(shown.rpartition("Example: leadbook ")[2].split())
    assert example, shown
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEADBOOK_TODAY", "2026-01-05")
    for file, text in FILES.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    for line in [*([] if name == "init" else BOOK), *BEFORE.get(name, [])]:
        done = leadbook(*shlex.split(line))
        assert done.code in (0, 5), (line, done.err)
    if name in ("review return", "review verify"):
        monkeypatch.setattr("storage.surroundings._login", lambda: "somebody else")
    ran = leadbook(*shlex.split(example))
    assert ran.code == 0, (example, ran.err)


def called(name: str) -> re.Pattern[str]:
    """What the page calls a command: by its name, or as what its group does by itself."""
    above, _, last = name.rpartition(" ")
    group_of = ALL.get(above)
    names = [name, above] if isinstance(group_of, CommandsWithDefault) and group_of.default == last else [name]
    return re.compile(rf"`(?:{'|'.join(names)})\b")


def test_every_option_stands_in_the_docs() -> None:
    lines = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8").splitlines()
    missing = [
        f"{name} {option}"
        for name, command in ALL.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--") and option not in EVERYWHERE
        if not any(called(name).search(line) and re.search(rf"{option}(?![\w-])", line) for line in lines)
    ]
    assert missing == []
