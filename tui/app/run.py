"""Runs the app on a book, and sees what was handed in through when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from program.refusals import LeadbookError
from storage.text import printable
from tui.app.shell import LeadbookApp
from tui.failures import in_words
from tui.settings.history import keep_history, read_history
from tui.terminal import say

if TYPE_CHECKING:
    from storage.surroundings import Surroundings
    from tui.book.bookkeeper import Bookkeeper
    from tui.settings.config import Config


def _back_up(keeper: Bookkeeper) -> None:
    """Backs up what was recorded, where something was; ctrl+c leaves without it."""
    try:
        if keeper.safekeeping.is_behind():
            say("Leadbook is making a backup of what was recorded …")
            keeper.safekeeping.back_up()
    except LeadbookError as problem:
        say(f"leadbook: no backup was made: {printable(in_words(problem))}")
    except KeyboardInterrupt:
        say("leadbook: left without a backup")


def run(book_name: str, surroundings: Surroundings, config: Config, who: str = "") -> int:
    """Runs the app on the book of that name until the user leaves it; returns the exit code of the contract.

    ``who`` is the name that stands there for who sits down first.
    """
    folders, lock = (config.backups, config.anchors, config.watch), (config.lock_minutes, config.banner)
    app = LeadbookApp(book_name, surroundings, config.keys, config.profiles, config.theme, *folders, *lock)
    app.comes = who
    from storage.engine.encryption import is_encrypted

    may_keep = not is_encrypted(book_name)  # what is typed over a book that is a secret stays with it
    before = read_history() if may_keep else {}
    app.filters = {name: list(lines) for name, lines in before.items()}
    code = app.run() or app.return_code or 0
    if may_keep and app.filters != before:
        keep_history(app.filters)
    if (keeper := app.keeper) is not None:
        if keeper.is_writing:
            say("Leadbook is still writing in the book, and ends when that is done …")
        for problem in keeper.close(lambda: _back_up(keeper)):
            say(f"leadbook: {printable(in_words(problem))}")
            code = problem.exit_code if isinstance(problem, LeadbookError) else 1
        for unsaid in keeper.unsaid:
            say(f"leadbook: {printable(unsaid)}")
    return code
