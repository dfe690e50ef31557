"""What a screen, a form and a widget may ask of the app that they live in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from textual.notifications import SeverityLevel
from textual.worker import Worker

if TYPE_CHECKING:
    from program.people import Acting
    from program.refusals import LeadbookError
    from reports.due import DueLine
    from storage.commands.base import Command, Confirmation
    from storage.engine.locks import BreakOff
    from storage.surroundings import Surroundings
    from storage.views.status import Status
    from tui.book.bookkeeper import Bookkeeper
    from tui.settings.config import Profile

T = TypeVar("T")


class Host(Protocol):
    """The app over one open book."""

    surroundings: Surroundings
    status: Status | None
    profiles: Mapping[str, Profile]
    drafts: dict[str, Mapping[str, object]]
    due: Sequence[DueLine]
    quick_lines: list[str]
    banner: str
    comes: str
    seat: Acting | None
    left: Acting | None
    filters: dict[str, list[str]]
    messages: Sequence[str]

    @property
    def bookkeeper(self) -> Bookkeeper:
        """The way to the open book."""

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be recorded, since the book lies where nothing can be written."""

    @property
    def officers(self) -> tuple[tuple[str, str], ...]:
        """Badge and name of everybody on the roster, by name, as of the figures last read."""

    def with_keys(self, words: str) -> str:
        """Words of ours in which ``{outcome}`` stands for the key of that action."""

    def carry_out(
        self,
        command: Command,
        then: Callable[[Confirmation], object] | None = None,
        refused: Callable[[LeadbookError], object] | None = None,
        *,
        tell_notes: bool = True,
        notes_as: str = "",
        as_work: str = "",
        aside: Callable[[], Callable[[], object] | None] | None = None,
        done_before: str = "",
    ) -> Worker[None]:
        """Hands a command in at once; says what came of it, and calls ``then`` or ``refused``: ends then."""

    async def work(self, heading: str, function: Callable[[], T]) -> T:
        """What long work returns, or raises, from a thread of its own; BrokenOff where somebody left it."""

    async def see_through(self, heading: str, by: BreakOff, answer: Awaitable[T], *, only_looks: bool = False) -> T:
        """Waits for the answer of long work, which ``by`` breaks off where somebody leaves it."""

    def put_back(self, copy: Path) -> object:
        """Closes the book, puts a copy in its place, and opens what stands there then."""

    def erase_struck(self) -> object:
        """Clears free pages and backups of what was struck out; tells what could not be reached."""

    def put_under(self, present: str | None, passphrase: str | None) -> object:
        """Closes the book, puts it under another passphrase, or none, and opens it again; says what came of it."""

    def look_at_folder(self) -> object:
        """Looks anew which files wait in the watched folder."""

    def keep_safe(self) -> object:
        """Makes a backup where one is due."""

    def read_due(self) -> object:
        """Reads anew what has come due, and shows it."""

    def hold_keys(self) -> None:
        """Keys typed from now on wait until ``release_keys``."""

    def release_keys(self) -> None:
        """Ends one ``hold_keys``."""

    def hold_keys_for(self, effect: Coroutine[Any, Any, None]) -> None:
        """Runs ``effect``; keys typed from now on wait until it has ended."""

    def say(self, text: str) -> None:
        """Says what was done, in the line above the keys, until the next thing is said."""

    def notify(
        self, message: str, *, title: str = "", severity: SeverityLevel = "information", timeout: float | None = None
    ) -> None:
        """Shows a sentence for a while."""

    def lock(self, *, idle: bool = False) -> None:
        """Covers everything until somebody sits down."""

    async def unlock(self, acting: Acting | None) -> None:
        """Shows again what was covered, to who has sat down."""

    def action_undo(self) -> None:
        """Asks whether the last command is taken back."""

    async def action_leads(self) -> None:
        """Goes to the register."""

    async def action_officers(self) -> None:
        """Goes to the officers."""

    async def action_journal(self) -> None:
        """Goes to the journal."""


def host_of(app: object) -> Host:
    """The app as what is on it sees it."""
    return cast("Host", app)
