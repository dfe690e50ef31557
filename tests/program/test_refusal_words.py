"""What a refusal says, and small readings that other rules rest on."""

from __future__ import annotations

from pathlib import Path

import pytest

from program.personal.guard import kind_in_full
from program.personal.kinds import Kind, Where
from program.personal.letters import folded
from program.refusals import BadInput, LooksPersonal
from program.strike_out import StrikeReason
from program.time_zones import zone_named


def test_a_refused_text_is_told_by_its_kind_and_never_repeated() -> None:
    assert str(LooksPersonal("evidence", Kind.PHONE)) == (
        "evidence: looks like a phone number; no detail of a person enters the book"
    )
    assert "at most 40 characters" in str(LooksPersonal("reference", Kind.SHAPE))
    assert "like 99-9999" in str(LooksPersonal("reference", Kind.SHAPE, "like 99-9999"))


def test_a_long_value_is_cut_to_80_characters_where_it_is_repeated() -> None:
    assert str(BadInput("sheet", "7" * 80, "is none")) == f"sheet: '{'7' * 80}' is none"
    assert str(BadInput("sheet", "7" * 81, "is none")) == f"sheet: '{'7' * 77}...' is none"


def test_a_sentence_goes_on_from_the_value_or_stands_behind_a_colon() -> None:
    assert str(BadInput("hours", 5, "cannot be negative")) == "hours: '5' cannot be negative"
    assert str(BadInput("hours", 5, "give 8 or more")) == "hours: '5': give 8 or more"
    assert str(BadInput("hours", "", "is missing")) == "hours: is missing"


def test_a_refusal_can_be_said_again_of_another_field() -> None:
    first = BadInput("hours", 5, "cannot be negative")
    again = BadInput(f"line 3, {first.field}", first.value, first.expected)
    assert str(again) == "line 3, hours: '5' cannot be negative"


def test_what_is_refused_ends_the_command_line_with_2() -> None:
    assert BadInput("hours", 5, "cannot be negative").exit_code == 2


def test_a_name_that_one_knows_is_kept_in_a_sentence_and_dropped_as_that_of_a_file() -> None:
    assert "lee_county" in str(BadInput("sheet", "lee_county", "is none"))
    assert str(BadInput("file", Path("lee_county.csv"), "is no table")) == "file: is no table"
    assert "roster.csv" in str(BadInput("file", Path("roster.csv"), "is no table"))


def test_a_line_separator_is_a_blank_to_the_guard() -> None:
    assert folded("7\u20288") == "7 8"


def test_the_month_of_a_date_is_no_name() -> None:
    for month in ("April", "June", "August", "May"):
        assert kind_in_full(f"{month} 3, 2025", Where.NUMBERED) is None


def test_a_reason_to_strike_out_is_said_in_words() -> None:
    assert StrikeReason.COURT_ORDER.words == "Court order"


def test_a_zone_is_named_whole_or_by_its_last_part() -> None:
    assert zone_named("america/chicago") == zone_named("Chicago") == "America/Chicago"
    with pytest.raises(ValueError, match="is no time zone of a state"):
        zone_named("Mars")
