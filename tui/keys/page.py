"""The keys page of the docs, from the registry of actions: ``python -m tui.keys.page`` prints it."""

from __future__ import annotations

import sys

from tui.keys.registry import ACTIONS, IN_LISTS, key_words

_ABOVE = """\
# Keys

`?` shows the keys of the screen that is open. A key is changed in the config file that `leadbook where` names: under
`[keys]`, by the name in the last column, such as `undo = "ctrl+z"`. A clash is told when the app starts, and changes
nothing."""

_PLACES = {
    "everywhere": "Everywhere",
    "leads": "On a lead, in every list of leads",
    "register": "On screen 2, Leads",
    "officers": "On screen 3, Officers",
    "quarter": "On screen 4, Quarter",
    "explaining": "On the leads that could explain a difference to ICE's count",
    "review": "On the outcomes under review",
    "claims": "On screen 5, Claims",
    "journal": "On screen 6, Journal",
}


def keys_page() -> str:
    """The page as Markdown."""
    parts = [_ABOVE]
    for place, heading in _PLACES.items():
        rows = [
            f"| {' '.join(f'`{key}`' for key in key_words(action.key).split())} | {action.help} | `{action.id}` |"
            for action in ACTIONS
            if action.where == place
        ]
        parts.append("\n".join([f"## {heading}", "", "| key | does | name |", "|---|---|---|", *rows]))
    rows = [f"| {' '.join(f'`{key}`' for key in keys.split())} | {words} |" for keys, words in IN_LISTS]
    parts.append("\n".join(["## In lists and fields", "", "| key | does |", "|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.stdout.write(keys_page())
