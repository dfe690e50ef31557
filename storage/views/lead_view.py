"""The saved views: lists of leads that have a name, in the book's settings, for every desk of the agency."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, select

from program.refusals import BadInput
from storage.schema.agency import setting
from storage.text import compared
from storage.views.lead import LeadQuery
from storage.views.lead_filter import read_filter
from storage.views.lead_order import Sort, read_order

VIEW = "view:"
"""How the names of these settings begin."""


@dataclass(frozen=True)
class LeadView:
    """A list of leads by name: the words of its filter as they were typed, and its order.

    The words are read anew whenever it is asked for, so that ``due<today`` stays true. ``place`` is where it stands
    among the others, from 1.
    """

    name: str
    words: str
    sort: Sort
    descending: bool
    place: int

    @property
    def id(self) -> str:
        """The name of its setting: two names that differ by case or blanks alone are the same."""
        return VIEW + compared(self.name)

    def query(self, today: date) -> LeadQuery:
        """What it asks for today; a word that is not understood any more is left out."""
        return replace(read_filter(self.words, today).query, sort=self.sort, descending=self.descending)


def lead_views(connection: Connection, agency_id: str) -> tuple[LeadView, ...]:
    """The saved views, in the order in which they were saved."""
    begins = setting.c.id.startswith(VIEW, autoescape=True)
    found = connection.execute(select(setting.c.value).where(setting.c.agency_id == agency_id, begins)).scalars()
    views = [_view(value) for value in found if value.startswith("{")]  # else its words were struck out
    return tuple(sorted(views, key=lambda view: (view.place, view.id)))


def view_named(views: tuple[LeadView, ...], name: str) -> LeadView:
    """The view of a name; raises BadInput, with the names there are."""
    for view in views:
        if view.id == VIEW + compared(name):
            return view
    there = ", ".join(view.name for view in views)
    raise BadInput("view", name, f"is no saved view; there are {there}" if there else "no view is saved yet")


def _view(value: str) -> LeadView:
    said = json.loads(value)
    return LeadView(said["name"], said["filter"], *read_order(said["sort"]), said["place"])
