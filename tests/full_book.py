"""A small book with rows in every table, made by the commands that a person types."""

from __future__ import annotations

import os
import shlex
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import leadbook
from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.officer import AddOfficer
from storage.commands.outcome import RecordOutcomes
from storage.commands.people import SignOn
from tests.books import AGENCY
from tests.frozen import Clock

TODAY = date(2026, 1, 5)
FILES = {
    "leads.csv": "reference,received\n24-1192,\n24-1193,2025-11-12\n",
    "payroll.csv": "badge,period,hours\n1052,2025-12,160\n",
    "timesheets.pdf": "paper",
}
LINES = """
review on
review verify 24-1187
review return 24-1188 --reason no_evidence
import leads.csv
rejects settle {import}
lead views save Overdue --filter overdue
lead shape 99-9999
time-zone America/Chicago
officer standing 1041 revoked --from 2025-12-20 --basis Letter
officer notice 1041 --on 2025-12-21
pay 1041 --annual-salary 72,800 --from 2025-10-01 --benefits-percent 31.5 --overtime-rate 52.50
pay 1052 --annual-salary 60,000 --from 2025-10-01
time import payroll.csv
time 1041 --period 2025-10 --hours 160 --overtime-hours 12
claim charge 2025-10 --officer 1041 --category overtime --amount 100 --source "State grant"
claim document 2025-10 timesheets.pdf
claim certify 2025-10 --by Ames
claim submit 2025-10 --ref C
claim approve 2025-10 --line 1041:overtime=200.00 --reason not_allowable
receipt add --on 2026-01-05 --amount 900 --ref T --claim 2025-10
purchase add --on 2026-01-05 --amount 7,350 --for equipment --what "Body armor"
ice-count FY2026-Q1 --provided 5 --located 2 --received 2026-01-05
ice-count query 24-1187 --state query_sent
quarter close FY2026-Q1
award FY2026-Q1 --claimed 900 --on 2026-01-05
disclosures add other --about "Roster of December" --recipient "County attorney"
retention set leads --years 5 --source "State schedule"
retention hold --reason Litigation
strike-out 24-1187 --field evidence --reason personal_detail --yes
audit-review on
audit-review sign 2025-12-29
people add "Pat Ames" --role record
--as "Pat Ames" people add "Robin Grove" --role review
--as "Pat Ames" lead add 24-2000 --received 2026-01-04
"""


def make_full_book(folder: Path) -> Path:
    """Makes the book in an empty folder; returns its path."""
    place = folder / "full.leadbook"
    clock = Clock(TODAY)
    with Book.create(str(place), AGENCY, clock.surroundings()) as book:
        for badge, name in (("1041", "Ames, Pat"), ("1052", "Birch, Alex")):
            book.run(AddOfficer(badge, name, date(2025, 10, 1)))
        for number in range(1187, 1191):
            book.run(AddLead(f"24-{number}", date(2025, 11, 10), date(2025, 11, 24), "1041"))
    with Book.open(place, clock.surroundings("deputy@desk")) as book:
        for reference in ("24-1187", "24-1188"):
            book.run(RecordOutcomes((reference,), Outcome.LOCATED, date(2025, 11, 20), evidence="A-4470"))
        book.run(RecordOutcomes(("24-1189",), Outcome.NOT_LOCATED, date(2025, 11, 21)))
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("LEADBOOK_TODAY", TODAY.isoformat())
        patch.setattr("cli.sign_on._asked", lambda *_: "271828")  # whoever types the PIN
        for line in LINES.strip().splitlines():
            _typed(place, line)
    with Book.open(place, clock.surroundings()) as book:
        book.run(SignOn("Robin Grove", pin="000000"))
    return place


def _typed(place: Path, line: str) -> None:
    if "{import}" in line:
        with Book.open(place, Clock(TODAY).surroundings()) as book:
            line = line.format(**{"import": book.view.rejects()[0].entry})
    ran = CliRunner().invoke(leadbook, ["--book", str(place), *shlex.split(line)], env=dict(os.environ))
    assert ran.exit_code in (0, 5), (line, ran.output, ran.exception)
