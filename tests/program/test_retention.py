"""How long records are kept: whole years, and then due from the next day on."""

from __future__ import annotations

from datetime import date

import pytest

from program.retention import Kept, due_from


@pytest.mark.parametrize(
    ("begins", "years", "due"),
    [
        (date(2025, 12, 31), 3, date(2029, 1, 1)),
        (date(2025, 11, 22), 1, date(2026, 11, 23)),
        (date(2024, 2, 28), 1, date(2025, 3, 1)),
        (date(2024, 2, 28), 4, date(2028, 2, 29)),
        (date(2190, 6, 1), 100, date(2199, 6, 2)),
    ],
)
def test_a_record_is_due_from_the_day_after_its_years(begins: date, years: int, due: date) -> None:
    assert due_from(begins, years) == due


def test_each_kind_says_from_when_it_is_counted_and_what_goes() -> None:
    assert len({kind.begins for kind in Kept}) == len({kind.goes for kind in Kept}) == len(Kept)
    assert [kind.words for kind in Kept] == ["Leads", "Officers who left", "Claims", "What was given to whom"]
