"""The first steps in a new book."""

from __future__ import annotations

import click

from cli.plumbing import Desk, command
from storage.commands.first_steps import PutFirstStepsAway
from storage.engine.book_names import path_of
from storage.engine.places import backups_folder
from storage.views.first_steps import FirstSteps


@command("first-steps", example="leadbook first-steps")
@click.option("--put-away", is_flag=True, help="The desk shows the list no more.")
def first_steps(desk: Desk, put_away: bool) -> None:
    """Say what a new book still has none of: officers, leads, an outcome, a folder for backups.

    The desk shows it in a book that was made in the app, until all is done or the list is put away.
    """
    from reports.first_steps import steps_left

    if put_away:
        desk.run(PutFirstStepsAway())
        return
    named = path_of(desk.book_name) is None or desk.config.backups != backups_folder()

    def words(found: FirstSteps) -> str:
        left = steps_left(found, backups_named=named)
        return "\n".join(f"{step.code.replace('_', ' '):<15}{step.command}" for step in left) or "Nothing is left to do"

    desk.show(
        lambda view: view.first_steps(),
        lambda found: {"left": [step.code for step in steps_left(found, backups_named=named)]},
        words,
    )
