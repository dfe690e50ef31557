"""What draws a paper: a mark of our code and of what it is drawn with, which every PDF carries among its keywords.

The same mark gives the same bytes. A version number would not do: papers of two trees may carry the same one, and a
frozen statement names the version that closed the quarter, which need not be the one that draws it.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable

_ROOMS = ("program", "reports", "storage")
_MARK = re.compile(rb"leadbook-drawing-[0-9a-f]{16}")


@cache
def our_drawing() -> str:
    """``leadbook-drawing-`` and 16 digits: of the code that a paper's words come from, and of what sets it."""
    drawn_with = [version("typst"), version("xlsxwriter"), zlib.ZLIB_RUNTIME_VERSION]
    digest = hashlib.sha256(" ".join(drawn_with).encode())
    for room in _ROOMS:
        for file in _sources(resources.files(room)):
            digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return f"leadbook-drawing-{digest.hexdigest()[:16]}"


def drawing_of(pdf: bytes) -> str | None:
    """The mark that a PDF carries; None where it has none, as papers had before there was one."""
    found = _MARK.search(pdf)
    return None if found is None else found[0].decode()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _sources(one)
        elif one.name.endswith((".py", ".typ")):
            yield one
