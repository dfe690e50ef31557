"""How many names of a list that is none of ours the guard finds: the frequent names of the 1990 census, which the
Census Bureau publishes as ``dist.all.last``, ``dist.male.first`` and ``dist.female.first``. They are not kept here.

``python -m tests.program.census_names FOLDER`` draws 20,000 pairs by how frequent they are, from a seed.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from program.personal.guard import kind_of
from program.personal.kinds import Where

_PAIRS = 20_000
_GIVEN = 500
_RANGES = ((0, 2_000), (2_000, 20_000))
_SHAPES: Mapping[str, Callable[[str, str], str]] = {
    "First Last": lambda given, last: f"{given} {last}",
    "LAST, FIRST": lambda given, last: f"{last}, {given}".upper(),
    "first last": lambda given, last: f"{given} {last}".lower(),
    "F. Last": lambda given, last: f"{given[0]}. {last}",
    "Last, F.": lambda given, last: f"{last}, {given[0]}.",
    "Mr. Last": lambda _, last: f"Mr. {last}",
}


def _names(place: Path, first: int, last: int) -> tuple[Sequence[str], Sequence[int]]:
    """Names and how frequent they are, in thousandths of a percent; the rarest say 0.000 and count as half a one."""
    lines = [line.split() for line in place.read_text().splitlines()[first:last]]
    return [line[0].capitalize() for line in lines], [max(1, 2 * int(line[1].replace(".", ""))) for line in lines]


def main(folder: Path) -> None:
    """Prints what is found, by rank of the surname."""
    men, women = (_names(folder / f"dist.{who}.first", 0, _GIVEN) for who in ("male", "female"))
    for first, last in _RANGES:
        chance = random.Random(23)
        surnames, weights = _names(folder / "dist.all.last", first, last)
        given = chance.choices([*men[0], *women[0]], [*men[1], *women[1]], k=_PAIRS)
        pairs = list(zip(given, chance.choices(surnames, weights, k=_PAIRS), strict=True))
        for shape, write in _SHAPES.items():
            found = sum(kind_of(write(*pair), Where.NUMBERED) is not None for pair in pairs)
            print(f"surnames {first + 1:,} to {last:,}, {shape}: {found / _PAIRS:.2%}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
