"""The config file: where it is and what it says, for the app and the command line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from program.people import IDLE_MINUTES, LONGEST_IDLE_MINUTES, SHORTEST_IDLE_MINUTES
from program.refusals import BadInput
from storage.engine.places import AnchorPlaces, backups_folder
from storage.importing.date_order import DateOrder
from storage.text import harmless_or

_KNOWN = ("book", "theme", "keys", "profile", "backups", "anchor", "watch", "lock_minutes", "banner")


@dataclass(frozen=True)
class Profile:
    """How the files of one sender are read: columns by field, and the order of dates where it is told."""

    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None


@dataclass(frozen=True)
class Config:
    """What the config file sets: the book's path or URL, keys by action, import profiles by name, the app's theme, the
    folder of the backups, where the journal's head is anchored, the folder that is watched for files of leads, the idle
    minutes until the app is locked, and what is shown to who comes to the desk."""

    book: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    theme: str | None = None
    backups: Path = field(default_factory=backups_folder)
    anchors: AnchorPlaces = field(default_factory=AnchorPlaces)
    watch: Path | None = None
    lock_minutes: int = IDLE_MINUTES
    banner: str = ""

    def profile(self, name: str) -> Profile:
        """The profile of a name. Raises BadInput that lists those there are, but for names of people."""
        if name not in self.profiles:
            there = ", ".join(harmless_or(one, "one named like a person") for one in self.profiles)
            there = there or f"none yet; add [profile.{harmless_or(name, 'NAME')}] to the config file"
            raise BadInput("profile", name, f"is no import profile; there are {there}")
        return self.profiles[name]


def config_path() -> Path:
    """The config file, which need not exist."""
    return user_config_path("leadbook", appauthor=False) / "config.toml"


_BACKSLASH = re.compile(r'"([A-Za-z]:|\\)\\(?!\\)')
_IN_SINGLE_QUOTES = r". A path of Windows stands in single quotes: 'C:\Leads\book.leadbook'"


def read_config(path: Path) -> Config:
    """The config of a file, or the defaults where there is none.

    Raises BadInput that names file and key where it cannot be taken.
    """
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        data: dict[str, Any] = tomllib.loads(text)
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise BadInput("config", path, f"cannot be read ({error.strerror})") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        hint = _IN_SINGLE_QUOTES if _BACKSLASH.search(text) else ""
        raise BadInput("config", path, f"cannot be read as TOML: {error}{hint}") from None
    for key in data:
        if key not in _KNOWN:
            raise BadInput("config", path, f"{key} is no setting; there are {', '.join(_KNOWN)}")
    book, keys = data.get("book"), data.get("keys", {})
    if book is not None and not isinstance(book, str):
        raise BadInput("config", path, "book must be a path or URL in quotes")
    backups = data.get("backups", str(backups_folder()))
    if not isinstance(backups, str) or not Path(backups).expanduser().is_absolute():
        raise BadInput("config", path, 'backups must be the whole path of a folder in quotes, such as "/media/copies"')
    minutes, banner = data.get("lock_minutes", IDLE_MINUTES), data.get("banner", "")
    if type(minutes) is not int or not SHORTEST_IDLE_MINUTES <= minutes <= LONGEST_IDLE_MINUTES:
        span = f"{SHORTEST_IDLE_MINUTES} to {LONGEST_IDLE_MINUTES}"
        raise BadInput("config", path, f"lock_minutes must be a whole number from {span}, such as 10")
    if not isinstance(banner, str):
        raise BadInput("config", path, "banner must be a text in quotes")
    watch = data.get("watch")
    if watch is not None and (not isinstance(watch, str) or not Path(watch).expanduser().is_absolute()):
        raise BadInput("config", path, 'watch must be the whole path of a folder in quotes, such as "/home/desk/ICE"')
    theme = data.get("theme")
    if theme is not None and not isinstance(theme, str):
        raise BadInput("config", path, "theme must be a name in quotes, such as textual-light")
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        raise BadInput("config", path, 'keys must be a table such as undo = "ctrl+z"')
    watched = None if watch is None else Path(watch).expanduser()
    profiles, anchors = _profiles(path, data.get("profile", {})), _anchors(path, data.get("anchor", {}))
    return Config(book, keys, profiles, theme, Path(backups).expanduser(), anchors, watched, minutes, banner)


def _anchors(path: Path, data: object) -> AnchorPlaces:
    """``[anchor]`` with ``file`` (a whole path) and ``command`` (a program and its arguments), both optional."""
    if not isinstance(data, dict) or set(data) - {"file", "command"}:
        raise BadInput("config", path, "[anchor] takes file and command")
    file, command = data.get("file"), data.get("command", [])
    if file is not None and (not isinstance(file, str) or not Path(file).expanduser().is_absolute()):
        raise BadInput("config", path, '[anchor] file must be a whole path in quotes, such as "/media/heads.txt"')
    if not isinstance(command, list) or not all(isinstance(word, str) and word for word in command):
        raise BadInput("config", path, '[anchor] command must be a list such as ["/usr/bin/send", "--to", "audit"]')
    return AnchorPlaces(None if file is None else Path(file).expanduser(), tuple(command))


def _profiles(path: Path, data: object) -> dict[str, Profile]:
    """``[profile.NAME]`` with ``columns`` (a table of field = "Column") and ``date_order``, both optional."""
    if not isinstance(data, dict):
        raise BadInput("config", path, "profile must be tables such as [profile.ice]")
    profiles = {}
    for name, said in data.items():
        if not isinstance(said, dict) or set(said) - {"columns", "date_order"}:
            raise BadInput("config", path, f"[profile.{name}] takes columns and date_order")
        columns, order = said.get("columns", {}), said.get("date_order")
        if not isinstance(columns, dict) or not all(isinstance(column, str) for column in columns.values()):
            raise BadInput("config", path, f'[profile.{name}] columns must be a table such as reference = "Lead No."')
        if order is not None and order not in list(DateOrder):
            raise BadInput("config", path, f"[profile.{name}] date_order is one of {', '.join(DateOrder)}")
        profiles[name] = Profile(columns, None if order is None else DateOrder(order))
    return profiles
