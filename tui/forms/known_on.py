"""What the book knew of a quarter at the end of a day, beside what it knows now."""

from __future__ import annotations

from collections.abc import Callable

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from program.quarters.figures import Figures
from program.refusals import LeadbookError
from reports.figures import award_words, counts_words, rate_words
from reports.words import days_in_words
from storage.book import Book
from storage.views.quarter import QuarterSummary
from storage.views.status import Status
from tui.forms.fields import Day, Given
from tui.forms.form import Asking

_DAY = Day("known_on", "Day", "", "such as 11/21; its end counts", asked="name a day")


class KnownOn(Asking):
    """Asks for a day, and answers from the journal."""

    def __init__(self, shown: QuarterSummary) -> None:
        heading = f"{shown.figures.quarter} as it was known on a day"
        super().__init__(heading, [_DAY], "Enter asks the journal; nothing is changed · Esc leaves")
        self._shown = shown

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Static("", id="what", markup=False)

    def act(self, given: Given) -> None:
        """Asks the journal."""
        day, quarter = given[_DAY], self._shown.figures.quarter
        self.accept("Reading the journal …")
        self._ask(lambda book: book.view.status(quarter, known_on=day))

    @work(group="known-on", exclusive=True, exit_on_error=False)
    async def _ask(self, question: Callable[[Book], Status]) -> None:
        try:
            status = await self.leadbook.bookkeeper.ask(question)
        except LeadbookError as problem:
            self.refuse(problem)
            return
        self.accept()
        then = _lines(days_in_words(f"At the end of {status.known_on}", self.today), status.figures)
        now = _lines("Now", self._shown.figures)
        self.query_one("#what", Static).update(Content("\n".join([*then, "", *now])))


def _lines(heading: str, figures: Figures) -> list[str]:
    return [
        heading,
        f"  Rate            {rate_words(figures)}",
        f"  Expected award  {award_words(figures)}",
        f"  {counts_words(figures.counts)}",
    ]
