"""The pages of the docs hang together: every link leads somewhere, every page and picture is reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from click import Context

from cli.main import leadbook
from tests.conftest import ROOT

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """The files of ours that a page links to or shows, each with the part it names."""
    text = re.sub(r"^( {4,}.*|```.*?```)$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" not in target:
            name, _, part = target.partition("#")
            yield (page.parent / name).resolve() if name else page, part


def parts(page: Path) -> set[str]:
    """What a link to a heading of the page may name."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_link_of_the_docs_leads_somewhere() -> None:
    for page in PAGES:
        for target, part in links(page):
            assert target.exists(), f"{page.name} links to {target.name}, which is not there"
            assert not part or part in parts(target), f"{page.name} links to {target.name}#{part}, which is not there"


def test_every_page_and_picture_of_the_docs_is_reached() -> None:
    index = ROOT / "docs" / "README.md"
    assert {*(ROOT / "docs").glob("*.md")} - {index} <= {target for target, _ in links(index)}
    assert {*(ROOT / "docs").glob("*.svg")} <= {target for page in PAGES for target, _ in links(page)}


def test_the_table_of_the_command_line_names_every_command() -> None:
    text = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    table = text[: text.index("Exit codes:")]
    named = {word for cell in re.findall(r"`([^`]+)`", table) for word in cell.split()[:1]}
    assert set(leadbook.list_commands(Context(leadbook))) <= named
