"""The one registry of actions: keys, footer, help, command palette and the keys page of the docs all come from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True)
class Action:
    """Something a person can do. ``where`` is ``everywhere`` or the kind of place that offers it.

    ``id`` names it in the config file's ``[keys]`` and as ``action_<id>`` of the class that carries it out.
    """

    id: str
    key: str
    label: str
    help: str
    where: str = "everywhere"
    in_footer: bool = True


ACTIONS: tuple[Action, ...] = (
    Action("outcome", "o", "Outcome", "Record what became of the lead, or of all selected leads", "leads"),
    Action("assign", "a", "Assign", "Give the lead, or all selected leads, to an officer", "leads"),
    Action("filter", "slash", "Filter", "Narrow the list as you type", "register"),
    Action("sort", "s", "Sort", "By day received, by due date, by reference", "register"),
    Action("add_officer", "plus", "Add officer", "Put an officer on the roster", "officers"),
    Action("standing", "s", "Standing", "Set the officer's standing for a span of days", "officers"),
    Action("reassign", "r", "Reassign", "Give all open leads of the officer to another, in one step", "officers"),
    Action("import_officers", "f", "Import roster", "Bring in officers from a file", "officers"),
    Action("take_back", "t", "Take back", "Take back the entry under the cursor", "journal"),
    Action("quick_line", "colon", "Quick", "Type a whole outcome: 24-1187 l 11/21 #A-4471"),
    Action("new_lead", "n", "New", "Enter a lead by hand"),
    Action("import_file", "i", "Import", "Bring in leads from a CSV, TSV, XLSX, ODS or JSON Lines file"),
    Action("undo", "u", "Undo", "Take back the last command, whatever it was; says what it will do first"),
    Action("redo", "U", "Redo", "Put back what the last undo took", in_footer=False),
    Action("desk", "1", "Desk", "What to do next, and the figures of the running quarter"),
    Action("leads", "2", "Leads", "The register of leads: filter, sort, select, open"),
    Action("officers", "3", "Officers", "The roster with standing by dates and what each officer holds"),
    Action("journal", "6", "Journal", "Every change: who, when and what"),
    Action("help", "question_mark", "Help", "The keys of this screen and what they do"),
    Action("quit", "q", "Quit", "Leave Leadbook; everything recorded is kept", in_footer=False),
)

_KEYS_IN_WORDS = {"colon": ":", "question_mark": "?", "slash": "/", "plus": "+"}


def bindings(*where: str) -> list[BindingType]:
    """The key bindings of the actions offered in these places, in the registry's order."""
    return [
        Binding(
            action.key,
            action.id,
            action.label,
            show=action.in_footer,
            id=action.id,
            tooltip=action.help,
            key_display=key_words(action.key),
        )
        for action in offered(where)
    ]


def offered(where: Iterable[str]) -> list[Action]:
    """The actions offered in these places."""
    places = set(where)
    return [action for action in ACTIONS if action.where in places]


def key_words(key: str) -> str:
    """A key as it is written on the keyboard: ``:`` for ``colon``."""
    return _KEYS_IN_WORDS.get(key, key)
