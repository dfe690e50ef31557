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
    from tui.config import Config


def run(book_name: str, surroundings: Surroundings, config: Config) -> int:
    """Runs the app on the book of that name until the user leaves it; returns the exit code of the contract."""
    app = LeadbookApp(book_name, surroundings, config.keys, config.profiles, config.theme)
    code = app.run() or app.return_code or 0
    if app.keeper is not None:
        if app.keeper.is_writing:
            sys.stderr.write("Leadbook is still writing in the book, and ends when that is done …\n")
        for problem in app.keeper.close():
            sys.stderr.write(f"leadbook: {printable(in_words(problem))}\n")
            code = problem.exit_code if isinstance(problem, LeadbookError) else 1
    return code
