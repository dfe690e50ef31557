"""What is refused is said with field and value; how a command is called wrongly, in two lines."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Leadbook


@pytest.mark.parametrize(
    ("words", "wrong", "help_of"),
    [
        (["nonsense"], "No such command 'nonsense'.", "leadbook"),
        (["lead"], "Missing command: use one of add, assign, list, show", "leadbook lead"),
        (["lead", "add"], "Missing argument 'REF'.", "leadbook lead add"),
        (["quarter", "--bogus"], "No such option '--bogus'.", "leadbook quarter show"),
        (
            ["what-if", "--located", "two"],
            "Invalid value for '--located': 'two' is not a valid integer.",
            "leadbook what-if",
        ),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_a_usage_error_says_what_is_wrong_and_where_help_is(
    desk: Leadbook, words: list[str], wrong: str, help_of: str
) -> None:
    ran = desk(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [f"leadbook: {wrong}", f"Help: {help_of} --help"]


@pytest.mark.parametrize(
    ("option", "value", "problem"),
    [
        ("--located", "-1", "located: '-1': must be a whole number from 0"),
        ("--withdrawn", "-2", "withdrawn: '-2': must be a whole number from 0"),
        ("--officers", "-3", "officers: '-3': must be a whole number from 0"),
        ("--located", "7", "located: '7': only 0 leads are open"),
        ("--withdrawn", "7", "withdrawn: '7': only 0 leads are open"),
    ],
)
def test_what_if_names_the_number_that_cannot_be(desk: Leadbook, option: str, value: str, problem: str) -> None:
    ran = desk("what-if", option, value)
    assert (ran.code, ran.out, ran.err) == (2, "", f"leadbook: {problem}\n")


def test_an_award_is_typed_in_dollars(desk: Leadbook) -> None:
    words = ("award", "FY2026-Q1", "--on", "2025-11-20")
    assert desk(*words, "--claimed", "9,000.50").code == 0
    assert desk("award", "FY2026-Q1", "--json").data["claimed"]["cents"] == 900050
    ran = desk(*words, "--approved", "9.005")
    assert ran.code == 2
    assert ran.err.startswith("leadbook: approved: '9.005': ")
    ran = desk(*words, "--received", "-1")
    assert (ran.code, ran.err) == (2, "leadbook: received: '-1': is negative, which no amount here can be\n")


def test_reopening_takes_no_day_and_says_so(desk: Leadbook) -> None:
    assert desk("lead", "add", "24-1", "--received", "2025-11-03").code == 0
    assert desk("outcome", "24-1", "not_located", "--on", "2025-11-10").code == 0
    ran = desk("outcome", "24-1", "open", "--on", "2025-11-12", "--reason", "entry_error")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "leadbook: outcome_on: '2025-11-12': an open lead has no day of its outcome; leave the date out\n"
    assert desk("lead", "show", "24-1", "--json").data["outcome"] == "not_located"
    assert desk("outcome", "24-1", "open", "--reason", "entry_error").code == 0
