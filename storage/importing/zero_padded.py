"""Numbers that a workbook shows with leading zeros: a cell of 12 that reads 0012 is no reference 12.

The library that reads workbooks gives the number alone. Which cells are shown so stands in an XLSX's styles, and in an
ODS beside the number.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from storage.importing.headers import column_of_letters

Address = tuple[int, int]
"""Row and column, both counted from 0."""

_MOST_BYTES = 20 * 1024 * 1024
_MOST_REPEATED = 2_000


def padded_cells(path: Path, sheet: str) -> set[Address]:
    """Where the numbers of a sheet stand that are shown with leading zeros."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            return set(_of_spreadsheet(archive, sheet))
        styles = next((name for name in names if name.endswith("styles.xml")), None)
        book = next((name for name in names if name.endswith("workbook.xml")), None)
        padding = _padding_styles(archive, styles) if styles else frozenset()
        part = part_of(archive, book, sheet) if padding and book else None
        return set(_of_worksheet(archive, part, padding)) if part in names and part else set()


def shows_leading_zeros(code: str) -> bool:
    """Whether a number format shows a whole number with zeros before it: ``0000`` and ``000-00-0000``, not ``0.00``."""
    shown = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", code).split(";")[0]
    return "00" in shown.partition(".")[0].replace("-", "").replace(" ", "")


def _root(archive: zipfile.ZipFile, name: str) -> ET.Element:
    if archive.getinfo(name).file_size > _MOST_BYTES:
        raise ValueError(name)
    return ET.fromstring(archive.read(name))  # noqa: S314 - no entity is fetched, and this process has limits


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _padding_styles(archive: zipfile.ZipFile, name: str) -> frozenset[str]:
    """The numbers of the cell styles whose number format shows leading zeros."""
    codes: dict[str, str] = {}
    styles: list[str] = []
    for element in _root(archive, name):
        for child in element:
            if _local(child) == "numFmt":
                codes[child.get("numFmtId", "")] = child.get("formatCode", "")
            elif _local(element) == "cellXfs":
                styles.append(child.get("numFmtId", ""))
    return frozenset(str(at) for at, code in enumerate(styles) if shows_leading_zeros(codes.get(code, "")))


def part_of(archive: zipfile.ZipFile, book: str, sheet: str) -> str | None:
    """The part of the archive that holds a sheet."""
    folder, _, file = book.rpartition("/")
    wanted = None
    for element in _root(archive, book).iter():
        if _local(element) == "sheet" and element.get("name") == sheet:
            wanted = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id"), None)
    for relation in _root(archive, f"{folder}/_rels/{file}.rels".lstrip("/")):
        if relation.get("Id") == wanted:
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
    return None


def _of_worksheet(archive: zipfile.ZipFile, part: str, padding: frozenset[str]) -> Iterator[Address]:
    row = column = -1
    with archive.open(part) as file:
        for event, element in ET.iterparse(file, ("start", "end")):  # noqa: S314
            name = _local(element)
            if event == "start" and name == "row":
                digits = element.get("r", "")
                row, column = int(digits) - 1 if digits.isdigit() else row + 1, -1
            elif event == "start" and name == "c":
                letters = re.match(r"[A-Za-z]+", element.get("r", ""))
                column = (column_of_letters(letters[0], 1 << 20) or 0) if letters else column + 1
                if element.get("s") in padding:
                    yield row, column
            elif event == "end" and name == "row":
                element.clear()


def _of_spreadsheet(archive: zipfile.ZipFile, sheet: str) -> Iterator[Address]:
    with archive.open("content.xml") as file:
        rest, found = b"", False
        while not found and (chunk := file.read(1 << 20)):
            found = re.search(rb">\s*0\d+\s*</text:p>", rest + chunk) is not None
            rest = chunk[-40:]
    if not found:
        return
    here, row, column = False, 0, 0
    with archive.open("content.xml") as file:
        for event, element in ET.iterparse(file, ("start", "end")):  # noqa: S314
            name = _local(element)
            if event == "start":
                if name == "table":
                    here, row = _of(element, "name") == sheet, 0
                elif name == "table-row":
                    column = 0
            elif name in ("table-cell", "covered-table-cell"):
                width = int(_of(element, "number-columns-repeated") or 1)
                shown = "".join(element.itertext()).strip()
                if here and _of(element, "value-type") == "float" and re.fullmatch(r"0\d+", shown):
                    yield from ((row, column + at) for at in range(min(width, _MOST_REPEATED)))
                column += width
            elif name == "table-row":
                row += int(_of(element, "number-rows-repeated") or 1)
                element.clear()


def _of(element: ET.Element, attribute: str) -> str | None:
    """An attribute by its local name."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == attribute), None)
