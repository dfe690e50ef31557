"""A state is read by name, by letters, and by how people shorten it."""

from __future__ import annotations

import pytest

from program.states import NAMES, state_beginning, state_code
from program.time_zones import ZONES_OF_STATES


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("TX", "TX"), ("tx ", "TX"), ("texas", "TX"), ("Tex.", "TX"), ("Calif", "CA"), ("Fla.", "FL"), ("Miss.", "MS"),
        ("W. Va.", "WV"), ("N.C.", "NC"), ("new  york", "NY"), ("Washington", "WA"), ("Ala", "AL"), ("D.C.", "DC"),
        ("Kansas", "KS"), ("Virginia", "VA"), ("N. Mex.", "NM"),
    ],
)  # fmt: skip
def test_a_state_is_read_as_people_write_it(typed: str, code: str) -> None:
    assert state_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Texs", r"such as Texas or TX; it may be Texas \(TX\)"),
        ("New", r"it may be New Hampshire \(NH\), New Jersey \(NJ\), New Mexico \(NM\), New York \(NY\)$"),
        ("Ge", r"it may be Georgia \(GA\)$"),
        ("Carolina", r"it may be South Carolina \(SC\), North Carolina \(NC\), California \(CA\)$"),
        ("Qqqqq", "such as Texas or TX$"),
        ("", "such as Texas or TX"),
        ("ok", None),
    ],
)
def test_what_is_no_state_is_answered_by_what_would_be_right(typed: str, right: str | None) -> None:
    if right is None:
        assert state_code(typed) == "OK"
    else:
        with pytest.raises(ValueError, match=right):
            state_code(typed)


def test_every_name_and_code_is_its_own_state_and_has_a_time_zone() -> None:
    assert {state_code(name) for name in NAMES.values()} == {state_code(code) for code in NAMES} == set(NAMES)
    assert set(ZONES_OF_STATES) == set(NAMES)


def test_a_name_is_completed_and_a_code_is_left_alone() -> None:
    assert state_beginning("pal") is None
    assert state_beginning("Ten") == "Tennessee"
    assert state_beginning("co") is None
    assert state_beginning("") is None
