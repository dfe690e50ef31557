"""Parameters: what each reads, and the one line by which it refuses anything else, before any book is looked for."""

from __future__ import annotations

import click
import pytest

from cli.commands_page import all_commands
from cli.parameters import Typed
from tests.cli.conftest import Leadbook

DATES = "is no date that exists; write it like 2025-11-23"
PERIODS = "is no period; write a month like 2025-11 or a quarter like FY2026-Q1"
AMOUNTS = "write dollars with at most two decimals, like 72,800.00"
NEGATIVE = "is negative, which no amount here can be"
REASONS = "use one of entry_error, new_information, ice_advised, review_returned, other_record"
CUTS = "use one of not_eligible, over_cap, other_source, not_allowable, documents_missing, late, other"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("lead add 24-1 --received 2025-13-01", f"received_on: '2025-13-01' {DATES}"),
        ("lead add 24-1 --received 20251101", "received_on: '20251101' is no date; write it like 2025-11-23"),
        ("lead add 24-1 --received 2025-11-01 --due never", f"due_on: 'never' {DATES}"),
        ("outcome 24-1 l --on 2200-01-01", "outcome_on: '2200-01-01' lies outside the years 1950 to 2199"),
        ("officer standing 1041 expired --from soon --basis x", f"from: 'soon' {DATES}"),
        ("status --as-of soon", f"as_of: 'soon' {DATES}"),
        ("ice-count FY2026-Q1 --provided 1 --located 1 --received soon", f"received: 'soon' {DATES}"),
        ("status --quarter 2026", "quarter: '2026' is no quarter; write it like FY2026-Q1"),
        ("quarter close Q1", "quarter: 'Q1' is no quarter; write it like FY2026-Q1"),
        ("time 1041 --period 2025-13 --hours 1", "period: '2025-13' is no month; write it like 2025-11"),
        (
            "claim charge 2025 --officer 1041 --category salary --amount 1 --source S",
            "period: '2025' is no month; write it like 2025-11",
        ),
        ("claim show 2025", f"period: '2025' {PERIODS}"),
        ("receipt apply 1 --claim 2025=5", f"period: '2025' {PERIODS}"),
        ("receipt apply 1 --claim 2025-10=x", f"claim: 'x': {AMOUNTS}"),
        ("award FY2026-Q1 --claimed 9,00 --on 2026-01-05", f"claimed: '9,00': {AMOUNTS}"),
        ("pay 1041 --annual-salary 1.005 --from 2025-10-01", f"annual_salary: '1.005': officer 1041: {AMOUNTS}"),
        ("pay --annual-salary -1 --from 2025-10-01 1041", f"annual_salary: '-1': officer 1041: {NEGATIVE}"),
        (
            "pay 1041 --annual-salary 1 --from 2025-10-01 --benefits-percent much",
            "benefits_percent: 'much': officer 1041: write a number with at most two decimals, like 173.25",
        ),
        (
            "time 1041 --period 2025-10 --hours 1 --program-hours -1",
            f"program_hours: '-1': officer 1041: {NEGATIVE}",
        ),
        (
            "claim charge 2025-10 --amount x --officer 1041 --category salary --source S",
            f"amount: 'x': officer 1041: {AMOUNTS}",
        ),
        ("claim approve 2025-10 --line 1041:overtime", "line: '1041:overtime': write it like 1041:overtime=200.00"),
        (
            "claim approve 2025-10 --line overtime=5",
            "line: 'overtime': write it like 1041:overtime; a line is salary, benefits, overtime",
        ),
        ("claim approve 2025-10 --line 1041:boat=5", "category: 'boat': use one of salary, benefits, overtime"),
        ("claim approve 2025-10 --line 1041:overtime=x", f"approved: 'x': officer 1041: {AMOUNTS}"),
        ("claim return 2025-10 --reason whim", f"reason: 'whim': {CUTS}"),
        ("outcome 24-1 l --reason whim", f"reason: 'whim': {REASONS}"),
        ("purchase add --on 2025-11-01 --amount 5 --for boat --what W", "for: 'boat': use one of equipment, vehicle"),
        (
            "rules pay --from 2025-10-01 --source S --salary-basis boat",
            "salary_basis: 'boat': use one of full, hours, percent",
        ),
        ("import leads.csv --date-order boat", "date_order: 'boat': use one of mdy, dmy, ymd"),
        ("import leads.csv --map ref", "map: 'ref': write FIELD=COLUMN, such as reference='Lead No.'"),
        (
            "check --head 1:abc",
            "head: '1:abc': write the entry's number, a colon and its hash, the first 16 digits at least",
        ),
    ],
)
def test_what_cannot_be_read_is_one_line_with_field_value_and_what_would_be_right(
    leadbook: Leadbook, words: str, line: str
) -> None:
    for more in ([], ["--json"]):
        ran = leadbook(*words.split(), *more)
        assert (ran.code, ran.out, ran.err) == (2, "", f"leadbook: {line}\n")


@pytest.mark.parametrize(
    "words", ["outcome 24-1 l --reason", "claim year", "lead list --outcome", "lead list --quarter"]
)
def test_an_empty_word_is_refused_like_any_other_that_says_nothing(leadbook: Leadbook, words: str) -> None:
    assert leadbook(*words.split(), "").code == 2


def test_words_are_taken_in_any_case_and_as_people_write_them(desk: Leadbook) -> None:
    assert desk("lead", "add", "24-1", "--received", "2025-11-01", "--category", "Welfare Check").code == 0
    assert desk("outcome", "24-1", "Not located", "--on", "2025-11-02").code == 0
    words = ("outcome", "24-1", "L", "--on", "2025-11-02", "--reason", "Entry-Error")
    assert desk(*words).code == 0
    [lead] = desk("lead", "list", "--quarter", "fy2026 q1", "--outcome", "l", "--json").data["leads"]
    assert (lead["category"], lead["outcome"]) == ("welfare_check", "located")


def test_no_command_is_handed_text_that_it_would_have_to_read_itself() -> None:
    """Free text is what people write: names, references of letters, reasons, a cursor, a book's name, a digest."""
    free = {
        "agency",
        "state",
        "ori",
        "name",
        "basis",
        "evidence",
        "reference",
        "after",
        "by",
        "source",
        "what",
        "sheet",
        "words",
        "masks",
        "address",
        "note",
        "recipient",
        "about",
        "new_name",
        "sha256",
    }
    reasons = {"leadbook retention hold: reason", "leadbook retention lift: reason"}  # in words, not in codes
    assert {
        f"{' '.join(path)}: {parameter.name}"
        for path, command in all_commands()
        for parameter in command.params
        if parameter.type is click.STRING and parameter.name not in {*free, "book"}
    } == reasons


def test_help_shows_each_type_under_one_name() -> None:
    shown: dict[str, set[str]] = {}
    for _, command in all_commands():
        for parameter in command.params:
            if isinstance(parameter.type, Typed):
                metavar = parameter.make_metavar(click.Context(command)).strip("[].")
                shown.setdefault(parameter.type.name, set()).add(metavar)
    assert shown.pop("YYYY-MM") == {"YYYY-MM", "MONTH"}
    assert {name: names for name, names in shown.items() if names != {name.strip("[].")}} == {}
