"""Every command of the contract: what it prints, as text and as JSON, and its exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli.main import _COMMANDS
from cli.main import leadbook as group
from storage.book import Book
from storage.surroundings import Surroundings
from tests.cli.conftest import Leadbook

ROOT = Path(__file__).parent.parent.parent
CSV = "Lead No.,Received,Officer,Subject\n24-1,2025-11-01,1041,X\n24-2,never,,\n"


def test_the_contracts_status_object_comes_out(desk: Leadbook, tmp_path: Path) -> None:
    for number in range(2, 13):
        desk("officer", "add", f"20{number:02}", f"Officer {number:02}", "--authorized", "2025-10-01")
    desk("officer", "add", "77", "Trainee, A")
    rows = ["reference,received,outcome,closed,officer"]
    outcomes = ["located"] * 26 + ["not_located"] + [""] * 2 + ["withdrawn"] * 3
    rows += [f"24-{n},2025-10-02,{o},{'2025-10-09' if o else ''},1041" for n, o in enumerate(outcomes)]
    file = tmp_path / "leads.csv"
    file.write_text("\n".join(rows))
    assert desk("import", str(file)).code == 0
    data = desk("status", "--json").data
    officers, rules = data.pop("officers"), data.pop("rule_set")
    assert data == {
        "agency": "Example County",
        "quarter": "FY2026-Q1",
        "starts_on": "2025-10-01",
        "ends_on": "2025-12-31",
        "as_of": "2025-11-23",
        "days_left": 38,
        "counts": {
            "provided": 29,
            "located": 26,
            "open": 2,
            "excluded": 3,
            "late_located": 0,
            "by_outcome": {"located": 26, "not_located": 1, "open": 2, "withdrawn": 3},
        },
        "rate": {"located": 26, "provided": 29, "percent": "89.65"},
        "tier": {"from_percent": 80, "cents_per_officer": 75000},
        "eligible_officers": 12,
        "expected_award_cents": 900000,
        "if_none_of_the_open_is_located": {"percent": "89.65", "from_percent": 80, "award_cents": 900000},
        "if_all_of_the_open_are_located": {"percent": "96.55", "from_percent": 90, "award_cents": 1200000},
        "next_tier": {
            "from_percent": 90,
            "more_located_needed": 1,
            "open": 2,
            "reachable": True,
            "award_cents": 1200000,
        },
        "readings": [{"rounding": "half_up", "from_percent": 90, "award_cents": 1200000}],
    }
    assert (rules["id"], len(rules["sha256"])) == ("dhs-2025-10-01", 64)
    assert officers[0] == {
        "badge": "1041",
        "name": "Ames, Pat",
        "standing": "authorized",
        "open": 2,
        "overdue": 0,
        "by_outcome": {"located": 26, "not_located": 1, "withdrawn": 3},
    }
    text = desk("status").out
    for words in ("26/29 = 89.65%, tier 80%", "$9,000 (estimate: 12 eligible officers × $750)", "can be reached"):
        assert words in text
    assert "rounding half up to a whole percent: tier 90%, $12,000" in text


def test_a_quarter_before_the_programme_has_no_tier_and_no_rules(desk: Leadbook) -> None:
    desk("lead", "add", "23-1", "--received", "2025-09-30")
    data = desk("status", "--quarter", "FY2025-Q4", "--json").data
    assert (data["tier"], data["rule_set"], data["expected_award_cents"]) == (None, None, 0)
    assert data["rate"] == {"located": 0, "provided": 1, "percent": "0.00"}
    assert "did not exist yet" in desk("status", "--quarter", "FY2025-Q4").out


def test_a_quarter_without_leads_is_not_measurable(desk: Leadbook) -> None:
    data = desk("status", "--json").data
    assert (data["rate"], data["tier"], data["next_tier"]) == (None, None, None)
    assert data["counts"]["by_outcome"] == {}
    assert "not measurable" in desk("status").out


def test_late_located_stands_beside(desk: Leadbook) -> None:
    desk("lead", "add", "23-1", "--received", "2025-09-30")
    desk("outcome", "23-1", "l", "--on", "2025-10-05")
    counts = desk("status", "--quarter", "FY2025-Q4", "--json").data["counts"]
    assert (counts["located"], counts["late_located"], counts["by_outcome"]) == (0, 1, {"located": 1})
    earlier = desk("status", "--quarter", "FY2025-Q4", "--as-of", "2025-10-01", "--json").data
    assert earlier["counts"]["by_outcome"] == {"open": 1}


def test_a_reference_that_is_nearly_another_is_noted(desk: Leadbook) -> None:
    desk("lead", "add", "24-A188", "--received", "2025-11-01")
    ran = desk("lead", "add", "24-\u0410l88", "--received", "2025-11-01")
    assert ran.code == 0
    assert "24-\u0410l88 is nearly 24-A188 in the book; is it the same lead?" in ran.err


def test_a_lead_from_entry_to_outcome_and_back(desk: Leadbook) -> None:
    confirmation = desk("lead", "add", "24-1187", "--received", "2025-11-01", "--due", "2025-11-20", "--json").data
    assert confirmation == {"entry": 3, "said": "Entered lead 24-1187", "changes": 1, "notes": []}
    assert desk("lead", "assign", "24-1187", "--officer", "1041").out == "Assigned lead 24-1187 to 1041 Ames, Pat\n"
    desk("outcome", "24-1187", "Not located", "--on", "2025-11-21", "--evidence", "A-1")
    shown = desk("lead", "show", "24-1187", "--json").data
    assert {key: shown[key] for key in ("outcome", "outcome_on", "officer", "counts_as", "evidence")} == {
        "outcome": "not_located",
        "outcome_on": "2025-11-21",
        "officer": "1041",
        "counts_as": "provided",
        "evidence": "A-1",
    }
    assert [entry["command"] for entry in shown["timeline"]] == ["AddLead", "AssignLeads", "RecordOutcomes"]
    assert "Not located" in desk("lead", "show", "24-1187").out
    assert desk("outcome", "24-1187", "l").code == 2
    assert desk("outcome", "24-1187", "l", "--reason", "entry_error", "--on", "2025-11-21").code == 0
    assert desk("undo", "--json").data["said"].startswith("Took back entry 6")
    assert desk("redo").code == 0
    assert desk("undo", "3").code == 4
    entries = desk("journal", "--lead", "24-1187", "--json").data["entries"]
    assert entries[0]["at"].endswith("Z")
    assert "Took back" in desk("journal", "--since", "2025-01-01").out
    assert desk("journal", "--since", "2099-01-01").out == "No entry fits.\n"


def test_the_register_by_pages_and_filters(desk: Leadbook) -> None:
    assert desk("lead", "list").out == "No lead fits.\n"
    for number in range(5):
        desk("lead", "add", f"24-{number}", "--received", f"2025-11-0{number + 1}", "--due", f"2025-11-1{number}")
    desk("outcome", "24-4", "located")
    first = desk("lead", "list", "--limit", "2", "--json").data
    assert [lead["reference"] for lead in first["leads"]] == ["24-4", "24-3"]
    rest = desk("lead", "list", "--after", first["after"], "--json").data
    assert ([lead["reference"] for lead in rest["leads"]], rest["after"]) == (["24-2", "24-1", "24-0"], None)
    assert "--after" in desk("lead", "list", "--limit", "2").err
    assert len(desk("lead", "list", "--overdue", "--json").data["leads"]) == 4
    assert len(desk("lead", "list", "--outcome", "l", "--quarter", "FY2026-Q1", "--json").data["leads"]) == 1
    assert desk("lead", "list", "--officer", "1041", "--json").data["leads"] == []


def test_the_roster_and_a_standing(desk: Leadbook) -> None:
    assert desk("officer", "add", "77", "Trainee, A").code == 0
    told = desk("officer", "standing", "1041", "suspended", "--from", "2025-11-10", "--basis", "complaint")
    assert told.code == 0
    data = desk("officer", "list", "--on", "2025-11-09", "--json").data
    assert data["on"] == "2025-11-09"
    assert [(o["badge"], o["standing"]) for o in data["officers"]] == [("1041", "authorized"), ("77", None)]
    assert "suspended" in desk("officer", "list").out
    assert desk("status", "--json").data["eligible_officers"] == 0


def test_import_with_its_exit_codes(desk: Leadbook, tmp_path: Path) -> None:
    file, rejects = tmp_path / "leads.csv", tmp_path / "rejects.csv"
    file.write_text(CSV)
    dry = desk("import", str(file), "--dry-run", "--json")
    assert (dry.code, dry.data["new"]) == (1, 1)
    assert desk("lead", "list", "--json").data["leads"] == []
    done = desk("import", str(file), "--json", "--rejects", str(rejects))
    assert done.code == 5
    assert {key: done.data[key] for key in ("file", "rows", "new", "changed", "unchanged", "rejected")} == {
        "file": "leads.csv",
        "rows": 2,
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "rejected": 1,
    }
    assert done.data["columns_dropped"] == ["Subject"]
    assert done.data["rejects"][0]["row"] == 3
    assert len(rejects.read_text().splitlines()) == 2
    assert "dropped, never stored: Subject" in desk("import", str(file)).out
    file.write_text("Nr,Kam\n24-9,1.11.2025\n")
    assert desk("import", str(file)).code == 2
    mapped = desk("import", str(file), "--map", "reference=Nr", "--map", "received_on=Kam", "--date-order", "dmy")
    assert mapped.code == 0
    assert desk("import", str(file), "--map", "reference").code == 2
    assert desk("import", str(tmp_path / "none")).code == 2
    file.write_text("badge,name,authorized\n99,Hale Jamie,2025-10-01\n")
    assert desk("officer", "import", str(file), "--json").data["new"] == 1
    assert desk("undo").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="permissions by mode")
def test_a_list_of_rejects_is_its_owners_only_whatever_the_umask(desk: Leadbook, tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text("reference,received\n24-1,never\n")
    rejects = tmp_path / "rejects.csv"
    umask = os.umask(0)
    try:
        assert desk("import", str(tmp_path / "leads.csv"), "--rejects", str(rejects)).code == 5
    finally:
        os.umask(umask)
    assert rejects.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("place", ["none/rejects.csv", "leads.csv", "book.leadbook", "."])
def test_a_list_of_rejects_that_cannot_be_written_is_said_before_anything_comes_in(
    desk: Leadbook, tmp_path: Path, place: str
) -> None:
    file = tmp_path / "leads.csv"
    file.write_text(CSV)
    before = (tmp_path / "book.leadbook").read_bytes()
    ran = desk("import", str(file), "--rejects", str(tmp_path / place), "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "rejects: " in ran.err
    assert (tmp_path / "book.leadbook").read_bytes() == before
    assert file.read_text() == CSV
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.leadbook", "leads.csv"]


def test_keeping(desk: Leadbook, tmp_path: Path) -> None:
    assert desk("check", "--full", "--json").data["ok"] is True
    copy = tmp_path / "copy.leadbook"
    assert desk("backup", "--to", str(copy), "--json").data["entries"] == 2
    assert desk("backup").code == 0
    assert desk("export", str(tmp_path / "book.jsonl")).code == 0
    assert desk("export", str(tmp_path / "book.jsonl")).code == 2
    again = str(tmp_path / "again.leadbook")
    assert desk("--book", again, "load", str(tmp_path / "book.jsonl")).code == 0
    assert desk("--book", again, "restore", str(copy), "--json").data["replaced"]
    assert desk("--book", again, "restore", str(tmp_path / "none")).code == 3


def test_a_book_whose_rows_were_changed_behind_its_back_is_found(desk: Leadbook, tmp_path: Path) -> None:
    from sqlcipher3 import dbapi2 as sqlite3

    connection = sqlite3.connect(tmp_path / "book.leadbook")
    with connection:
        connection.execute("UPDATE officer SET name = 'Forged'")
    connection.close()
    for words in (["check"], ["check", "--full"]):
        found = desk(*words, "--json")
        assert (found.code, found.data["findings"][0]["code"]) == (1, "row_differs")
        assert desk(*words).out.startswith("row_differs: officer 1041 is not what the journal says\n")


def test_where_and_demo(leadbook: Leadbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = leadbook("where", "--json").data
    assert (facts["book"], facts["exists"]) == (str(tmp_path / "book.leadbook"), False)
    assert "not made yet" in leadbook("where").out
    made = leadbook("demo", "--into", str(tmp_path / "demo"), "--json").data
    assert "DEMO" in made["agency"]
    assert "synthetic" in leadbook("--book", str(tmp_path / "demo"), "status").out

    def copied(place: Path, surroundings: Surroundings) -> Book:
        place.parent.mkdir(parents=True)
        return Book.open(shutil.copy(tmp_path / "demo", place), surroundings)

    monkeypatch.setattr("cli.book.make_demo", copied)
    assert leadbook("demo").code == 0


def test_init_from_the_published_list(leadbook: Leadbook, agency_list: Path) -> None:
    made = leadbook("init", "--agency", "wheatland police department", "--from-list", str(agency_list), "--json").data
    assert (made["agency"], made["state"]) == ("Wheatland Police Department", "WY")


def test_the_state_narrows_what_a_list_offers(leadbook: Leadbook, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text(
        "STATE,LAW ENFORCEMENT AGENCY,SUPPORT TYPE\nNEW HAMPSHIRE,Carroll Police ,Task Force Model\n"
        "GEORGIA,Carroll Sheriff,Jail\nTEXAS,Carroll Police,Jail\n"
    )
    refused = leadbook("init", "--from-list", str(listed), "--agency", "carroll", "--state", "nh")
    assert refused.code == 2
    assert refused.err.endswith("is not in the list for NH; found Carroll Police (NH)\n")
    made = leadbook("init", "--from-list", str(listed), "--agency", "Carroll Police", "--state", "nh", "--json").data
    assert (made["agency"], made["state"]) == ("Carroll Police", "NH")


def test_the_plain_program_prints_the_status_without_a_terminal(leadbook: Leadbook) -> None:
    assert "leadbook init" in leadbook().out
    leadbook("init", "--agency", "Example County", "--state", "TX")
    ran = leadbook()
    assert (ran.code, "not measurable" in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["outcome", "24-1", "vanished"], "outcome: 'vanished'"),
        (["outcome", "none", "l"], "reference: 'none'"),
        (["outcome", "24-1", "l", "--officer", "9999"], "officer: '9999'"),
        (["outcome", "24-1", "l", "--on", "2025-02-30"], "outcome_on: '2025-02-30'"),
        (["outcome", "24-1", "l", "--on", "11/21/2025"], "outcome_on: '11/21/2025'"),
        (["outcome", "24-1", "l", "--on", "20251121"], "outcome_on: '20251121'"),
        (["outcome", "24-1", "l", "--on", "2025-11-24"], "outcome_on: '2025-11-24'"),
        (["outcome", "24-1", "l", "--on", "2025-10-31"], "outcome_on: '2025-10-31'"),
        (["lead", "add", "24 - 1", "--received", "2025-11-01"], "reference: '24 - 1'"),
        (["lead", "add", "24-2", "--received", "2025-11-24"], "received_on: '2025-11-24'"),
        (["lead", "add", "24-2", "--received", "2025-11-01", "--category", "x"], "category: 'x'"),
        (["lead", "list", "--officer", "9999"], "officer: '9999'"),
        (["lead", "list", "--quarter", "2026"], "quarter: '2026'"),
        (["status", "--quarter", "FY2026-Q5"], "quarter: 'FY2026-Q5'"),
        (["status", "--as-of", "2025-11-24"], "as_of: '2025-11-24'"),
        (["officer", "add", "1041", "Twin"], "badge: '1041'"),
        (["officer", "standing", "1041", "resting", "--from", "2025-11-01", "--basis", "x"], "standing: 'resting'"),
        (["init", "--agency", "A", "--state", "ZZ"], "state: 'ZZ'"),
        (["init", "--agency", "A"], "state"),
        (["undo", "99"], "entry: '99'"),
        (["redo"], "redo"),
        (["nonsense"], "nonsense"),
    ],
)
def test_bad_input_is_exit_2_names_field_and_value_and_changes_nothing(
    desk: Leadbook, tmp_path: Path, words: list[str], said: str
) -> None:
    desk("lead", "add", "24-1", "--received", "2025-11-01")
    before = (tmp_path / "book.leadbook").read_bytes()
    ran = desk(*words, *([] if words == ["nonsense"] else ["--json"]))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert (tmp_path / "book.leadbook").read_bytes() == before


def test_what_is_no_book_is_exit_3_and_stays_as_it_is(leadbook: Leadbook, tmp_path: Path) -> None:
    file = tmp_path / "book.leadbook"
    assert leadbook("status").code == 3
    file.write_bytes(b"something else")
    ran = leadbook("status", "--json")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (3, "", 1)
    assert leadbook("init", "--agency", "A", "--state", "TX").code == 3
    assert file.read_bytes() == b"something else"
    assert leadbook("--book", str(tmp_path), "status").code == 3


def test_a_today_that_is_no_date_is_exit_2(leadbook: Leadbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADBOOK_TODAY", "soon")
    ran = leadbook("init", "--agency", "A", "--state", "TX")
    assert (ran.code, "LEADBOOK_TODAY: 'soon'" in ran.err) == (2, True)


def test_a_config_file_names_the_book(leadbook: Leadbook, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEADBOOK_BOOK")
    from tui.settings.config import config_path

    config_path().parent.mkdir(parents=True)
    config_path().write_text('book = "/named/by/config"')
    assert leadbook("where", "--json").data["book"] == "/named/by/config"
    config_path().write_text("color = 1")
    assert leadbook("status").code == 2


def test_a_profile_of_the_config_file_says_how_a_file_is_read(leadbook: Leadbook, home: Path, tmp_path: Path) -> None:
    from tui.settings.config import config_path

    config_path().parent.mkdir(parents=True)
    config_path().write_text('[profile.office]\ndate_order = "dmy"\ncolumns = { reference = "Our sign" }\n')
    leadbook("init", "--agency", "Example County", "--state", "TX")
    file = tmp_path / "leads.csv"
    file.write_text("Our sign,Received\n25-1,01/11/2025\n")
    assert leadbook("import", str(file)).code == 2
    ran = leadbook("import", str(file), "--profile", "office", "--json")
    assert (ran.code, ran.data["columns_used"]["reference"]) == (0, "Our sign")
    assert leadbook("lead", "show", "25-1", "--json").data["received_on"] == "2025-11-01"
    ran = leadbook("import", str(file), "--profile", "home")
    assert (ran.code, "profile: 'home'" in ran.err, "there are office" in ran.err) == (2, True, True)
    assert "Roe" not in leadbook("import", str(file), "--profile", "Jane Roe").err
    config_path().write_text("")
    ran = leadbook("import", str(file), "--profile", "Jane Roe")
    assert (ran.code, "Roe" in ran.err, "add [profile.NAME] to the config file" in ran.err) == (2, False, True)
    assert "add [profile.home]" in leadbook("import", str(file), "--profile", "home").err
    config_path().write_text("[profile.'Jane Roe']\n")
    assert "there are one named like a person" in leadbook("import", str(file), "--profile", "home").err


@pytest.mark.parametrize(
    "text",
    [
        "profile = 1",
        "[profile.x]\ncolor = 1",
        "[profile.x]\ncolumns = { reference = 1 }",
        '[profile.x]\ndate_order = "ydm"',
    ],
)
def test_a_profile_that_cannot_be_read_is_named(leadbook: Leadbook, home: Path, text: str) -> None:
    from tui.settings.config import config_path

    config_path().parent.mkdir(parents=True)
    config_path().write_text(text)
    ran = leadbook("import", "leads.csv", "--profile", "x")
    assert (ran.code, "profile" in ran.err) == (2, True)


def test_the_journal_can_be_cut_short(leadbook: Leadbook) -> None:
    leadbook("init", "--agency", "Example County", "--state", "TX")
    for number in range(3):
        leadbook("lead", "add", f"25-{number}", "--received", "2025-11-01")
    assert [entry["entry"] for entry in leadbook("journal", "--limit", "2", "--json").data["entries"]] == [4, 3]


def commands(found: click.Command, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    if not isinstance(found, click.Group):
        return [(path, found)]
    context = click.Context(found)
    named = [(name, found.get_command(context, name)) for name in found.list_commands(context)]
    return [pair for name, each in named if each is not None for pair in commands(each, (*path, name))]


@pytest.mark.parametrize(("path", "found"), [pytest.param(*pair, id=" ".join(pair[0])) for pair in commands(group)])
def test_every_command_and_option_has_help_and_json(path: tuple[str, ...], found: click.Command) -> None:
    assert path
    assert found.help
    options = [parameter for parameter in found.params if isinstance(parameter, click.Option)]
    assert all(option.help for option in options)
    assert "--json" in {name for option in options for name in option.opts}


def test_the_groups_help_names_every_command(leadbook: Leadbook) -> None:
    out = leadbook("--help").out
    assert all(name in out for name in _COMMANDS)


def test_a_real_process_writes_json_whatever_the_encoding_of_its_output(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LEADBOOK_BOOK": str(tmp_path / "b")}
    made = subprocess.run(
        [sys.executable, "-m", "leadbook", "init", "--agency", "Añb 漢", "--state", "TX", "--json"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (0, "")
    assert json.loads(made.stdout)["agency"] == "Añb 漢"
    shown = subprocess.run(
        [sys.executable, "-m", "leadbook", "status", "--json"], cwd=ROOT,
        env={**environment, "PYTHONIOENCODING": "utf-8"}, capture_output=True, check=False,
    )  # fmt: skip
    assert json.loads(shown.stdout.decode())["agency"] == "Añb 漢"
