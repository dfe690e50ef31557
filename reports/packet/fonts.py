"""Fonts of this computer for what the paper's own fonts lack, as a name in Chinese characters or in Hangul.

The program brings no such font: one of them is larger than all of the program. What a font of the system covers is read
from the font itself, and one that may not be embedded is left alone.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import struct
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_MOST = 3
"""Fonts that one paper takes from the system."""

_MARK = re.compile(rb"leadbook-fonts-[0-9a-f]{16}")
_RESTRICTED = 0x0002
_UNICODE = {(3, 10), (0, 6), (0, 4), (3, 1), (0, 3)}


@dataclass(frozen=True)
class SystemFont:
    """A font file of this computer, and those of the characters asked for that it has."""

    path: Path
    covers: frozenset[str]


def fonts_for(characters: frozenset[str]) -> tuple[SystemFont, ...]:
    """As few fonts of the system as cover most of the characters; on one computer always the same."""
    found: list[SystemFont] = []
    candidates = [
        SystemFont(path, covers)
        for path, index in _regular()
        if (covers := characters & _covered(path, index, characters))
    ]
    left = characters
    while left and candidates and len(found) < _MOST:
        best = max(candidates, key=lambda font: len(font.covers & left))
        if not best.covers & left:
            break
        found.append(best)
        left -= best.covers
    return tuple(found)


def mark_of(fonts: Sequence[SystemFont]) -> str:
    """``leadbook-fonts-`` and 16 digits: of the fonts' files, beside the mark of what else draws a paper."""
    digest = hashlib.sha256()
    for font in fonts:
        digest.update(hashlib.sha256(font.path.read_bytes()).digest())
    return f"leadbook-fonts-{digest.hexdigest()[:16]}"


def mark_in(pdf: bytes) -> str | None:
    """The mark of a computer's fonts that a PDF carries; None where its own were enough."""
    found = _MARK.search(pdf)
    return None if found is None else found[0].decode()


@contextmanager
def folder_of(fonts: Sequence[SystemFont]) -> Iterator[list[str]]:
    """A folder with nothing but these fonts in it, as a list of one; of none an empty list."""
    if not fonts:
        yield []
        return
    with tempfile.TemporaryDirectory(prefix="leadbook-fonts-") as folder:
        for at, font in enumerate(fonts):
            shutil.copyfile(font.path, Path(folder) / f"{at}{font.path.suffix}")
        yield [folder]


def _regular() -> Iterator[tuple[Path, int]]:
    """The upright fonts of the system, by how near they are to a regular weight, then by name."""
    import typst

    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()
    upright = [font for font in fonts if font.style == "normal" and font.path is not None]
    upright.sort(key=lambda font: (abs(font.weight - 400), font.family, font.path or "", font.index))
    yield from ((Path(font.path or ""), font.index) for font in upright)


def _covered(path: Path, index: int, characters: frozenset[str]) -> frozenset[str]:
    """Those of the characters that a font has; none of one that cannot be read or may not be embedded."""
    with suppress(OSError, struct.error, ValueError), path.open("rb") as file:
        tables = _tables(file, index)
        if b"OS/2" in tables and _numbers(file, tables[b"OS/2"] + 8, ">H")[0] == _RESTRICTED:
            return frozenset()
        spans = _spans(file, tables[b"cmap"]) if b"cmap" in tables else []
        return frozenset(one for one in characters if any(first <= ord(one) <= last for first, last in spans))
    return frozenset()


def _tables(file: BinaryIO, index: int) -> dict[bytes, int]:
    """Where each table of a font begins; ``index`` tells one of a collection."""
    start = _numbers(file, 12 + 4 * index, ">I")[0] if file.read(4) == b"ttcf" else 0
    (count,) = _numbers(file, start + 4, ">H")
    found = {}
    for at in range(count):
        (offset,) = _numbers(file, start + 12 + 16 * at + 8, ">I")
        file.seek(start + 12 + 16 * at)
        found[file.read(4)] = offset
    return found


def _spans(file: BinaryIO, cmap: int) -> list[tuple[int, int]]:
    """The code points that a font has a glyph for, from and through; its largest Unicode table has them all."""
    (count,) = _numbers(file, cmap + 2, ">H")
    found: list[list[tuple[int, int]]] = [[]]
    for at in range(count):
        platform, encoding, offset = _numbers(file, cmap + 4 + 8 * at, ">HHI")
        if (platform, encoding) not in _UNICODE:
            continue
        (form,) = _numbers(file, cmap + offset, ">H")
        if form == 12:
            (groups,) = _numbers(file, cmap + offset + 12, ">I")
            flat = _numbers(file, cmap + offset + 16, f">{3 * groups}I")
            found.append(list(zip(flat[::3], flat[1::3], strict=True)))
        elif form == 4:
            half = _numbers(file, cmap + offset + 6, ">H")[0] // 2
            ends = _numbers(file, cmap + offset + 14, f">{half}H")
            starts = _numbers(file, cmap + offset + 16 + 2 * half, f">{half}H")
            found.append(list(zip(starts, ends, strict=True)))
    return max(found, key=lambda spans: sum(last - first + 1 for first, last in spans))


def _numbers(file: BinaryIO, offset: int, form: str) -> tuple[int, ...]:
    file.seek(offset)
    return struct.unpack(form, file.read(struct.calcsize(form)))
