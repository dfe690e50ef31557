"""The keys of the app, as they are in effect."""

from __future__ import annotations

from typing import Any

from cli.plumbing import Desk, command


@command("keys", example="leadbook keys")
def keys(desk: Desk) -> None:
    """List the app's keys as the config file has them: the action's name, its keys, what it does.

    What the config file asks for and cannot be had is told on standard error.
    """
    from tui.keys.registry import ACTIONS, PLACE_WORDS, key_words
    from tui.keys.settled import settled_keys

    settled, problems = settled_keys(desk.config.keys)
    for problem in problems:
        desk.narrate(f"{problem}.")

    def data() -> dict[str, Any]:
        return {
            "keys": [
                {
                    "action": action.id,
                    "keys": key_words(settled.get(action.id, action.key)).split(),
                    "where": action.where,
                    "does": action.help,
                    "changed": action.id in settled,
                }
                for action in ACTIONS
            ]
        }

    def text() -> str:
        lines = []
        for place, heading in PLACE_WORDS.items():
            lines += ["", heading]
            for action in ACTIONS:
                if action.where == place:
                    changed = "  (changed)" if action.id in settled else ""
                    held = key_words(settled.get(action.id, action.key))
                    lines.append(f"  {held:<9} {action.id:<17} {action.help}{changed}")
        return "\n".join(lines[1:])

    desk.answer(data, text)
