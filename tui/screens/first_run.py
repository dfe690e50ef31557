"""The first start: whose book it will be, or the demo."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.suggester import SuggestFromList
from textual.widgets import Footer, Input, Static

from storage.book import Book
from storage.commands.agency import CreateAgency
from storage.config import demo_book
from storage.demo import make_demo
from storage.errors import LeadbookError
from storage.importing.agency_list import ListedAgency, agencies_in
from storage.surroundings import Surroundings
from storage.text import compared
from tui.dialogs.base import field
from tui.dialogs.completers import FileCompleter


class FirstRun(Screen[Book | None]):
    """Asks for agency, state and ORI; ``d`` or ctrl+d opens the demo. Dismissed with an open book, or None."""

    BINDINGS = [  # noqa: RUF012
        Binding("ctrl+d", "demo", "Look at the demo", priority=True),
        Binding("escape", "leave", "Leave"),
    ]

    def __init__(self, book_name: str, surroundings: Surroundings) -> None:
        super().__init__()
        self.book_name = book_name
        self.surroundings = surroundings
        self._listed: tuple[ListedAgency, ...] = ()

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="first-run", can_focus=False):
            yield Static(Content.styled("Welcome to Leadbook", "bold"))
            yield Static(Content("Whose book is it? Only the agency's name and state are needed.\n"))
            yield field("Agency", "agency", "", "Example County Sheriff's Office")
            yield field("State", "state", "", "TX")
            yield field("ORI", "ori", "", "optional")
            yield field(
                "From list", "list", "", "optional: ICE's published list (XLSX) completes the name", FileCompleter()
            )
            yield Static("", id="error", classes="dialog-error", markup=False)
            yield Static(
                Content(
                    "Enter makes the book. ctrl+d, or a d as the agency, opens a demo with synthetic data.\n"
                    f"The book will be kept at {self.book_name}"
                ),
                classes="dialog-hint",
            )
        yield Footer(show_command_palette=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """A listed agency brings its state."""
        if event.input.id == "agency":
            found = [agency for agency in self._listed if compared(agency.name) == compared(event.value)]
            if len(found) == 1:
                self.query_one("#state", Input).value = found[0].state

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter makes the book, or reads the list."""
        event.stop()
        if event.input.id == "list" and event.value.strip():
            self._read_list(Path(event.value.strip()).expanduser())
            return
        if event.input.id == "agency" and event.value.strip().casefold() == "d":
            self.action_demo()
            return
        agency, state, ori = (self.query_one(f"#{name}", Input).value for name in ("agency", "state", "ori"))
        first = CreateAgency(agency, state, ori or None)
        self._make(lambda: Book.create(self.book_name, first, self.surroundings))

    def action_demo(self) -> None:
        """Makes the demo book, beside the real one."""
        self._make(lambda: make_demo(demo_book(), self.surroundings))

    def action_leave(self) -> None:
        """Leaves without a book."""
        self.dismiss(None)

    @work(group="making", exclusive=True, exit_on_error=False)
    async def _make(self, make: Callable[[], Book]) -> None:
        self._say("Making the book …")
        try:
            book = await asyncio.to_thread(make)
        except LeadbookError as error:
            self._say(str(error))
        else:
            self.dismiss(book)

    @work(group="list", exclusive=True, exit_on_error=False)
    async def _read_list(self, file: Path) -> None:
        try:
            self._listed = await asyncio.to_thread(agencies_in, file)
        except LeadbookError as error:
            self._say(str(error))
            return
        agency = self.query_one("#agency", Input)
        agency.suggester = SuggestFromList([found.name for found in self._listed], case_sensitive=False)
        agency.focus()
        self._say(f"{len(self._listed):,} agencies: type the name, → completes it")

    def _say(self, text: str) -> None:
        self.query_one("#error", Static).update(Content(text))
