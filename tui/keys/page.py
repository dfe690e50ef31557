"""The keys page of the docs, from the registry of actions: ``python -m tui.keys.page`` prints it."""

from __future__ import annotations

import sys

from tui.keys.registry import ACTIONS, IN_LISTS, PLACE_WORDS, key_words

_ABOVE = """\
# Keys

`?` shows the keys of the screen that is open. `K` changes them: it lists every action by place, Enter asks for another
key and says at once what that clashes with, Delete restores an action's own key, and three sets stand ready:
default, vim and Windows. What is changed holds at once and stands in the config file that `leadbook where` names. There
it can be written too: under `[keys]`, by the name in the last column, such as `undo = "ctrl+z"`. A clash in the file is
told when the app starts, and changes nothing."""


def keys_page() -> str:
    """The page as Markdown."""
    parts = [_ABOVE]
    for place, heading in PLACE_WORDS.items():
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
