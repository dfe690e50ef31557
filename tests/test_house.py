"""The house's own rules: who may import whom, who may write, what the pins may name. Each room is tested elsewhere."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ENTRY = "leadbook.py"
SHIPPED: list[str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
ROOMS = [name for name in SHIPPED if name != ENTRY]
WRITER = "storage/journal/writer.py"
SCRATCH = "storage/importing/first_rows.py"  # a database of its own, gone after the import
LONGEST_FILE = 400
LONGEST_OF_TESTS = 450  # a test stands beside those of its kind, with what they share
PINS = ["run", "test"]

LOADED_BY_EVERY_MODULE_OF = """
import importlib, json, pkgutil, sys
before = set(sys.modules)
room = importlib.import_module(sys.argv[1])
for found in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
"""
LOADED_BY_THE_COMMAND_LINE = """
import json, sys
sys.argv[:] = ["leadbook", *sys.argv[1:]]
from cli.main import main
try:
    main()
except SystemExit as done:
    assert not done.code, done.code
print("\\n" + json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded(program: str, *arguments: str) -> set[str]:
    """The top-level names that a fresh interpreter has loaded after a program; that of coverage is not looked for."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, env=plain, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def sources(*folders: str) -> list[Path]:
    """Every Python file of ours in the folders."""
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """A file as Python reads it, with all that stands in it."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))))


def imports_of(path: Path) -> Iterator[tuple[str, str]]:
    """Each import of a file, wherever it stands: the module and the name taken from it."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def shown(path: Path) -> str:
    """A path as a person names it."""
    return path.relative_to(ROOT).as_posix()


def test_the_rules_load_nothing_but_the_standard_library() -> None:
    assert loaded(LOADED_BY_EVERY_MODULE_OF, "program") - sys.stdlib_module_names == {"program"}


def test_the_book_loads_neither_a_screen_nor_the_migrations() -> None:
    names = loaded(LOADED_BY_EVERY_MODULE_OF, "storage")
    assert {"storage", "program", "sqlalchemy"} <= names
    assert not names & {"textual", "rich", "click", "alembic", "migrations", "tui", "cli"}


def test_the_desk_loads_neither_the_migrations_nor_the_command_line() -> None:
    names = loaded(LOADED_BY_EVERY_MODULE_OF, "tui")
    assert {"tui", "textual"} <= names
    assert not names & {"alembic", "migrations", "click", "cli"}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_the_command_line_answers_at_once_without_a_screen_or_a_database(option: str) -> None:
    names = loaded(LOADED_BY_THE_COMMAND_LINE, option)
    assert {"cli", "click"} <= names
    assert not names & {"textual", "rich", "tui", "sqlalchemy", "alembic"}


FOREIGN_ROOMS = ["cli", "program", "reports", "storage", "tui", "migrations"]


@pytest.mark.parametrize("started", [["-m", "leadbook"], ["-c", "import leadbook; leadbook.main()"]])
def test_it_runs_beside_packages_of_other_people_that_are_named_like_its_rooms(
    started: list[str], tmp_path: Path
) -> None:
    for room in FOREIGN_ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text("raise RuntimeError('somebody else')\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, *started, "where"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "book" in done.stdout


def test_no_file_of_ours_is_in_a_circle() -> None:
    """Imports inside functions and imports for types count too: who reads one file reads none twice."""
    files = sources(*ROOMS)
    modules = {module_of(path): path for path in files}
    imported = {
        module: {whole if (whole := f"{found}.{name}") in modules else found for found, name in imports_of(path)}
        & (modules.keys() - {module})
        for module, path in modules.items()
    }
    assert len(list(TopologicalSorter(imported).static_order())) == len(files)  # which raises CycleError on a circle


def module_of(path: Path) -> str:
    """A file's name as Python imports it."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_what_users_install_is_all_that_the_product_imports() -> None:
    extras: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
    listed = [*PROJECT["project"]["dependencies"], *(name for extra in extras.values() for name in extra)]
    allowed = {plain_name(requirement) for requirement in listed} | {"rich"}  # Textual's own text is Rich's
    owners = packages_distributions()
    foreign = {
        (shown(path), top)
        for path in [*sources(*ROOMS), ROOT / ENTRY]
        for top in (module.partition(".")[0] for module, _ in imports_of(path))
        if top not in sys.stdlib_module_names and top not in ROOMS
    }
    assert [
        (path, top) for path, top in sorted(foreign) if not {plain_name(name) for name in owners.get(top, [])} & allowed
    ] == []


def plain_name(requirement: str) -> str:
    """The name of a requirement, spelled as the index compares it."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match.group()).lower()


def test_only_the_writer_changes_rows() -> None:
    """Every change goes through the journal, so insert, update and delete are known to one room."""
    verbs = {"insert", "update", "delete"}
    elsewhere = [
        f"{shown(path)}: {module}.{name}"
        for path in sources(*(room for room in ROOMS if room != "migrations"))
        for module, name in imports_of(path)
        if module.startswith("sqlalchemy") and name in verbs and shown(path) != WRITER
    ]
    assert elsewhere == []
    assert {name for module, name in imports_of(ROOT / WRITER) if module == "sqlalchemy"} >= verbs


def test_commands_see_a_writer_and_never_its_connection() -> None:
    assert [
        f"{shown(path)}:{node.lineno}"
        for path in sources("storage/commands")
        for node in nodes_of(path)
        if (isinstance(node, ast.Attribute) and node.attr in {"connection", "_connection", "execute", "engine"})
        or (isinstance(node, ast.alias) and node.name in {"Connection", "Engine"})
    ] == []


def test_no_text_of_sql_changes_rows() -> None:
    change = re.compile(
        r"\s*(insert\s+(or\s+\w+\s+)?into(?!\s+sqlite_stat1)|update\s+\w+\s+set|delete\s+from|replace\s+into)\b",
        re.IGNORECASE,
    )
    assert [
        f"{shown(path)}:{node.lineno}"
        for path in sources(*(room for room in ROOMS if room != "migrations"))
        if shown(path) not in (WRITER, SCRATCH)
        for node in nodes_of(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and change.match(node.value)
    ] == []


def test_the_rules_know_no_floating_point() -> None:
    assert [
        f"{shown(path)}:{node.lineno}"
        for path in sources("program")
        for node in nodes_of(path)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id in {"float", "round"})
    ] == []


def test_no_file_is_longer_than_a_room() -> None:
    files = [*sources(*ROOMS, "tests", "bench", "pins"), *(ROOT / "tui").rglob("*.tcss")]
    counted = {shown(path): path.read_bytes().count(b"\n") for path in files}
    assert [
        (name, lines)
        for name, lines in counted.items()
        if lines > (LONGEST_OF_TESTS if name.startswith("tests/") else LONGEST_FILE)
    ] == []


@pytest.mark.parametrize("which", PINS)
def test_pins_name_no_place_to_fetch_from(which: str) -> None:
    text = (ROOT / "pins" / f"{which}.txt").read_text(encoding="utf-8")
    assert re.findall(r".*(?:https?:|file:|://| @ |--index|--extra|--find|--trusted|^-|^/).*", text, re.MULTILINE) == []


@pytest.mark.parametrize("which", PINS)
def test_every_pin_is_one_version_with_its_hashes(which: str) -> None:
    lines = (ROOT / "pins" / f"{which}.txt").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    hashed = re.compile(r"[a-z0-9-]+==\S+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+")
    assert [line for line in lines if not hashed.fullmatch(line)] == []


def pinned(which: str) -> dict[str, str]:
    """Package by package, the version that the pins name."""
    text = (ROOT / "pins" / f"{which}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def test_the_tests_run_on_the_versions_that_users_get() -> None:
    run, test = pinned("run"), pinned("test")
    assert run == {name: version for name, version in test.items() if name in run}


def test_the_pins_hold_what_the_project_asks_for() -> None:
    groups: dict[str, list[Any]] = PROJECT["dependency-groups"]
    build: list[str] = PROJECT["build-system"]["requires"]
    assert groups["build"] == build
    assert {plain_name(name) for name in [*PROJECT["project"]["dependencies"], *build]} <= pinned("run").keys()
    assert {plain_name(name) for group in groups.values() for name in group} <= pinned("test").keys()
