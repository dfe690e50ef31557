"""``make bench``, or ``python -m bench [--quick] [ROOM…]``: measures, and prints one table a room."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from bench import (
    encryption,
    first_look,
    first_paint,
    imports,
    key_to_rate,
    one_outcome,
    processes,
    quarter_end,
    register,
)
from bench.books import Library
from bench.page import Line, machine, table

ROOMS: dict[str, Callable[[Library], list[Line]]] = {
    "first_paint": first_paint.lines,
    "first_look": first_look.lines,
    "one_outcome": one_outcome.lines,
    "key_to_rate": key_to_rate.lines,
    "quarter_end": quarter_end.lines,
    "register": register.lines,
    "imports": imports.lines,
    "processes": processes.lines,
    "encryption": encryption.lines,
}


def main() -> None:
    """Goes through the rooms; leaves with 0 whatever was measured."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each process that is measured compiles what it imports anew
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the register of 10,000,000 leads")
    parser.add_argument("rooms", nargs="*", choices=[[], *ROOMS], metavar="ROOM", help=", ".join(ROOMS))
    asked = parser.parse_args()
    rooms = dict(ROOMS)
    if asked.quick:
        rooms["register"] = lambda library: register.lines(library, register.SIZES[:-1])
    sys.setswitchinterval(0.0002)  # what a terminal writes is stamped by a thread: it must not wait for this one
    print(machine(), flush=True)
    measured: list[Line] = []
    with Library() as library:
        for name in asked.rooms or rooms:
            print(f"\n{name}: {sys.modules[ROOMS[name].__module__].__doc__}\n", flush=True)
            found = rooms[name](library)
            measured += found
            print(table(found), flush=True)
    missed = [line.what for line in measured if line.met is False]
    print(f"\n{machine()}\nGoals met: {sum(line.met is True for line in measured)}, missed: {len(missed)}")
    for what in missed:
        print(f"  missed: {what}")


if __name__ == "__main__":
    main()
