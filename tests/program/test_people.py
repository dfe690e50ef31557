"""What the people of a book may do, what can be a PIN, when misses count."""

from __future__ import annotations

import pytest

from program.people import (
    MOST_MISSES,
    NEEDS,
    Acting,
    Right,
    Role,
    in_order,
    misses_that_count,
    need_of,
    pin_fits,
    roles_words,
)


@pytest.mark.parametrize("pin", ["271828", "112233", "135790", "999998", "271828182845"])
def test_six_to_twelve_digits_without_a_pattern_can_be_a_pin(pin: str) -> None:
    assert pin_fits(pin)


@pytest.mark.parametrize(
    "pin", ["", "27182", "2718281828459", "27182a", "111111", "123456", "987654", "٢٧١٨٢٨", "2 7182"]
)
def test_anything_else_cannot(pin: str) -> None:
    assert not pin_fits(pin)


def test_each_role_may_what_it_is_for_and_everything_new_needs_the_one_that_records() -> None:
    people = {role: Acting("1", role.value, (role,), False) for role in Role}
    assert {role: people[role].may("RecordOutcomes") for role in Role} == {role: role is Role.RECORD for role in Role}
    assert {role: people[role].may("VerifyOutcomes") for role in Role} == {role: role is Role.REVIEW for role in Role}
    assert {role: people[role].may("CertifyClaim") for role in Role} == {role: role is Role.CERTIFY for role in Role}
    assert need_of("SomethingThatIsNotMadeYet") is Role.RECORD
    owner = Acting("1", "Pat", (Role.READ,), True)
    assert [name for name in NEEDS if owner.may(name)] == [
        name for name, need in NEEDS.items() if isinstance(need, Right)
    ]
    assert all(people[role].may("LockDesk") and not people[role].may("TurnReview") for role in Role)


def test_a_refusal_says_what_one_may_and_who_else_could() -> None:
    assert Acting("1", "Pat", (Role.RECORD, Role.CERTIFY), False).refusal("VerifyOutcomes") == (
        "Pat may record and certify; this is for who may review"
    )
    assert "is no owner" in Acting("1", "Pat", (Role.RECORD,), False).refusal("AddPerson")


def test_roles_stand_in_their_order_and_reading_alone_only_where_there_is_no_other() -> None:
    assert in_order([Role.READ, Role.CERTIFY, Role.RECORD, Role.CERTIFY]) == (Role.RECORD, Role.CERTIFY)
    assert in_order([]) == (Role.READ,)
    assert roles_words([Role.RECORD]) == "record"
    assert roles_words([Role.CERTIFY, Role.REVIEW, Role.RECORD]) == "record, review and certify"


def test_five_misses_shut_out_and_each_counts_for_fifteen_minutes() -> None:
    assert MOST_MISSES == 5
    assert misses_that_count([0, 1, 2], 15 * 60 * 1000 + 1) == (2,)
