"""Runs the app on a book, and sees what was handed in through when it is left."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from program.refusals import LeadbookError
from storage.text import printable
from tui.app import LeadbookApp
from tui.failures import in_words

if TYPE_CHECKING:
    from storage.surroundings import Surroundings
    from tui.bookkeeper import Bookkeeper
    from tui.config import Config


def _back_up(keeper: Bookkeeper) -> None:
    """Backs up what was recorded, where something was; ctrl+c leaves without it."""
    try:
        if keeper.safekeeping.is_behind():
            sys.stderr.write("Leadbook is making a backup of what was recorded …\n")
            keeper.safekeeping.back_up()
    except LeadbookError as problem:
        sys.stderr.write(f"leadbook: no backup was made: {printable(in_words(problem))}\n")
    except KeyboardInterrupt:
        sys.stderr.write("leadbook: left without a backup\n")


def run(book_name: str, surroundings: Surroundings, config: Config) -> int:
    """Runs the app on the book of that name until the user leaves it; returns the exit code of the contract."""
    app = LeadbookApp(book_name, surroundings, config.keys, config.profiles, config.theme, config.backups)
    code = app.run() or app.return_code or 0
    if (keeper := app.keeper) is not None:
        if keeper.is_writing:
            sys.stderr.write("Leadbook is still writing in the book, and ends when that is done …\n")
        for problem in keeper.close(lambda: _back_up(keeper)):
            sys.stderr.write(f"leadbook: {printable(in_words(problem))}\n")
            code = problem.exit_code if isinstance(problem, LeadbookError) else 1
    return code
