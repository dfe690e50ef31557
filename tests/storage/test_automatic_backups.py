"""Backups that are made without being asked for: as sound as the others, and not more than are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.calendar import Quarter
from storage.errors import BookUnavailable
from storage.maintenance.automatic import back_up_by_itself, kept
from storage.maintenance.backup import back_up, look_at_backups
from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads

NOON = datetime(2025, 11, 23, 12, tzinfo=UTC)


def at(frozen: Surroundings, moment: datetime) -> Surroundings:
    return Surroundings(lambda: int(moment.timestamp() * 1000), frozen.today, frozen.new_id, frozen.actor)


def test_a_day_at_the_desk_leaves_the_newest_of_each_hour() -> None:
    every_quarter_of_an_hour = [NOON - timedelta(minutes=15 * n) for n in range(4 * 24)]
    assert kept(every_quarter_of_an_hour) >= {NOON, NOON - timedelta(minutes=15), NOON - timedelta(minutes=75)}
    assert len(kept(every_quarter_of_an_hour)) == 24


def test_three_years_at_the_desk_leave_hours_days_and_quarters() -> None:
    wanted = kept(NOON - timedelta(hours=n) for n in range(3 * 365 * 24))
    assert len({moment.date() for moment in wanted}) == 30 + 7  # of the present quarter there is a day already
    assert len({Quarter.of(moment.date()) for moment in wanted}) == 8
    assert len(wanted) == 24 + 28 + 7  # the last two days have hours


FIRST, LAST = datetime.fromisoformat("1991-01-01"), datetime.fromisoformat("2199-12-31T23:59:59")
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


@pytest.mark.no_cover  # a hundred lists, in code that the two before cover
@given(st.lists(MOMENTS, min_size=1))
def test_the_newest_is_always_kept_and_what_was_thinned_out_stays_so(moments: list[datetime]) -> None:
    wanted = kept(moments)
    assert max(moments) in wanted
    assert kept(wanted) == wanted
    assert len(wanted) <= 24 + 30 + 8


def test_what_is_kept_no_longer_goes_and_what_was_asked_for_stays(tmp_path: Path, frozen: Surroundings) -> None:
    folder = tmp_path / "backups"
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        with_leads(staffed(book), 2)
        asked_for = back_up(book, None, folder).path
        of_another_book = folder / "book-auto-ffffff-20251123-110000-000.leadbook"
        of_another_book.write_bytes(asked_for.read_bytes())
        made = []
        for minutes in (0, 15, 61):
            book.surroundings = at(frozen, NOON + timedelta(minutes=minutes))
            made.append(back_up_by_itself(book, folder).path)
        assert set(folder.iterdir()) == {asked_for, of_another_book, made[1], made[2]}
        assert made[2].stat().st_mode & 0o777 == 0o600
        seen = look_at_backups(book, folder, every=True)
        assert seen.newest is not None
        assert seen.newest.path == made[2]
        assert seen.findings == ()


def test_where_none_can_be_made_none_is_removed(tmp_path: Path, frozen: Surroundings) -> None:
    folder = tmp_path / "backups"
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        first = back_up_by_itself(book, folder).path
        with pytest.raises(BookUnavailable):
            back_up_by_itself(book, first)  # a file where the folder should be
        assert list(folder.iterdir()) == [first]
