"""Saving a list of leads under a name, and removing it."""

from __future__ import annotations

from dataclasses import dataclass

from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.journal.format import canonical
from storage.journal.writer import Writer
from storage.schema.agency import setting
from storage.text import cleaned, required
from storage.views.lead_filter import read_filter
from storage.views.lead_order import Sort, order_text
from storage.views.lead_view import LeadView, lead_views, view_named

MOST_VIEWS = 30
"""So many views are kept: each has a digit or a letter in the app."""


@dataclass(frozen=True)
class SaveView(Command):
    """Saves a filter's words and an order under a name; the view of that name that is there already becomes this one.

    Raises BadInput for words that are not understood.
    """

    name: str
    words: str
    sort: Sort = Sort.RECEIVED
    descending: bool = True

    def carry_out(self, writer: Writer) -> Done:
        name, words = required("view", self.name, writer.accepted), cleaned("filter", self.words, writer.accepted) or ""
        wrong = read_filter(words, writer.surroundings.today()).wrong
        if wrong:
            raise BadInput("filter", words, wrong)
        views = writer.ask(lead_views)
        place = 1 + max((view.place for view in views), default=0)
        view = LeadView(name, words, self.sort, self.descending, place)
        row = writer.row(writer.select(setting).where(setting.c.id == view.id))
        if row is None:
            if len(views) >= MOST_VIEWS:
                raise BadInput("view", name, f"{MOST_VIEWS} views are saved, which is the most; remove one first")
            writer.insert(setting, {"id": view.id, "value": _value(view)})
            return Done(f"Saved the view {name}", result=view)
        there = view_named(views, name)
        view = LeadView(name, words, self.sort, self.descending, there.place)
        writer.update(setting, row, value=_value(view))
        return Done(f"Changed the view {name}" if writer.changes else f"The view {name} is saved so already", view)


@dataclass(frozen=True)
class RemoveView(Command):
    """Removes a saved view; the leads stay as they are. Raises BadInput where there is none of the name."""

    name: str

    def carry_out(self, writer: Writer) -> Done:
        view = view_named(writer.ask(lead_views), self.name)
        row = writer.row(writer.select(setting).where(setting.c.id == view.id))
        assert row is not None, "it was just read"
        writer.delete(setting, row)
        return Done(f"Removed the view {view.name}")


def _value(view: LeadView) -> str:
    return canonical(
        {
            "name": view.name,
            "filter": view.words,
            "sort": order_text(view.sort, view.descending),
            "place": view.place,
        }
    )
