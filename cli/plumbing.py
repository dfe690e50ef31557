"""What every command needs: which book, which today, answers as text or JSON, errors as one line and an exit code."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from program.calendar import read_day
from program.refusals import BadInput, LeadbookError, LooksPersonal
from storage.errors import BookUnavailable, NotAllowed
from storage.text import printable, printable_lines

if TYPE_CHECKING:
    from storage.book import Book
    from storage.commands.base import Command
    from storage.surroundings import Surroundings
    from storage.views import Views
    from tui.settings.config import Config

T = TypeVar("T")


class Desk:
    """The command line's surroundings: the book's name, the config, today. Nothing is opened before it is asked for."""

    def __init__(
        self,
        book: str | None,
        *,
        anywhere: bool = False,
        acting: str | None = None,
        pin_fd: int | None = None,
        passphrase_file: str | None = None,
        asks: bool = True,
    ) -> None:
        self._book = book
        self.anywhere = anywhere
        self.acting = acting
        self.pin_fd = pin_fd
        self.passphrase_file = passphrase_file
        self.asks = asks
        """Whether there may be somebody at the terminal to ask; a shell that completes a word asks nobody."""
        self.as_json = False
        self.harmless = False

    @functools.cached_property
    def config(self) -> Config:
        """What the config file says. Raises BadInput where it cannot be read."""
        from tui.settings.config import config_path, read_config

        return read_config(config_path())

    @property
    def book_given(self) -> str | None:
        """The book of ``--book``, None where it was not given."""
        return self._book

    @property
    def book_name(self) -> str:
        """The book in use: ``--book``, else ``LEADBOOK_BOOK``, else the config file's, else the default place."""
        from storage.engine.places import default_book

        return self._book or os.environ.get("LEADBOOK_BOOK") or self.config.book or str(default_book())

    def place(self, name: str | None = None) -> str:
        """The name of the book in use, or the one given, to be opened or made.

        Raises BookUnavailable where its file lies on a share or in a synchronized folder, unless the user knows.
        """
        from storage.engine.shared_places import must_be_local

        chosen = name or self.book_name
        if not self.anywhere:
            must_be_local(chosen)
        return chosen

    @property
    def book_shown(self) -> str:
        """The book in use as it may be printed: without the password that a URL may hold."""
        from storage.engine.book_names import shown

        return shown(self.book_name)

    @functools.cached_property
    def surroundings(self) -> Surroundings:
        """The machine's clock and login, with ``LEADBOOK_TODAY`` as today where it is set."""
        from storage.surroundings import of_this_machine

        today = os.environ.get("LEADBOOK_TODAY")
        context = click.get_current_context(silent=True)
        try:
            here = of_this_machine(read_day(today) if today else None)
            return here if context is None else replace(here, program=context.command_path)
        except ValueError as problem:
            raise BadInput("LEADBOOK_TODAY", today, str(problem)) from None

    def open(self, name: str | None = None, *, upgrading: bool = True, seated: bool = True) -> Book:
        """Opens the book in use, or the one of that name; the caller closes it. The passphrase of an encrypted one is
        asked for.

        Where the book names its people, the one of ``--as`` sits down first, unless what is done needs nobody. What
        works with the book's records, and is not there to look after the file, needs a journal without a hole, too.
        """
        self.unlock(name or self.book_name)
        if not upgrading:
            from storage.book import Book

            return Book.open(self.place(name), self.surroundings)
        from storage.maintenance.opening import must_have_no_hole, open_book

        book = open_book(self.place(name), self.surroundings, backups=self.config.backups)
        try:
            if seated:
                from cli.sign_on import take_seat

                must_have_no_hole(book)
                take_seat(book, self.acting, self.pin_fd, self._banner)
        except BaseException:
            book.close()
            raise
        return book

    @property
    def _banner(self) -> str:
        """What is shown to who signs on, before the book; a program that asks for JSON is shown nothing."""
        return "" if self.as_json else self.config.banner

    def ask_an_owner(self) -> None:
        """Where the book in use names its people, has an owner of it sit down. One that cannot be opened asks nobody.

        Raises NotAllowed where somebody else does.
        """
        try:
            book = self.open(upgrading=False)
        except LeadbookError:
            return
        with book:
            from cli.sign_on import take_seat

            take_seat(book, self.acting, self.pin_fd, self._banner)
            owners = {one.person_id for one in book.view.people() if one.is_owner}
            if book.seated not in owners | {None}:
                raise NotAllowed(f"{self.acting} is no owner of the book, and this is for an owner")

    def unlock(self, name: str) -> None:
        """Asks for the passphrase of the book of that name, where it is encrypted and its key is not known.

        Raises WrongPassphrase where it does not open it, NeedsPassphrase where nobody can be asked.
        """
        from storage.engine.encryption import needs_passphrase

        if (path := needs_passphrase(name, self.surroundings.keys)) is not None:
            from cli.passphrase import unlock

            unlock(path, self.surroundings.keys, self.passphrase_file, asks=self.asks)

    def damage(self) -> str | None:
        """What is wrong with the book in use, where a check finds something; None where there is none to look at."""
        from storage.maintenance.damage import damage_of

        try:
            with self.open(upgrading=False) as book:
                return damage_of(book)
        except LeadbookError:
            return None

    def new_place(self) -> str:
        """The name of the book in use, for a book that is to be made there.

        Raises BadInput on a server that holds a book already: of two agencies in one database neither this command line
        nor the app can say which one is meant. A file is looked at when it is made.
        """
        from storage.schema.revision import book_on_server

        place = self.place()
        if book_on_server(place):
            raise BadInput("book", self.book_shown, "the database holds a book already; name another")
        return place

    def run(self, action: Command) -> None:
        """Runs a command of the book and prints its confirmation, what else is to be known on standard error."""
        with self.open() as book:
            self.run_in(book, action)

    def run_in(self, book: Book, action: Command) -> None:
        """The same in a book that is open."""
        from reports.journal import confirmation_data

        confirmation = book.run(replace(action, harmless=self.harmless))
        if action.is_anchored and confirmation.entry is not None and self.config.anchors:
            from storage.maintenance.anchors import anchor

            failed = anchor(book, self.config.anchors, confirmation.entry, type(action).__name__)
            confirmation = replace(confirmation, notes=(*confirmation.notes, *failed))
        for note in confirmation.notes:
            self.narrate(note)
        self.answer(lambda: confirmation_data(confirmation), lambda: confirmation.said)

    def work(self, function: Callable[[], T]) -> T:
        """What long work returns, or raises; a terminal is told how far it has come, and Ctrl-C leaves it.

        Raises BrokenOff where it was left, and then nothing was changed.
        """
        from cli.long_work import seen_through

        return seen_through(function, sys.stderr)

    def show(self, ask: Callable[[Views], T], data: Callable[[T], Any], text: Callable[[T], str]) -> None:
        """Asks the book one question and prints what it answers."""
        with self.open() as book:
            found = ask(book.view)
        self.answer(lambda: data(found), lambda: text(found))

    def answer(self, data: Callable[[], Any], text: Callable[[], str]) -> None:
        """Prints the one object of ``--json``, or the text."""
        if self.as_json:
            sys.stdout.write(json.dumps(_printable(data())) + "\n")  # ASCII, so that it is JSON in any encoding
        else:
            self.say(text())

    def say(self, text: str) -> None:
        """Prints lines without anything that could act on a terminal; nothing of an empty text."""
        if text:
            sys.stdout.write(printable_lines(text) + "\n")

    def narrate(self, text: str) -> None:
        """Prints a line to standard error."""
        sys.stderr.write(printable(text) + "\n")


class GroupWithDefault(click.Group):
    """A group that is a command itself: ``quarter FY2026-Q1`` as well as ``quarter close FY2026-Q1``.

    It is ours, since click-default-group, last released in 2023, takes a shell that asks what may come next for the
    default command: inside its groups no subcommand is ever offered.
    """

    def __init__(self, *arguments: Any, default: str, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts the default command's name before words that name none."""
        if ctx.resilient_parsing and not args:  # the shell asks what may come next, which may be a subcommand
            return super().parse_args(ctx, args)
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What may come next: a subcommand, or what the default command takes."""
        default = self.commands[self.default]
        inner = default.make_context(self.default, [], parent=ctx, resilient_parsing=True)
        asked: list[click.Command | click.Parameter] = [default] if incomplete.startswith("-") else []
        asked += [parameter for parameter in default.params if isinstance(parameter, click.Argument)][:1]
        found = super().shell_complete(ctx, incomplete)
        for one in asked:
            found += one.shell_complete(inner, incomplete)
        return list({item.value: item for item in found}.values())


def command(
    name: str, *, example: str, of: click.Group | None = None, takes_text: bool = False
) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with ``--json``, in the group ``of``; its errors become one line and the contract's exit code.

    Its help ends with ``example``, a line that runs as it stands. One that ``takes_text`` has ``--harmless`` too.

    The function is handed the Desk first; an integer that it returns is the exit code.
    """

    def make(function: Callable[..., Any]) -> click.Command:
        @functools.wraps(function)
        def run(*, as_json: bool, harmless: bool = False, **options: Any) -> None:
            desk = click.get_current_context().find_object(Desk) or Desk(None)
            desk.as_json, desk.harmless = as_json, harmless
            from storage.engine.locks import telling_of_waits

            try:
                with telling_of_waits(lambda line: desk.narrate(f"{line}; it goes on by itself")):
                    code = guarded(function)(desk, **options)
            except Exception:
                damage = desk.damage()
                if damage is None:
                    raise
                sys.stderr.write(f"leadbook: {printable(damage)}\n")
                raise SystemExit(BookUnavailable.exit_code) from None
            if code:
                raise SystemExit(code)

        with_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
        with_options = with_json(run)
        if takes_text:
            with_options = click.option("--harmless", is_flag=True, help=_HARMLESS)(with_options)
        made: click.Command = click.command(name, epilog=f"Example:\n\n\b\n  {example}")(with_options)
        if of is not None:
            of.add_command(made)
        return made

    return make


_HARMLESS = "Take a text that looks like a person's detail but is none; the journal says so."


def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its errors turned into one line without a traceback, and an exit code."""

    @functools.wraps(function)
    def run(*arguments: Any, **options: Any) -> Any:
        try:
            return function(*arguments, **options)
        except LeadbookError as error:
            hint = "; if it names nobody, say --harmless" if isinstance(error, LooksPersonal) else ""
            sys.stderr.write(f"leadbook: {printable(str(error))}{hint}\n")
            raise SystemExit(error.exit_code) from None
        except BrokenPipeError:
            close_quietly()
            raise SystemExit(0) from None
        except KeyboardInterrupt:
            raise SystemExit(130) from None
        except OSError as error:
            named = f"{error.filename}: " if isinstance(error.filename, str) else "a file or the disk: "
            reason = error.strerror or type(error).__name__
            sys.stderr.write(f"leadbook: {printable(f'{named}cannot be read or written ({reason})')}\n")
            raise SystemExit(BookUnavailable.exit_code) from None

    return run


def close_quietly() -> None:
    """Drops what is still to be printed: nobody reads it any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _printable(data: Any) -> Any:
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, dict):
        return {printable(key): _printable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_printable(value) for value in data]
    return data
