"""Messages of the book name commands and ISO dates; on a screen the keys and a person's dates stand in their place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from reports.words import days_in_words

_INSTEAD = tuple(
    (re.compile(command), keys)
    for command, keys in (
        (r"leadbook quarter amend \S+( --reason CODE)?", "{quarter}, then {close_quarter}"),
        (r"leadbook quarter \S+ lists what could", "{quarter} lists what could"),
        (r"leadbook quarter close \S+", "{quarter}, then {close_quarter}"),
        (r"leadbook claim certify \S+ --by NAME\s+--corrects \S+ --reason CODE", "{claims}, then {correct_claim}"),
        (r"leadbook claim certify \S+ --by NAME", "{claims}, then {next_step}"),
        (r"leadbook claim submit \S+ --on DATE --ref TEXT", "{claims}, then {next_step}"),
        (r"leadbook claim show \S+", "{claims}"),
        (r"leadbook receipt apply \S+ --claim PERIOD", "{claims}, in what is owed"),
        (r"leadbook officer notice \S+ --on DATE", "{officers}, then {clocks}"),
        (r"quarter \S+ lists what could explain it", "{quarter}, under ICE's count, lists what could explain it"),
        (r"leadbook review on", "{quarter}, then {review}"),
        (r"say it with leadbook time-zone ZONE", "{time_zone} says it"),
        (r"say who acts, as in leadbook --as NAME", "sit down first"),
        (r"leadbook people pin", "that is done on the command line"),
        (r"leadbook people says it anew", "{people} says it anew"),
        (r"leadbook (receipt|claim) list lists them", "{claims} lists them"),
        (r"leadbook journal lists them", "{journal} lists them"),
        (r"leadbook retention lists them", "{journal}, then {retention} lists them"),
        (r"leadbook restore puts another copy", "{keep} puts another copy"),
        (r"leadbook rejects lists them", "the quarter's checklist lists them"),
    )
)


def keys_instead(text: str, with_keys: Callable[[str], str]) -> str:
    """The text with keys for each command of ours that it names."""
    for command, keys in _INSTEAD:
        if command.search(text):
            text = command.sub(with_keys(keys), text)
    return text


def on_screen(text: str, with_keys: Callable[[str], str], today: date) -> str:
    """A message as it stands on a screen: with keys for commands, and with days and months in words."""
    return days_in_words(keys_instead(text, with_keys), today)
