"""The first start: whose book it will be, or the demo."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.suggester import Suggester
from textual.widgets import Button, Input, Static

from program.refusals import BadInput, LeadbookError
from program.states import NAMES, state_beginning, state_code
from reports.words import short_day
from storage.book import Book
from storage.commands.agency import CreateAgency
from storage.engine.book_names import shown
from storage.engine.places import demo_book
from storage.importing.agency_list import ListedAgency, agencies_in, matching, published_lists
from storage.keys import SHORTEST
from storage.maintenance.demo import make_demo
from storage.surroundings import Surroundings
from storage.text import compared, number_of, printable
from tui.book.threads import in_a_thread
from tui.failures import TellsOfFailure
from tui.forms.completers import FileCompleter
from tui.forms.file_picker import FilePicker
from tui.forms.menu import Menu
from tui.host import host_of
from tui.once import LeavesOnce
from tui.widgets.choices import Choice
from tui.widgets.key_line import KeyLine
from tui.widgets.text_line import Answer, TextLineRow

_FOLDERS = "folders"


class FirstRun(LeavesOnce, Screen[Book | None], TellsOfFailure):
    """Asks for agency, state, ORI and a passphrase, or makes the demo. Dismissed with an open book, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "make", "Make the book"),
        Binding("ctrl+d", "demo", "Look at the demo", key_display="^d", priority=True),
        Binding("d", "demo", "Look at the demo", show=False),
        Binding("f2", "pick_list", "Pick ICE's list"),
        Binding("escape", "leave", "Leave"),
    ]

    def __init__(self, book_name: str, surroundings: Surroundings) -> None:
        super().__init__()
        self.book_name = book_name
        self.surroundings = surroundings
        self._listed: tuple[ListedAgency, ...] = ()
        self._is_making = False
        self._found: tuple[Path, ...] = ()
        """ICE's lists that are saved on this machine."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="first-run", can_focus=False):
            yield Static(Content("Leadbook"), classes="first-run-title")
            yield Static(Content("There is no book here yet. Whose will it be?"), classes="first-run-words")
            yield TextLineRow(
                "Agency", "agency", "", "Example County Sheriff's Office", suggester=_AgencyCompleter(self)
            )
            yield TextLineRow(
                "State", "state", "", "by name or letters: Texas, TX", suggester=_StateCompleter(), echo=_state_read
            )
            yield TextLineRow("ORI", "ori", "", "optional: the originating agency identifier")
            yield TextLineRow(
                "From list", "list", "", "optional: ICE's published list (XLSX); F2 picks it", suggester=FileCompleter()
            )
            yield TextLineRow(
                "Passphrase",
                "passphrase",
                "",
                f"optional: encrypts the book; {SHORTEST} characters or more",
                unseen=True,
            )
            yield TextLineRow("Once more", "again", "", "the same passphrase", unseen=True)
            yield Answer()
            yield Button("Make the book", id="make", compact=True)
            yield Button("Look at the demo", id="demo", compact=True)
            yield Static(
                Content(
                    f"Enter makes the book: {printable(shown(self.book_name))}\n"
                    "ctrl+d opens a demo with synthetic data instead, in a book of its own.\n"
                    "ICE's list of participating agencies completes the agency's name as ICE writes it, and brings its "
                    "state; nothing else is taken from it.\n"
                    "Nobody opens an encrypted book without its passphrase: write it down."
                ),
                classes="dialog-hint",
            )
        yield KeyLine()

    def on_mount(self) -> None:
        """Looks whether ICE's list was saved on this machine."""
        self._find_list()

    def on_input_changed(self, event: Input.Changed) -> None:
        """A listed agency brings its state; where several states have one of that name, says which. What was refused
        of a line is said until it changes.
        """
        self.query_one(Answer).forget_changed()
        if event.input.id == "agency":
            found = sorted(agency.state for agency in self._called(event.value))
            if len(found) == 1:
                self.query_one("#state", Input).value = found[0]
                self._say(f"{printable(event.value)}, {found[0]}, as ICE's list has it. Enter makes the book")
            elif found:
                self._say(f"The list has it in {', '.join(found)}: type its state")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter makes the book, or reads the list."""
        event.stop()
        if event.input.id == "list" and event.value.strip():
            self._read_list(Path(event.value.strip()).expanduser())
        elif event.input.id == "agency" and event.value.strip().casefold() == "d":
            self.action_demo()
        else:
            self.action_make()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The two ways to begin."""
        event.stop()
        if event.button.id == "demo":
            self.action_demo()
        else:
            self.action_make()

    def action_make(self) -> None:
        """Makes the book of the agency that was typed."""
        agency, state, ori = (self.query_one(f"#{name}", Input).value for name in ("agency", "state", "ori"))
        listed = [known.name for known in self._called(agency)]
        first = CreateAgency(listed[0] if listed else agency, state, ori or None, first_steps=True)
        passphrase, again = (self.query_one(f"#{name}", Input).value for name in ("passphrase", "again"))
        if passphrase != again:
            self._refuse(BadInput("again", "", "write the same passphrase as above"))
            return
        self._make(
            "Making the book",
            lambda: Book.create(self.book_name, first, self.surroundings, passphrase=passphrase or None),
        )

    def action_demo(self) -> None:
        """Makes the demo book, beside the real one."""
        self._make("Making the demo", lambda: make_demo(demo_book(), self.surroundings), may_be_left=True)

    def action_pick_list(self) -> None:
        """Offers ICE's lists that are saved here, and the folders."""
        today = self.surroundings.today()
        choices = [Choice(str(at), _list_words(file, today)) for at, file in enumerate(self._found)]
        menu = Menu(
            "ICE's list of participating agencies", [*choices, Choice(_FOLDERS, "another file, from the folders")]
        )

        def chosen(done: bool | None) -> None:
            if done and menu.picked == _FOLDERS:
                self._browse()
            elif done and menu.picked is not None:
                self._take_list(self._found[int(menu.picked)])

        self.app.push_screen(menu, chosen)

    def _browse(self) -> None:
        picker = FilePicker(self._found[0].parent if self._found else None, [])

        def chosen(done: bool | None) -> None:
            if done and picker.picked is not None:
                self._take_list(picker.picked)

        self.app.push_screen(picker, chosen)

    def _take_list(self, file: Path) -> None:
        self.query_one("#list", Input).value = str(file)
        self._read_list(file)

    def action_leave(self) -> None:
        """Leaves without a book; not while one is being made."""
        if not self._is_making:
            self.dismiss(None)

    def suggestions(self, typed: str) -> tuple[ListedAgency, ...]:
        """The agencies of the list that was read whose name begins as typed."""
        return tuple(a for a in matching(self._listed, typed) if a.name.casefold().startswith(typed.casefold()))

    def _called(self, name: str) -> list[ListedAgency]:
        """The agencies of the list that are called so, however it was typed."""
        return [agency for agency in self._listed if compared(agency.name) == compared(name)]

    def _make(self, heading: str, make: Callable[[], Book], *, may_be_left: bool = False) -> None:
        """Makes one book: whoever asks for another one meanwhile would find the first half made."""
        if not self._is_making:
            self._is_making = True
            self._say(f"{heading} …")
            self._wait_for(heading, make, may_be_left)

    @work(group="making", exit_on_error=False)
    async def _wait_for(self, heading: str, make: Callable[[], Book], may_be_left: bool) -> None:
        try:
            book = await (host_of(self.app).work(heading, make) if may_be_left else in_a_thread(make, to_its_end=True))
        except LeadbookError as problem:
            self._refuse(problem)
        else:
            self.dismiss(book)
        finally:
            self._is_making = False

    @work(group="list", exclusive=True, exit_on_error=False)
    async def _read_list(self, file: Path) -> None:
        self._say("Reading the list …")
        try:
            self._listed = await asyncio.to_thread(agencies_in, file)
        except LeadbookError as problem:
            self._refuse(problem)
            return
        self.query_one("#agency", Input).focus()
        states = number_of(len({agency.state for agency in self._listed}), "state")
        self._say(
            f"{printable(file.name)} has {len(self._listed):,} agencies of {states}. "
            "Type the beginning of yours; Tab completes it"
        )

    @work(group="finding", exclusive=True, exit_on_error=False)
    async def _find_list(self) -> None:
        self._found = await asyncio.to_thread(published_lists)
        if self._found:
            lists = number_of(len(self._found), "published list")
            self._say(f"{lists} of ICE's on this machine: F2 shows which, and takes one")

    def _say(self, text: str) -> None:
        self.query_one(Answer).accept(text)
        self.query(Input).remove_class("-refused")

    def _refuse(self, problem: LeadbookError) -> None:
        name = {"file": "list"}.get(problem.field, problem.field) if isinstance(problem, BadInput) else ""
        entries = list(self.query(Input))
        for entry in entries:
            entry.set_class(entry.id == name, "-refused")
            if entry.id == name:
                entry.focus()
        names = ("passphrase", "again") if name == "again" else (name,)
        self.query_one(Answer).refuse(str(problem), [entry for entry in entries if entry.id in names] or entries)


def _list_words(file: Path, today: date) -> str:
    """A file's name, its folder, and when it was saved."""
    saved = short_day(datetime.fromtimestamp(file.stat().st_mtime).astimezone().date(), today)
    return f"{file.name} · {file.parent.name or file.parent} · saved {saved}"


class _AgencyCompleter(Suggester):
    """Completes an agency's name from the list that was read."""

    def __init__(self, screen: FirstRun) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._screen = screen

    async def get_suggestion(self, value: str) -> str | None:
        """The first name that begins so, with what was typed as it was typed."""
        found = self._screen.suggestions(value)
        return value + found[0].name[len(value) :] if found else None


class _StateCompleter(Suggester):
    """Completes a state's name."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The first name that begins so, with what was typed as it was typed."""
        name = state_beginning(value)
        return None if name is None else value + name[len(value) :]


def _state_read(typed: str) -> str:
    """Which state is meant, beside what was typed; ``?`` while it can be none or several."""
    if not typed.strip():
        return ""
    try:
        return NAMES[state_code(typed)]
    except ValueError:
        return "?"
