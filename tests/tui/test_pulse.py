"""The open desk rests while nothing happens, and misses nothing that does."""

from __future__ import annotations

from pathlib import Path

from storage.book import Book
from storage.commands.lead import AddLead
from storage.surroundings import Surroundings
from tests.books import BEGAN
from tests.frozen import Clock
from tests.tui.conftest import Desk


async def test_the_book_is_asked_for_news_only_where_there_may_be_some(
    desk: Desk, place: Path, frozen: Surroundings, clock: Clock
) -> None:
    async with desk() as pilot:
        keeper = pilot.app.keeper  # type: ignore[attr-defined]
        await keeper.news()
        keeper._rests_until += 60
        assert keeper.may_rest()
        clock.move(days=1)
        assert not keeper.may_rest()
        assert await keeper.news() is not None
        keeper._rests_until += 60
        assert keeper.may_rest()
        with Book.open(place, frozen) as theirs:
            theirs.run(AddLead("NEW-1", BEGAN))
        assert not keeper.may_rest()
        assert await keeper.news() is not None
        keeper._rests_until = 0.0
        assert not keeper.may_rest()
