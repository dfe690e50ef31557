"""How long records are kept, what is due, and what is held."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static

from program.retention import Kept
from reports.retention import hold_words
from reports.words import days_in_words, short_day
from storage.text import number_of, printable
from storage.views.retention import DueRecord, Hold, KeptKind, Retention
from tui.keys.registry import bindings
from tui.lists.columns import Column
from tui.lists.lines import Line, Lines
from tui.lists.long_list import LongList
from tui.lists.sources import Rows
from tui.screens.base import BookScreen
from tui.widgets.panel import Panel


class RetentionScreen(BookScreen):
    """The agency's schedule kind by kind, its holds, and the records of a kind that are due."""

    PLACES: ClassVar[tuple[str, ...]] = ("retention",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("retention"), Binding("escape", "app.pop_screen", "Back")]

    def __init__(self) -> None:
        super().__init__()
        self._found: Retention | None = None
        self._chosen: Kept | Hold = Kept.LEADS

    def body(self) -> ComposeResult:
        columns: list[Column[DueRecord]] = [
            Column("Due since", 13, lambda one: short_day(one.since, self.leadbook.surroundings.today())),
            Column("Record", 30, lambda one: one.called, flexible=True),
        ]
        keys = self.leadbook.with_keys
        with Container(id="retention"):
            yield Panel(
                "Retention",
                Lines(id="schedule"),
                Static("", id="kept", markup=False),
                keys=keys("{set_retention} schedule  {place_hold} hold  {lift_hold} lift  {dispose} dispose"),
                id="schedule-panel",
            )
            yield Panel(
                "Due",
                LongList(columns, lambda one: one.row_id, "Nothing is due."),
                keys="Esc back",
                id="due-panel",
            )

    def on_mount(self) -> None:
        """Starts in the schedule."""
        self.query_one(Lines).focus()

    @work(group="retention", exclusive=True, exit_on_error=False)
    async def refresh_body(self) -> None:  # type: ignore[override]
        """Reads the schedule."""
        self._found = await self.leadbook.bookkeeper.ask(lambda book: book.view.retention())
        today, at = self.leadbook.surroundings.today(), self._chosen
        if isinstance(at, Hold):
            self._chosen = next((one for one in self._found.holds if one.number == at.number), Kept.LEADS)
        holds = [
            Line(Content(printable(f"Hold {days_in_words(hold_words(one), today)}")), one) for one in self._found.holds
        ]
        self.query_one(Lines).show([*map(_kind_line, self._found.kinds), *holds])
        self._show()

    def action_set_retention(self) -> None:
        """Asks for how long the kind under the cursor is kept."""
        from tui.forms.retention import schedule_form

        kept = self._kept()
        if kept is not None:
            self.app.push_screen(schedule_form(kept))

    def action_place_hold(self) -> None:
        """Asks why everything, or the kind under the cursor, is held."""
        from tui.forms.retention import hold_form

        self.app.push_screen(hold_form(self._chosen if isinstance(self._chosen, Kept) else None))

    def action_lift_hold(self) -> None:
        """Asks why the hold under the cursor is lifted."""
        from tui.forms.retention import lift_form

        if not isinstance(self._chosen, Hold):
            self.say("Move to a hold to lift it")
        elif self._chosen.lifted_on is not None:
            self.say(f"Hold {self._chosen.number} was lifted already")
        else:
            self.app.push_screen(lift_form(self._chosen))

    def action_dispose(self) -> None:
        """Says what would go of the kind under the cursor, and asks once more."""
        from tui.forms.retention import Disposal

        kept = self._kept()
        if kept is None:
            return
        if kept.holds:
            self.say(f"Hold {kept.holds[0].number} stops it: {printable(kept.holds[0].what)}")
        elif not kept.due:
            self.say(f"Nothing is due of {kept.kind.words.lower()}")
        else:
            self.app.push_screen(Disposal(kept))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Shows what is due of the kind under the cursor."""
        event.stop()
        if isinstance(event.option_list, Lines):
            opens = event.option_list.line_at(event.option_index).opens
            if isinstance(opens, Kept | Hold):
                self._chosen = opens
                self._show()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter goes to what is due."""
        event.stop()
        self.query_one(LongList).focus()

    def _kept(self) -> KeptKind | None:
        """The kind under the cursor; says so where a hold is."""
        if self._found is None:
            return None
        found = next((one for one in self._found.kinds if one.kind is self._chosen), None)
        if found is None:
            self.say("Move to a kind of record first")
        return found

    def _show(self) -> None:
        if self._found is None:
            return
        kept = next((one for one in self._found.kinds if one.kind is self._chosen), None)
        due = kept.due if kept is not None else ()
        words = "Nothing is ever deleted by itself."
        if kept is not None:
            words += f" Counted from {kept.kind.begins}. When it is due, these can go: {kept.kind.goes}."
        self.query_one("#kept", Static).update(Content(words))
        self.query_one("#due-panel", Panel).name_it(
            f"Due: {kept.kind.words.lower()}" if kept is not None else "Due", len(due) if kept is not None else None
        )
        self.query_one(LongList).load(Rows(due))


def _kind_line(one: KeptKind) -> Line:
    held = f"  held by {', '.join(str(hold.number) for hold in one.holds)}" if one.holds else ""
    if one.years is None:
        return Line(Content.assemble(f"{one.kind.words:<24}", ("–  no schedule", "$foreground-muted"), held), one.kind)
    due = (f"{len(one.due):,} due", "bold $text-warning") if one.due else ("nothing due", "$foreground-muted")
    kept = f"{number_of(one.years, 'year'):<10}"
    source = (f"  {printable(one.source or '')}", "$foreground-muted")
    return Line(Content.assemble(f"{one.kind.words:<24}", kept, due, held, source), one.kind)
