"""The entry point: the group of commands, each loaded only when it is asked for, so that ``--help`` answers at once."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from cli.parameters import FILE
from cli.plumbing import Desk, guarded
from storage.text import printable

_COMMANDS = {
    "init": ("cli.book", "init", "Make a book for an agency."),
    "serve": ("cli.serve", "serve", "Open the app in a window of a browser instead of the terminal."),
    "demo": ("cli.book", "demo", "Make a synthetic book, watermarked DEMO, and open it."),
    "first-steps": ("cli.first_steps", "first_steps", "What a new book still has none of."),
    "keys": ("cli.keys", "keys", "The app's keys as the config file has them."),
    "where": ("cli.book", "where", "Say which book, config file and backups are in use."),
    "status": ("cli.status", "status", "The live figures of a quarter."),
    "quarter": ("cli.quarter", "quarter", "A quarter's summary; close it, amend it, list all."),
    "statement": ("cli.statement", "statement", "Write a quarter's statement to a folder, and verify one."),
    "ice-count": ("cli.ice_count", "ice_count", "ICE's own count of a quarter beside ours."),
    "open-records": ("cli.disclosure", "open_records", "What answers an open-records request on a quarter."),
    "disclosures": ("cli.disclosure", "disclosures", "What was given to whom."),
    "award": ("cli.award", "award", "What was expected, claimed, approved and received."),
    "what-if": ("cli.what_if", "what_if", "What the rate and award would be; nothing is saved."),
    "review": ("cli.review", "review", "Verify or return outcomes that somebody else recorded."),
    "people": ("cli.people", "people", "Who keeps the book: what each may do, PINs, who was shut out."),
    "rejects": ("cli.rejects", "rejects", "Imports with rejected rows, and whether they are dealt with."),
    "lead": ("cli.lead", "lead", "Enter, assign, show and list leads."),
    "outcome": ("cli.outcome", "outcome", "Record what became of a lead."),
    "officer": ("cli.officer", "officer", "The roster and each officer's standing."),
    "pay": ("cli.pay", "pay", "What an officer is paid from a day on."),
    "time": ("cli.pay", "time", "An officer's hours of a month; a payroll file."),
    "claim": ("cli.claim", "claim", "What may be claimed for a month or quarter, and what became of it."),
    "rules": ("cli.rules", "rules", "What of pay may be claimed; an agency's own reading."),
    "receipt": ("cli.receipt", "receipt", "Money that came: book it, apply it to claims."),
    "receivables": ("cli.receipt", "receivables", "Money still to come, by age."),
    "purchase": ("cli.receipt", "purchase", "What start-up money was spent on, and what is left."),
    "import": ("cli.import_file", "import_leads", "Bring in leads from CSV, TSV, XLSX, ODS or JSON Lines."),
    "watched": ("cli.watched", "watched", "Files that wait in the watched folder."),
    "time-zone": ("cli.time_zone", "time_zone", "In which time zone the agency's days begin."),
    "undo": ("cli.journal", "undo", "Take back the last command, or a numbered entry."),
    "redo": ("cli.journal", "redo", "Put back what the last undo took."),
    "journal": ("cli.journal", "journal", "Every change: who, when and what."),
    "retention": ("cli.retention", "retention", "How long records are kept, holds, and what is due."),
    "audit-review": ("cli.audit_review", "audit_review", "What of a week's entries has to be looked at, and who has."),
    "strike-out": ("cli.strike_out", "strike", "Take a text out of the book for good, journal included."),
    "check": ("cli.maintenance", "check", "Look whether book, journal and figures are sound."),
    "backup": ("cli.maintenance", "backup", "Make a verified copy of the book."),
    "restore": ("cli.maintenance", "restore", "Put a verified copy in the book's place."),
    "rekey": ("cli.rekey", "rekey", "Encrypt the book, change its passphrase, or take the encryption off."),
    "keyring": ("cli.keyring", "keyring", "Have the system's keyring remember an encrypted book's passphrase."),
    "export": ("cli.maintenance", "export", "Write the whole book as JSON Lines."),
    "load": ("cli.maintenance", "load", "Make a book from an export."),
}


class Commands(click.Group):
    """A group whose commands are imported when they are called or their own help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a coordinator meets them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in _COMMANDS:
            return None
        module, attribute, _ = _COMMANDS[cmd_name]
        found: click.Command = getattr(import_module(module), attribute)
        return found

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, *, standalone_mode: bool = True, **extra: Any
    ) -> Any:
        """Runs a command line. What is wrong with it is one line, and one says where help is; exit code 2."""
        if not standalone_mode:
            return super().main(args, standalone_mode=False, **extra)
        try:
            code = guarded(super().main)(args, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as bare:
            sys.stderr.write(bare.format_message() + "\n")
            sys.exit(bare.exit_code)
        except click.UsageError as wrong:
            path = wrong.ctx.command_path if wrong.ctx else "leadbook"
            sys.stderr.write(f"leadbook: {printable(_told(wrong))}\n{path} --help says more\n")
            sys.exit(wrong.exit_code)
        sys.exit(code if isinstance(code, int) else 0)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence) for name, (_, _, sentence) in _COMMANDS.items()])


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--book", metavar="PATH|URL", help="The book: a file, or the URL of a PostgreSQL database.")
@click.option(
    "--i-know", is_flag=True, envvar="LEADBOOK_I_KNOW", help="Open a book on a share or in a synchronized folder too."
)
@click.option("--as", "acting", metavar="NAME", help="Who acts, in a book that names its people; the PIN is asked for.")
@click.option(
    "--pin-fd", type=click.IntRange(0), metavar="N", help="Read the PIN from this file descriptor instead of asking."
)
@click.option(
    "--passphrase-file",
    type=FILE,
    help="Take the passphrase of an encrypted book from this file, which only you may read, instead of asking for it.",
)
@click.version_option(package_name="leadbook", prog_name="leadbook")
@click.pass_context
def leadbook(
    ctx: click.Context,
    book: str | None,
    i_know: bool,
    acting: str | None,
    pin_fd: int | None,
    passphrase_file: str | None,
) -> None:
    """The case book of a 287(g) agency's coordinator. Without a command it opens the app."""
    ctx.obj = Desk(book, anywhere=i_know, acting=acting, pin_fd=pin_fd, passphrase_file=passphrase_file)
    if ctx.invoked_subcommand is None:
        guarded(_open)(ctx.obj)


def _told(wrong: click.UsageError) -> str:
    """What is wrong with a command line, without words of it that look like a detail of a person: a name of two words
    that was not put in quotation marks is too many words to click, which repeats them."""
    from program.personal.guard import kind_of
    from program.personal.kinds import Where

    said = wrong.format_message()
    repeated = re.findall(r"'([^']*)'|\(([^()]*)\)", said)
    if any(kind_of(" ".join(parts).strip(), Where.NUMBERED) for parts in repeated) or "unexpected extra" in said:
        return re.sub(r"\s*(?:'[^']*'|\([^()]*\))", "", said)
    return said


def _open(desk: Desk) -> None:
    """Opens the app; where there is neither a terminal nor a browser's window it prints the plain status instead."""
    in_a_window = "TEXTUAL_DRIVER" in os.environ  # who names what the app is to paint on needs no terminal
    if in_a_window or (sys.stdin.isatty() and sys.stdout.isatty()):
        from tui.app.run import run

        if desk.passphrase_file is not None:
            desk.unlock(desk.book_name)
        raise SystemExit(run(desk.place(), desk.surroundings, desk.config, desk.acting or ""))
    from storage.errors import NoBook

    try:
        with desk.open() as book:
            from reports.figures import status_text

            desk.say(status_text(book.view.status()))
    except NoBook:
        desk.say("There is no book yet. Make one with leadbook init, or look at one with leadbook demo --into PATH.")


def main() -> None:
    """Runs the command line; leaves with the contract's exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    sys.excepthook = lambda _, error, __: _say_of(error)  # Python's own prints the message, which may hold data
    threading.excepthook = lambda failed: _say_of(failed.exc_value)
    leadbook(prog_name="leadbook")


def _say_of(error: BaseException | None) -> None:
    from reports.failure import last_words

    if error is not None and not isinstance(error, KeyboardInterrupt):
        sys.stderr.write(last_words(error) + "\n")
