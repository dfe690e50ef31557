"""What the open desk costs while nobody types: processor time of the program in a real terminal, in percent of a core.

``python -m bench.idle`` measures the demo and a book of 1,000,000 leads; ``python -m bench.idle BOOK`` a book that is
there. It reads /proc, so it runs on Linux.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from bench.books import TODAY, Library, surroundings
from storage.maintenance.demo import make_demo

_SECONDS = 60
_SETTLES_SECONDS = 10
_TICKS = os.sysconf("SC_CLK_TCK")


def idle_percent(book: Path) -> float:
    """Percent of a core that the desk of a book took over a minute in which nobody typed."""
    session = f"idle-{os.getpid()}"
    command = f"LEADBOOK_TODAY={TODAY} exec {sys.executable} leadbook.py --book {book}"
    tmux = ["tmux", "-L", session]
    subprocess.run([*tmux, "-f", "/dev/null", "new-session", "-d", "-x", "140", "-y", "40", command], check=True)
    try:
        shown = ""
        while "Waiting" not in shown:
            time.sleep(1)
            shown = subprocess.run([*tmux, "capture-pane", "-p"], check=True, capture_output=True, text=True).stdout
        panes = subprocess.run(
            [*tmux, "list-panes", "-F", "#{pane_pid}"], check=True, capture_output=True, text=True
        ).stdout
        time.sleep(_SETTLES_SECONDS)
        before = _ticks(int(panes))
        time.sleep(_SECONDS)
        return 100 * (_ticks(int(panes)) - before) / _TICKS / _SECONDS
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])  # user and system time


def main() -> None:
    """Prints a line for each book."""
    if len(sys.argv) > 1:
        print(f"{idle_percent(Path(sys.argv[1])):.2f}% of a core")
        return
    with Library() as library:
        demo = library.place / "demo.leadbook"
        make_demo(demo, surroundings()).close()
        print(f"demo: {idle_percent(demo):.2f}% of a core")
        print(f"1,000,000 leads: {idle_percent(library.book(1_000_000)):.2f}% of a core")


if __name__ == "__main__":
    main()
