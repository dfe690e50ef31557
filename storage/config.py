"""Where the book, its backups and the config file are, and what the config file says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

from storage.errors import BadInput

_KNOWN = ("book", "keys")


@dataclass(frozen=True)
class Config:
    """What the config file sets: the book's path or URL, and keys by action."""

    book: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)


def config_path() -> Path:
    """The config file, which need not exist."""
    return user_config_path("leadbook", appauthor=False) / "config.toml"


def default_book() -> Path:
    """The book of a desk that names no other."""
    return user_data_path("leadbook", appauthor=False) / "book.leadbook"


def demo_book() -> Path:
    """Where ``leadbook demo`` makes its book."""
    return user_data_path("leadbook", appauthor=False) / "demo.leadbook"


def backups_folder() -> Path:
    """Where backups go unless told otherwise."""
    return user_data_path("leadbook", appauthor=False) / "backups"


def read_config(path: Path) -> Config:
    """The config of a file, or the defaults where there is none.

    Raises BadInput that names file and key where it cannot be taken.
    """
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput("config", path, f"cannot be read as TOML: {error}") from None
    for key in data:
        if key not in _KNOWN:
            raise BadInput("config", path, f"{key} is no setting; there are {' and '.join(_KNOWN)}")
    book, keys = data.get("book"), data.get("keys", {})
    if book is not None and not isinstance(book, str):
        raise BadInput("config", path, "book must be a path or URL in quotes")
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        raise BadInput("config", path, 'keys must be a table such as undo = "ctrl+z"')
    return Config(book, keys)
