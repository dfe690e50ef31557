"""The help of every command: it ends with an example that runs, and the docs page says what it says."""

from __future__ import annotations

import shlex
import shutil
from datetime import date
from pathlib import Path

import click
import pytest

from cli.commands_page import PAGE, all_commands, example_of, page
from program.calendar import Month
from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.officer import AddOfficer
from storage.commands.outcome import RecordOutcomes
from storage.commands.pay import RecordPay, RecordTime
from storage.commands.review import TurnReview
from tests.books import AGENCY
from tests.cli.conftest import Leadbook
from tests.frozen import Clock
from tests.secrets import PASSPHRASE, Keyring

COMMANDS = {" ".join(path): command for path, command in all_commands()}
TODAY = date(2026, 1, 5)
NAMED = ('people add "Pat Ames" --role record', '--as "Pat Ames" people add "Robin Grove" --role review')
BEFORE: dict[str, tuple[str, ...]] = {
    **{f"leadbook people {what}": NAMED for what in ("list", "change", "remove", "pin", "unlock")},
    "leadbook quarter amend": ("quarter close FY2026-Q1",),
    "leadbook statement write": ("quarter close FY2026-Q1",),
    "leadbook statement verify": ("quarter close FY2026-Q1", "statement FY2026-Q1 --out statement-2026-q1"),
    "leadbook claim verify": ("claim packet 2025-10 --out claim-2025-10 --draft",),
    "leadbook claim submit": ("claim certify 2025-10 --by Ames",),
    "leadbook claim approve": ("claim certify 2025-10 --by Ames", "claim submit 2025-10 --ref C"),
    "leadbook claim return": ("claim certify 2025-10 --by Ames", "claim submit 2025-10 --ref C"),
    "leadbook receipt add": ("claim certify 2025-10 --by Ames", "claim submit 2025-10 --ref C"),
    "leadbook receipt apply": (
        "claim certify 2025-10 --by Ames",
        "claim submit 2025-10 --ref C",
        "receipt add --on 2026-01-05 --amount 900 --ref T",
    ),
    "leadbook officer notice": ("officer standing 1041 revoked --from 2025-12-01 --basis Letter",),
    "leadbook lead views remove": ("lead views save Overdue --filter overdue",),
    "leadbook redo": ("undo",),
    "leadbook retention lift": ("retention hold --reason Litigation",),
    "leadbook retention dispose": ("retention set disclosures --years 1 --source County",),
    "leadbook restore": ("backup --to copy.leadbook",),
    "leadbook keyring remember": ("rekey --new-passphrase-file new-passphrase",),
    "leadbook keyring forget": ("rekey --new-passphrase-file new-passphrase",),
    "leadbook load": ("export book.jsonl",),
    "leadbook rejects settle": ("import rejected.csv",),
}
FILES = {
    "leads.csv": "reference,received,badge\n24-1191,2025-11-12,1041\n",
    "rejected.csv": "reference,received\n24-1192,\n24-1193,2025-11-12\n",
    "roster.csv": 'badge,name,authorized\n1077,"Dale, Robin",2025-10-01\n',
    "payroll.csv": "badge,period,hours\n1052,2025-12,160\n",
    "timesheets.pdf": "paper",
    "new-passphrase": PASSPHRASE,
    "passphrase": PASSPHRASE,
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with two officers, four leads, one outcome to be reviewed, pay and hours."""
    place = tmp_path_factory.mktemp("prepared") / "book.leadbook"
    clock = Clock(TODAY)
    with Book.create(str(place), AGENCY, clock.surroundings()) as book:
        for badge, name in (("1041", "Ames, Pat"), ("1052", "Birch, Alex")):
            book.run(AddOfficer(badge, name, date(2025, 10, 1)))
        for reference in ("24-1187", "24-1188", "24-1189"):
            book.run(AddLead(reference, date(2025, 11, 10), date(2025, 11, 24), "1041"))
        book.run(RecordPay("1041", 7_280_000, date(2025, 10, 1), None, 0, 3_000, 5_000))
        book.run(RecordTime("1041", Month.parse("2025-10"), 16_000, 0, 1_200, 0))
        book.run(TurnReview(on=True))
    with Book.open(place, clock.surroundings("deputy@desk")) as book:
        book.run(RecordOutcomes(("24-1188",), Outcome.LOCATED, date(2025, 11, 20), evidence="A-4470"))
    return place


def test_the_docs_page_lists_every_command_with_every_option() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs writes it anew"
    for path, command in all_commands():
        section = page().partition(f"### {' '.join(path)}")[2].partition("### ")[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.name != "as_json":
                assert all(f"`{option}" in section or f" {option}" in section for option in parameter.opts)


@pytest.mark.parametrize("path", COMMANDS)
def test_the_example_at_the_end_of_the_help_runs(
    path: str, prepared: Path, leadbook: Leadbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = example_of(COMMANDS[path])
    shown = leadbook(*path.split()[1:], "--help")
    assert shown.out.rstrip().endswith(example)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("keyring.get_keyring", Keyring)
    monkeypatch.setattr("storage.keys.ROUNDS", 1)
    monkeypatch.setenv("LEADBOOK_TODAY", TODAY.isoformat())
    monkeypatch.setattr("cli.sign_on._asked", lambda *_: "271828")  # whoever types the PIN
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / name).chmod(0o600)
    if path == "leadbook init":
        (tmp_path / "book.leadbook").unlink(missing_ok=True)
    else:
        shutil.copy(prepared, tmp_path / "book.leadbook")
    for line in BEFORE.get(path, ()):
        assert leadbook(*shlex.split(line)).code in (0, 5)
    monkeypatch.setattr(
        "cli.serve.wait_for_visitors", lambda door, port, ready: ready(f"http://{door.address}:{port}/")
    )
    words = shlex.split(example)[1:]
    if path == "leadbook rejects settle":
        words[-1] = str(leadbook("rejects", "--json").data["imports"][0]["entry"])
    ran = leadbook(*words)
    assert ran.code == 0, ran.err


@pytest.mark.parametrize(
    ("words", "names", "command"),
    [
        (("lead", "add", "24-1"), "--received", "leadbook lead add"),
        (("lead", "ad"), "ad", "leadbook lead"),
        (("what-if", "--located", "few"), "--located", "leadbook what-if"),
        (("--bok", "x"), "--bok", "leadbook"),
        (("lead", "list", "--limit", "0"), "--limit", "leadbook lead list"),
    ],
)
def test_a_usage_error_is_a_line_of_what_is_wrong_and_a_line_of_where_help_is(
    words: tuple[str, ...], names: str, command: str, leadbook: Leadbook
) -> None:
    ran = leadbook(*words)
    assert ran.code == 2
    assert ran.out == ""
    wrong, where = ran.err.splitlines()
    assert names in wrong
    assert where == f"{command} --help says more"


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (("what-if", "--located", "-1"), "located", "-1"),
        (("what-if", "--withdrawn", "9"), "withdrawn", "9"),
        (("what-if", "--officers", "-2"), "officers", "-2"),
        (("award", "FY2026-Q1", "--claimed", "9,00", "--on", "2025-11-20"), "claimed", "9,00"),
        (("receipt", "add", "--on", "2025-11-20", "--amount", "5", "--ref", "T", "--start-up", "--officers", "-3"),
         "officers", "-3"),
        (("outcome", "24-1", "open", "--on", "2025-11-20"), "outcome_on", "2025-11-20"),
        (("outcome", "24-1", "open", "--evidence", "A-1"), "evidence", "A-1"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_field_and_the_value(
    words: tuple[str, ...], field: str, value: str, desk: Leadbook
) -> None:
    assert desk("lead", "add", "24-1", "--received", "2025-11-10").code == 0
    before = desk("journal", "--json").data
    ran = desk(*words)
    assert ran.code == 2
    assert ran.err.startswith(f"leadbook: {field}: '{value}'")
    assert desk("journal", "--json").data == before


def test_an_award_is_recorded_in_dollars(desk: Leadbook) -> None:
    assert desk("award", "FY2026-Q1", "--claimed", "$9,000.50", "--on", "2025-11-20").code == 0
    assert desk("award", "FY2026-Q1", "--json").data["claimed"]["cents"] == 900_050


def test_json_is_ascii_whatever_stands_in_the_book(desk: Leadbook) -> None:
    assert desk("officer", "add", "1099", "Ñuño 漢").code == 0
    ran = desk("officer", "list", "--json")
    assert ran.out.isascii()
    assert "Ñuño 漢" in {officer["name"] for officer in ran.data["officers"]}
