"""Lists of leads on the command line: by filter, by order, by a saved view."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Leadbook


@pytest.fixture
def four(desk: Leadbook) -> Leadbook:
    """Four leads: one located with evidence, two of one officer's, one overdue."""
    desk("officer", "add", "0977", "Birch, Alex", "--authorized", "2025-10-01")
    desk("lead", "add", "24-1", "--received", "2025-11-01", "--due", "2025-11-20", "--officer", "1041")
    desk("lead", "add", "24-2", "--received", "2025-11-02", "--due", "2025-12-02", "--officer", "0977")
    desk("lead", "add", "24-3", "--received", "2025-11-03")
    desk("lead", "add", "24-4", "--received", "2025-11-04", "--officer", "1041")
    desk("outcome", "24-4", "l", "--on", "2025-11-10", "--evidence", "A|4%")
    return desk


def listed(desk: Leadbook, *options: str) -> list[str]:
    """The leads of a list, page by page, two at a time."""
    found: list[str] = []
    after: tuple[str, ...] = ()
    while True:
        page = desk("lead", "list", *options, "--limit", "2", *after, "--json").data
        found += [lead["reference"][-1] for lead in page["leads"]]
        if page["after"] is None:
            return found
        after = ("--after", page["after"])


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("received", "1234"),
        ("received:desc", "4321"),
        ("due", "1234"),
        ("reference:desc", "4321"),
        ("officer", "3214"),
        ("OFFICER:desc", "4123"),
        ("outcome", "4123"),
        ("outcome:desc", "3214"),
        ("evidence:desc", "4321"),
    ],
)
def test_leads_are_listed_by_any_column_either_way_page_by_page(four: Leadbook, sort: str, order: str) -> None:
    assert "".join(listed(four, "--sort", sort)) == order


def test_a_view_is_saved_recalled_narrowed_and_removed(four: Leadbook) -> None:
    assert four("lead", "views").out == "No view is saved yet.\n"
    saved = four("lead", "views", "save", "Mine", "--filter", "open @1041", "--sort", "due")
    assert saved.out == "Saved the view Mine\n"
    four("lead", "views", "save", "All by officer", "--sort", "officer")
    assert listed(four, "--view", "mine") == ["1"]
    assert listed(four, "--view", "all BY officer") == ["3", "2", "1", "4"]
    assert listed(four, "--view", "All by officer", "--outcome", "open", "--sort", "received") == ["1", "2", "3"]
    assert listed(four, "--view", "Mine", "--filter", "due>today") == []
    assert four("lead", "views", "list", "--json").data == {
        "views": [
            {"name": "Mine", "filter": "open @1041", "sort": "due"},
            {"name": "All by officer", "filter": "", "sort": "officer"},
        ]
    }
    assert "open, officer like 1041 · soonest due first" in four("lead", "views").out
    four("lead", "views", "remove", "mine")
    assert "Mine" not in four("lead", "views").out
    assert four("undo").code == 0
    assert "Mine" in four("lead", "views").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "--sort", "age"), "sort: 'age' is no column; sort by received, due, reference"),
        (("list", "--sort", "due:up"), "sort: 'due:up': goes by asc or desc, as in due:desc"),
        (("list", "--view", "Theirs"), "view: 'Theirs': no view is saved yet"),
        (("list", "--filter", "recieved>11/1"), "the days are received, due and outcome, as in received>11/1"),
        (("list", "--filter", "open", "--outcome", "located"), "located: a lead has one outcome"),
        (("list", "--sort", "officer", "--after", "x"), "is not a cursor that this list gave"),
        (("views", "save", "A", "--filter", "due<13/45"), "is a date that does not exist"),
        (("views", "remove", "A"), "view: 'A': no view is saved yet"),
    ],
)
def test_what_is_no_list_is_refused(desk: Leadbook, words: tuple[str, ...], said: str) -> None:
    ran = desk("lead", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_work_sheets_are_printed_of_one_officer_or_of_all(four: Leadbook, tmp_path: Path) -> None:
    one, every = str(tmp_path / "one.pdf"), str(tmp_path / "all.pdf")
    assert (
        four("lead", "worksheet", "--officer", "0977", "--out", one).out == f"Wrote 1 sheet with 1 open lead to {one}\n"
    )
    assert four("lead", "worksheet", "--out", every, "--json").data == {"out": every, "sheets": 3, "leads": 3}
    assert four("lead", "worksheet", "--out", every).code == 2
    assert Path(every).read_bytes().startswith(b"%PDF")


def test_the_journal_is_narrowed_by_who_what_and_day(four: Leadbook) -> None:
    four("undo")
    entries = four("journal", "--json").data["entries"]
    said = [entry["command"] for entry in four("journal", "--command", "Outcome", "--json").data["entries"]]
    assert said == ["RecordOutcomes"]
    assert len(four("journal", "--by", entries[0]["actor"].upper(), "--json").data["entries"]) == len(entries)
    assert four("journal", "--by", "somebody else").out == "No entry fits.\n"
    assert four("journal", "--until", "1999-12-31").out == "No entry fits.\n"
    assert len(four("journal", "--until", "2199-12-30", "--json").data["entries"]) == len(entries)
    assert four("journal", "--until", "soon").code == 2
