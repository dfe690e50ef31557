"""What a refusal says, and small readings that other rules rest on."""

from __future__ import annotations

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


def test_a_long_value_is_cut_where_it_is_repeated() -> None:
    assert len(str(BadInput("sheet", "7" * 500, "is none"))) < 200


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
