"""Workbooks with flipped, lost and doubled bytes: each is read, or refused in one sentence, and nothing else."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from program.refusals import BadInput
from storage.importing import reader
from storage.importing.child import Request
from tests.frozen import TODAY
from tests.storage.test_imports import workbook
from tests.storage.test_workbooks import spreadsheet

MUTANTS = 30
ROWS = [["Reference", "Received"], *([f"R-{number}", "2025-11-03"] for number in range(5))]


def mutated(whole: bytes, draw: random.Random) -> bytes:
    """The bytes of a file with a few of them changed, a piece lost, or a piece twice."""
    data = bytearray(whole)
    kind, at = draw.randrange(3), draw.randrange(4, len(data))
    if kind == 0:
        for _ in range(draw.randrange(1, 6)):
            data[draw.randrange(4, len(data))] = draw.randrange(256)
    elif kind == 1:
        del data[at : at + draw.randrange(1, 40)]
    else:
        data[at:at] = data[at : at + draw.randrange(1, 40)]
    return bytes(data)


def mutants(whole: bytes, seed: int) -> Iterator[bytes]:
    """Half with the zip's own bytes changed, half with those of one part inside a sound zip."""
    draw = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number in range(MUTANTS):
        if number % 2:
            yield mutated(whole, draw)
            continue
        chosen = draw.choice([name for name in parts if len(parts[name]) > 10])
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, mutated(part, draw) if name == chosen else part)
        yield made.getvalue()


def ods(place: Path) -> Path:
    """A small ODS with the rows."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = ("".join(cell.format(text) for text in row) for row in ROWS)
    return spreadsheet(place, "".join(f"<table:table-row>{row}</table:table-row>" for row in rows))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_damaged_workbook_is_read_or_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, seed: int
) -> None:
    monkeypatch.setattr(reader, "LONGEST_SILENCE_SECONDS", 5.0)
    place = tmp_path / f"a.{kind}"
    whole = (workbook(place, ROWS) if kind == "xlsx" else ods(place)).read_bytes()
    refused, read = [], 0
    for mutant in mutants(whole, seed):
        place.write_bytes(mutant)
        try:
            with reader.reading(Request("leads", place, TODAY)) as found:
                read += sum(piece.rows for piece in found.pieces())
        except BadInput as problem:
            refused.append(str(problem))
    assert refused
    assert read
    assert not [problem for problem in refused if "\n" in problem]
