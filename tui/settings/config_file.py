"""Changing the config file from the app: one setting at a time, and all else in it stays as it is written."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from program.refusals import BadInput
from storage.engine.files import part_of, private_file
from tui.settings.config import config_path, read_config

_VALUE = r"(\"[^\"\\]*\"|'[^']*')"
_KEY = re.compile(rf"(\s*[\"']?([\w-]+)[\"']?\s*=\s*){_VALUE}(.*)", re.DOTALL)
_KEYS = re.compile(r"\s*\[\s*keys\s*\]")
_TABLE = re.compile(r"\s*\[")


def keep_theme(name: str) -> None:
    """Writes the theme into the config file. Raises BadInput where that cannot be."""
    _change(lambda text: with_setting(text, "theme", name), {"theme": name})


def keep_keys(keys: Mapping[str, str]) -> None:
    """Writes the keys by action into the config file, in place of those that it has. Raises BadInput likewise."""
    _change(lambda text: with_keys(text, keys), {"keys": dict(keys)})


def keep_backups_in(folder: Path) -> None:
    """Writes the folder of the backups into the config file. Raises BadInput likewise."""
    _change(lambda text: with_setting(text, "backups", str(folder)), {"backups": str(folder)})


def with_setting(text: str, name: str, value: str) -> str:
    """The text of a config file with another value of a setting that is a text."""
    is_it = re.compile(rf"(\s*{name}\s*=\s*){_VALUE}(.*)", re.DOTALL)
    lines = text.splitlines(keepends=True)
    tables = next((at for at, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    for at, line in enumerate(lines[:tables]):
        if found := is_it.fullmatch(line):
            lines[at] = f"{found[1]}{_quoted(value)}{found[3]}"
            return "".join(lines)
    return f"{name} = {_quoted(value)}\n{text}"


def with_keys(text: str, keys: Mapping[str, str]) -> str:
    """The text of a config file with these keys and no others; a line whose key stays is kept as it is."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    begins = next((at + 1 for at, line in enumerate(lines) if _KEYS.match(line)), None)
    if begins is None:
        lines += ["\n", "[keys]\n"] if lines else ["[keys]\n"]
        begins = len(lines)
    ends = next((at for at in range(begins, len(lines)) if _TABLE.match(lines[at])), len(lines))
    missing, table = dict(keys), []
    for line in lines[begins:ends]:
        found = _KEY.fullmatch(line)
        if found is None:
            table.append(line)
        elif found[2] in missing:
            wanted = _quoted(missing.pop(found[2]))
            table.append(
                line if tomllib.loads(f"_ = {found[3]}")["_"] == json.loads(wanted) else f"{found[1]}{wanted}{found[4]}"
            )
    last = max((at + 1 for at, line in enumerate(table) if line.strip()), default=0)
    table[last:last] = [f"{action} = {_quoted(key)}\n" for action, key in missing.items()]
    return "".join([*lines[:begins], *table, *lines[ends:]])


def _quoted(value: str) -> str:
    """A text as TOML writes it; it has no pairs of surrogates, as JSON has for signs beyond the first 65,536."""
    return json.dumps(value, ensure_ascii=False)


def _change(changed: Any, setting: Mapping[str, object]) -> None:
    path = config_path()
    read_config(path)  # what cannot be read is not written over
    try:
        path = path.resolve()  # the file itself, where the name is a link to it
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        new = changed(text)
        if _read(new) != {**_read(text), **setting}:
            raise BadInput("config", path, f"{next(iter(setting))} is written there in another form; change it by hand")
        with part_of(path) as part:
            with open(part, "x", encoding="utf-8", newline="", opener=private_file) as file:
                file.write(new)
            if path.exists():
                part.chmod(path.stat().st_mode & 0o777)
            part.replace(path)
    except UnicodeEncodeError:
        raise BadInput("config", path, "cannot be written: the name is no text in UTF-8") from None
    except OSError as error:
        raise BadInput("config", path, f"cannot be written: {error.strerror or error}") from None


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}
