"""The watched folder: which files wait in it, and leaving one out."""

from __future__ import annotations

import time
from pathlib import Path

import click

from cli.parameters import FILE
from cli.plumbing import Desk, command
from program.refusals import BadInput
from tui.settings.config import config_path


@command("watched", example="leadbook watched")
@click.option("--leave-out", "left", type=FILE, help="Do not announce this file again; it stays where it is.")
def watched(desk: Desk, left: str | None) -> None:
    """Say which files wait in the watched folder, each with what would come in.

    The folder is watch = "FOLDER" of the config file, and none is watched without it. A file is told of once nobody has
    written to it for ten seconds, and no more when it was brought in or left out. Nothing moves or deletes a file.
    """
    from reports.watched import watched_data, watched_text
    from storage.maintenance.watched import announced, leave_out, left_out, steady_files

    folder = desk.config.watch
    if folder is None:
        hint = f'none is watched; write watch = "/path/of/the/folder" in {config_path()}'
        if left is not None:
            raise BadInput("watch", left, hint)
        desk.answer(lambda: watched_data(None, ()), lambda: f"Watched folder: {hint}")
        return
    with desk.open() as book:
        out = left_out()
        found = [announced(book, laid, out) for laid in steady_files(folder, time.time())]
    waiting = [one for one in found if one is not None]
    if left is not None:
        chosen = [one for one in waiting if one.path.absolute() == Path(left).expanduser().absolute()]
        if not chosen:
            raise BadInput("leave_out", left, "is no file that waits in the folder; leadbook watched lists them")
        leave_out(chosen[0].sha256)
        waiting.remove(chosen[0])
    desk.answer(lambda: watched_data(folder, waiting), lambda: watched_text(folder, waiting))
