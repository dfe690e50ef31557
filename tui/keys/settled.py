"""Which keys actions can have: those of the config file, unless two actions that one screen offers would share one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from textual.keys import Keys

from tui.keys.registry import ACTIONS, Action, key_words, plain_key

_SEEN_TOGETHER = frozenset({frozenset({"leads", other}) for other in ("register", "officers", "desk")})
"""Places that one screen may be at once; everything else meets only what is offered everywhere."""

_NEVER_ARRIVE = frozenset({"ctrl+enter", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket"})
"""Keys that many terminals cannot tell from enter, tab, backspace or escape, or do not send at all."""

_NAMED_KEYS = frozenset(key.value for key in Keys)


def settled_keys(wanted: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The keys of the config file that can be had, and a sentence for each that cannot; those actions keep their own.

    A key cannot be had where two actions that a screen offers at once would share it.
    """
    known = {action.id: action for action in ACTIONS}
    taken: dict[str, str] = {}
    problems = []
    for name, keys in wanted.items():
        if name not in known:
            problems.append(f"{name} is no action; there are {', '.join(known)}")
            continue
        wrong = next((problem for key in keys.split(",") if (problem := problem_of(key.strip()))), None)
        if wrong is None:
            taken[name] = ",".join(
                key.strip() for key in keys.split(",")
            )  # with blanks it would be the key of that name
        else:
            problems.append(f"{name} = {keys!r}: {wrong}")
    while clash := _first_clash(taken):
        one, other, key = clash
        dropped = other if other in taken else one
        stays = one if dropped == other else other
        own = key_words(known[dropped].key)
        problems.append(f"{stays} and {dropped} would both have {key_words(key)}; {dropped} keeps {own}")
        del taken[dropped]
    return taken, problems


def problem_of(key: str) -> str | None:
    """Why a key cannot be that of any action, or None."""
    if plain_key(key) in _KEPT:
        return "moves or chooses in every list and field, and stays so"
    last = key.rsplit("+", 1)[-1] or "+"
    if key in _NEVER_ARRIVE:
        return "does not reach the program from many terminals; take a letter, F1 to F12 or another ctrl+letter"
    sign = plain_key(last)  # of any character's Unicode name, so that "banana" has one too
    if not key or not (last in _NAMED_KEYS or len(last) == 1 or (len(sign) == 1 and sign.isascii())):
        return "is no key; write it like x, f5 or ctrl+z"
    return None


def who_has(action: Action, key: str, keymap: Mapping[str, str]) -> list[Action]:
    """The other actions that have a key where this one is offered."""
    return [
        other
        for other in ACTIONS
        if other is not action and _meet(action, other) and plain_key(key) in _keys_of(other, keymap)
    ]


def _meet(one: Action, other: Action) -> bool:
    """Whether one screen may offer both at once."""
    together = {one.where, other.where}
    return len(together) == 1 or "everywhere" in together or together in _SEEN_TOGETHER


def _first_clash(taken: Mapping[str, str]) -> tuple[str, str, str] | None:
    for one, other in combinations(ACTIONS, 2):
        if not _meet(one, other):
            continue
        shared = _keys_of(one, taken) & _keys_of(other, taken)
        if shared and {one.id, other.id} & taken.keys():
            return one.id, other.id, min(shared)
    return None


def _keys_of(action: Action, taken: Mapping[str, str]) -> set[str]:
    return {plain_key(key.strip()) for key in taken.get(action.id, action.key).split(",")}


_KEPT = frozenset(
    plain_key(key)
    for key in (
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "space", "escape", "tab"),
        *("shift+tab", "backspace", "delete", "asterisk", "j", "k", "g", "G", "ctrl+p", "ctrl+q", "ctrl+c"),
    )
)
"""Keys of every list and field."""
