"""The registry of actions, and keys that the config file changes."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conftest import ROOT
from tui.keys.page import keys_page
from tui.keys.registry import ACTIONS
from tui.keys.settled import settled_keys


def test_every_action_has_its_own_name_and_says_what_it_does() -> None:
    assert [name for name, count in Counter(action.id for action in ACTIONS).items() if count > 1] == []
    assert [action.id for action in ACTIONS if not (action.label and action.help)] == []


def test_the_keys_as_shipped_clash_nowhere() -> None:
    everything = {action.id: action.key for action in ACTIONS}
    assert settled_keys(everything) == (everything, [])


def test_a_key_that_is_free_can_be_had() -> None:
    assert settled_keys({"undo": "ctrl+z", "help": "f2,h"}) == ({"undo": "ctrl+z", "help": "f2,h"}, [])


def test_two_actions_can_change_places() -> None:
    assert settled_keys({"undo": "U", "redo": "u"}) == ({"undo": "U", "redo": "u"}, [])


def test_a_key_that_is_taken_everywhere_is_not_given_twice() -> None:
    taken, problems = settled_keys({"quit": "u"})
    assert taken == {}
    assert problems == ["undo and quit would both have u; quit keeps q"]


def test_the_same_key_under_its_name_is_the_same_key() -> None:
    assert settled_keys({"quit": "?"})[1] == ["help and quit would both have ?; quit keeps q"]


def test_screens_that_are_never_one_may_share_a_key() -> None:
    assert settled_keys({"take_back": "s"}) == ({"take_back": "s"}, [])


@pytest.mark.parametrize(
    ("name", "key", "problem"),
    [
        ("nonsense", "x", "nonsense is no action"),
        ("undo", "ctrl+i", "does not reach the program"),
        ("undo", "banana", "is no key"),
        ("undo", "", "is no key"),
        ("undo", "x,,y", "is no key"),
    ],
)
def test_what_cannot_be_had_is_said(name: str, key: str, problem: str) -> None:
    taken, problems = settled_keys({name: key})
    assert taken == {}
    assert problem in problems[0]


def test_the_docs_have_every_key() -> None:
    page = keys_page()
    assert [action.id for action in ACTIONS if f"`{action.id}`" not in page] == []
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == page  # make docs
