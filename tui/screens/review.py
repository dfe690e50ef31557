"""Review: the recorded outcomes of a quarter that a second person has not verified."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from program.calendar import Quarter
from storage.book import Book
from storage.commands.review import TurnReview, VerifyOutcomes
from storage.views.review import ReviewLine
from tui.keys.registry import bindings
from tui.lists.columns import Column, day_column
from tui.lists.long_list import LongList
from tui.lists.sources import ReadOnce
from tui.screens.base import BookScreen
from tui.widgets.panel import Panel


class ReviewScreen(BookScreen):
    """What is only reported, or was returned. Who recorded an outcome cannot verify it."""

    PLACES: ClassVar[tuple[str, ...]] = ("review",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("review"), Binding("escape", "app.pop_screen", "Back")]

    def __init__(self, quarter: Quarter) -> None:
        super().__init__()
        self.quarter = quarter
        self._is_on = False

    def body(self) -> ComposeResult:
        columns: list[Column[ReviewLine]] = [
            Column("Reference", 16, lambda line: line.reference, least=13, end_tells=True),
            Column("Outcome", 20, lambda line: line.outcome.words, least=14),
            day_column("On", lambda line: line.outcome_on, self.leadbook.surroundings.today),
            Column("Recorded by", 12, lambda line: ", ".join(sorted(line.recorded_by)), spare=True),
            Column("Returned", 14, _returned, flexible=True, least=12),
        ]
        yield Panel(
            "Review",
            LongList(columns, lambda line: line.reference, "", selecting=True),
            keys=self.leadbook.with_keys("{verify} verify  {return_outcome} return  Esc back"),
            id="review-panel",
        )

    def on_mount(self) -> None:
        """Starts in the list."""
        self.query_one(LongList).focus()

    def refresh_body(self) -> None:
        """Shows the outcomes as they are now."""
        book, quarter = self.leadbook.bookkeeper.book, self.quarter
        self.query_one(LongList).load(ReadOnce(lambda: self._outcomes(book, quarter)))

    def has_references(self) -> bool:
        """Whether there is an outcome to act on; says so where there is none."""
        if not self.references():
            off = self.leadbook.with_keys("Review is off: {turn_review} turns it on")
            self.say("No outcome is here to verify" if self._is_on else off)
        return bool(self.references())

    def select_none(self) -> None:
        """Selects nothing."""
        self.query_one(LongList).select_none()

    def references(self) -> tuple[str, ...]:
        """The selected outcomes' leads but for those that only somebody else may verify, or the one at the cursor."""
        chosen = [line for line in self.query_one(LongList).in_hand if isinstance(line, ReviewLine)]
        seat = self.leadbook.seat
        mine = {self.leadbook.surroundings.actor, *([] if seat is None else [seat.person_id])}
        others = [line for line in chosen if not mine & line.recorded_by]
        return tuple(line.reference for line in others or chosen)

    def on_long_list_loaded(self, event: LongList.Loaded) -> None:
        """Says how many there are, or that review is off."""
        off = self.leadbook.with_keys("Review is off: outcomes count as recorded. {turn_review} turns it on")
        self.query_one(LongList).say_when_empty("Every recorded outcome is verified." if self._is_on else off)
        total = event.total if self._is_on else None
        self.query_one(Panel).name_it("Only reported, or returned", total, str(self.quarter))

    def action_verify(self) -> None:
        """Verifies the outcomes in question."""
        if self.has_references():
            self.leadbook.carry_out(VerifyOutcomes(self.references()), then=lambda _: self.select_none())

    def action_return_outcome(self) -> None:
        """Asks why the outcomes in question are returned."""
        from tui.forms.review import return_form

        if self.has_references():
            self.app.push_screen(return_form(self.references()), self._acted)

    def action_turn_review(self) -> None:
        """Turns review on, or off."""
        self.leadbook.carry_out(TurnReview(on=not self._is_on))

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """Opens the lead."""
        from tui.screens.lead import LeadScreen

        if isinstance(event.row, ReviewLine):
            self.app.push_screen(LeadScreen(event.row.reference))

    def _outcomes(self, book: Book, quarter: Quarter) -> Sequence[ReviewLine]:
        """The outcomes to be verified, none while review is off; called in the thread in which the list reads."""
        found = book.view.review(quarter)
        self._is_on = found.is_on
        return found.outcomes if found.is_on else ()


def _returned(line: ReviewLine) -> str:
    return f"{line.reason.value.replace('_', ' ')}, by {line.by}" if line.reason else ""
