"""Rows that a workbook hides, by hand or by a filter: they are read like others, and it is said that they are there."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import ParseError

from storage.importing.zero_padded import part_of

_XLSX = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\bhidden\s*=\s*["'](?:1|true)["']""")
_ODS = re.compile(rb"""<table:table-row\s[^>]*?\btable:visibility\s*=\s*["'](?:collapse|filter)["'][^>]*>""")
_TABLE = re.compile(rb"<table:table\s")
_REPEATED = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d{1,7})["']""")
_MOST_REPEATED = 10_000
"""More hidden rows in one stroke are the empty end of a sheet."""


def count_hidden_rows(path: Path, sheet: str) -> int:
    """How many rows of a sheet are hidden; 0 where that cannot be told."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "content.xml" in names:
                return _of_spreadsheet(archive.read("content.xml"), sheet)
            book = next((name for name in names if name.endswith("workbook.xml")), None)
            part = part_of(archive, book, sheet) if book else None
            if part not in names or part is None:
                return 0
            with archive.open(part) as file:
                count, rest = 0, b""
                while chunk := file.read(1 << 20):
                    whole, _, tail = (rest + chunk).rpartition(b"<")
                    count += len(_XLSX.findall(whole))
                    rest = b"<" + tail
                return count + len(_XLSX.findall(rest))
    except (ValueError, KeyError, OSError, zipfile.BadZipFile, ParseError):
        return 0


def _of_spreadsheet(content: bytes, sheet: str) -> int:
    name = re.compile(rb"""\btable:name\s*=\s*["']""" + re.escape(sheet.encode()) + rb"""["']""")
    for table in _TABLE.split(content)[1:]:
        if name.search(table[: table.find(b">")]):
            found = (_REPEATED.search(row[0]) for row in _ODS.finditer(table))
            counts = (1 if match is None else int(match[1]) for match in found)
            return sum(count for count in counts if count <= _MOST_REPEATED)
    return 0
