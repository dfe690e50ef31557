"""Saved views of the register: listed, saved, removed."""

from __future__ import annotations

import click

from cli.parameters import ORDER, VIEW
from cli.plumbing import Desk, GroupWithDefault, command
from reports.lead_view import view_data, views_text
from storage.commands.lead_view import RemoveView, SaveView
from storage.views.lead_order import Sort


@click.group("views", cls=GroupWithDefault, default="list")
def views() -> None:
    """Lists of leads that have a name; save one, remove one."""


@command("list", of=views, example="leadbook lead views")
def list_(desk: Desk) -> None:
    """The saved views, each with what it shows."""
    desk.show(
        lambda view: view.lead_views(),
        lambda found: {"views": [view_data(view) for view in found]},
        lambda found: views_text(found, desk.surroundings.today()),
    )


@command("save", of=views, example="leadbook lead views save 'Due this week' --filter 'open due<=friday' --sort due")
@click.argument("name", type=VIEW)
@click.option("--filter", "words", metavar="WORDS", default="", help="Words as the app's filter takes them.")
@click.option("--sort", type=ORDER, help=f"By {', '.join(Sort)}; newest first unless given.")
def save(desk: Desk, name: str, words: str, sort: tuple[Sort, bool] | None) -> None:
    """Save a list of leads under a name, in place of the view of that name if there is one."""
    by, descending = sort or (Sort.RECEIVED, True)
    desk.run(SaveView(name, words, by, descending))


@command("remove", of=views, example="leadbook lead views remove Overdue")
@click.argument("name", type=VIEW)
def remove(desk: Desk, name: str) -> None:
    """Remove a saved view; the leads stay as they are."""
    desk.run(RemoveView(name))
