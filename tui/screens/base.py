"""What every screen over the book has: strip on top, quick line and footer below, fresh contents on every change."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from storage.text import named_or_counted
from tui.failures import TellsOfFailure
from tui.forms.quick_line import QuickLine
from tui.host import Host, host_of
from tui.keys.registry import offered
from tui.lists.lines import Lines
from tui.lists.menu import MenuAsked, MenuLine, RowMenu
from tui.rights import for_whom
from tui.sizes import HIGH, TALL, VAST, WIDE, classes_of
from tui.widgets.key_line import KeyLine
from tui.widgets.strip import Strip

LONGEST_MAKING_SECONDS = 5.0
"""After this long keys are taken even if what a new screen shows is still being read."""


UNDOES = " · {undo} undoes it"
"""What a message ends in where a key takes back what it tells of."""

_OPEN = "open"
"""The line of a row's menu that does what Enter does."""


class BookScreen(Screen[None], TellsOfFailure):
    """A screen of the running app. Subclasses compose ``body`` and show the book anew in ``refresh_body``."""

    PLACES: ClassVar[tuple[str, ...]] = ()
    """The kinds of place that it is; the registry of actions says what each offers."""

    called: Mapping[str, str] = {}
    """What actions are called as it stands now, by id, where that is not the registry's word."""

    idle: Collection[str] = ()
    """The actions that have nothing to act on as it stands now, by id: no menu and no list of keys names them."""

    said = ""
    """What stands in the line above the footer."""

    def __init__(self) -> None:
        super().__init__()
        # Textual takes a new screen for one from before the theme, and reads all style sheets anew for it, twice. It
        # has no setting for that; what is mounted is styled by the sheets as they are.
        self._css_update_count = self.app._css_update_count  # noqa: SLF001
        self._holds_keys = False
        self._seen = ""

    def compose(self) -> ComposeResult:
        self.update_classes(classes_of(self.app.size), update=False)  # else all is laid out twice, narrow at first
        self.leadbook.hold_keys()  # what is typed while the screen is made goes to what it shows then
        self._holds_keys = True
        yield Strip(self.leadbook.with_keys)
        yield from self.body()
        yield QuickLine()
        yield Static("", id="said", markup=False)
        yield KeyLine()

    @property
    def leadbook(self) -> Host:
        """The app this screen belongs to."""
        return host_of(self.app)

    @property
    def is_whole(self) -> bool:
        """Whether all that it shows is there: it has been made, and is not being taken apart."""
        return self.is_mounted and self.is_running

    @property
    def is_wide(self) -> bool:
        """Whether it is wide enough for panels side by side, as the style sheet's ``-wide`` says."""
        return self.size.width >= WIDE

    @property
    def is_tall(self) -> bool:
        """Whether it is tall enough for panels below each other, as the style sheet's ``-tall`` says."""
        return self.size.height >= TALL

    def body(self) -> ComposeResult:
        """The widgets between strip and quick line."""
        raise NotImplementedError

    def turn_to_what_waits(self) -> None:
        """Called where the third row of the frame sent somebody here, before the book is read: to what it spoke of."""

    def refresh_body(self) -> None:
        """Shows the book as it is now, without moving cursor or scroll. Reads run in exclusive async workers."""
        raise NotImplementedError

    def references(self) -> tuple[str, ...]:
        """The leads that ``outcome`` and ``assign`` act on: the selected ones, or the one under the cursor."""
        return ()

    def has_references(self) -> bool:
        """Whether there is a lead to act on; says so where there is none, for no key does nothing silently."""
        if not self.references():
            self.say(self.leadbook.with_keys(self.why_no_lead()))
        return bool(self.references())

    def why_no_lead(self) -> str:
        """What is said where a key finds no lead to act on."""
        return "No lead is here to act on: {new_lead} enters one, {import_file} brings in a file"

    def select_none(self) -> None:
        """Selects nothing, after what was selected has been acted on."""

    def book_changed(self) -> None:
        """Called when the screen comes to the front, and when its size changes."""
        self.show_figures()
        if self.leadbook.status is not None:
            self.refresh_body()

    def show_figures(self) -> None:
        """Shows the figures last read in the strip."""
        status = self.leadbook.status
        if status is not None and self.is_whole:  # it may have gone while another screen was painted
            self.query_one(Strip).show(status, self.leadbook.due)

    def call_actions(self, words: Mapping[str, str]) -> None:
        """Says in the footer, the palette and a row's menu what actions do as it stands now."""
        self.called = words
        self.query_one(KeyLine).call_them(words)

    def say(self, text: str) -> None:
        """Says what was done, in the line above the footer, until the next thing is said. Longer news takes more lines,
        so that no figure is covered.
        """
        self.said = text
        self._show_said()

    def _show_said(self) -> None:
        """Promises no key while it would be typed into a line."""
        types = isinstance(self.focused, Input)
        text = self.said.replace(self.leadbook.with_keys(UNDOES), "") if types else self.said
        before, self._seen = self._seen, text
        if text == before:
            return
        line = self.query_one("#said", Static)
        longer = max(cell_len(text), cell_len(before)) > self.size.width - 2 or "\n" in f"{text}{before}"
        lines = [Content.styled(said, "$text-warning" if said.startswith("! ") else "") for said in text.split("\n")]
        line.update(Content("\n").join(lines), layout=longer)

    def on_descendant_focus(self) -> None:
        self._show_said()

    def on_descendant_blur(self) -> None:
        self._show_said()

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self._come_to_the_front)

    def on_unmount(self) -> None:
        self._let_keys_come()

    def _come_to_the_front(self) -> None:
        if not self.is_whole:  # another one has come before it was painted, as where a copy takes the book's place
            return
        self.book_changed()
        self.query_one(KeyLine).look_at_the_seat()
        if self._holds_keys:
            self._be_made()

    @work(group="making", exit_on_error=False)
    async def _be_made(self) -> None:
        """Lets keys come when everything that the screen shows at first has been read."""
        try:
            async with asyncio.timeout(LONGEST_MAKING_SECONDS):
                while reads := [worker for worker in self.app.workers if self._reads_for(worker)]:
                    for read in reads:
                        with suppress(WorkerCancelled, WorkerFailed):  # a newer read took its place, or told of trouble
                            await read.wait()
        except TimeoutError:
            pass  # a keyboard is never dead
        finally:
            self._let_keys_come()

    def _reads_for(self, worker: Worker[object]) -> bool:
        return worker.group != "making" and not worker.is_finished and self in worker.node.ancestors_with_self

    def _let_keys_come(self) -> None:
        if self._holds_keys:
            self._holds_keys = False
            self.leadbook.release_keys()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_figures)
        self.set_class(self.size.width >= VAST, "-vast")
        self.set_class(self.size.height >= HIGH, "-high")
        self.fit()

    def fit(self) -> None:
        """Called when the size has changed; says as much as there is room for."""

    def action_outcome(self) -> None:
        """Records an outcome on the leads in question."""
        from tui.forms.outcome import OutcomeForm

        if self.has_references():
            self.app.push_screen(OutcomeForm(self.references()), self._acted)

    def action_assign(self) -> None:
        """Gives the leads in question to an officer."""
        from tui.forms.assign import AssignForm

        if self.has_references():
            self.app.push_screen(AssignForm(self.references()), self._acted)

    def action_copy_reference(self) -> None:
        """Sends the references of the leads in question to the terminal's clipboard."""
        if self.has_references():
            self.app.copy_to_clipboard("\n".join(self.references()))
            what = named_or_counted(self.references(), "reference")
            self.say(f"Sent {what} to the terminal's clipboard; a few terminals do not take it")

    def on_menu_asked(self, event: MenuAsked) -> None:
        """Shows what can be done with the row under the cursor, by the registry of actions."""
        event.stop()
        with_keys = self.leadbook.with_keys
        places = [place for place in self.PLACES if place != "leads" or self.references()]
        seat = self.leadbook.seat
        lines = [
            MenuLine(
                action.id,
                with_keys(f"{{{action.id}}}"),
                self.called.get(action.id, action.label),
                for_whom(seat, action.id),
            )
            for action in offered(places, self.idle)
        ]
        self.app.push_screen(RowMenu([MenuLine(_OPEN, "Enter", "Open"), *lines], event.x, event.y), self._do)

    def _do(self, chosen: str | None) -> None:
        if chosen == _OPEN and self.focused is not None:
            self.call_later(self.focused.run_action, "select" if isinstance(self.focused, Lines) else "open")
        elif chosen is not None:
            self.call_later(getattr(self, f"action_{chosen}"))

    def action_strike_out(self) -> None:
        """Takes a text of the lead in question out of the book for good."""
        from tui.forms.strike_out import StrikeOutForm

        if len(self.references()) > 1:
            self.say("One lead at a time is struck out; select none, or open one")
        elif self.has_references():
            self.app.push_screen(StrikeOutForm(self.references()[0], self.struck_out))

    def struck_out(self, reference: str) -> None:
        """Called with what a lead is called after a text of it was struck out."""

    def lead_added(self, reference: str) -> None:
        """Called when a lead was entered by hand."""

    def _acted(self, done: bool | None) -> None:
        if done:
            self.select_none()
