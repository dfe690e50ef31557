"""Leadbook's entry: ``leadbook`` and ``python -m leadbook`` both come in here.

The rooms have plain names (``cli``, ``reports``, ``storage``), which other people's packages may have too. So the
folder that holds this file goes to the front of the path before the first room is imported.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Runs the command line; leaves with the contract's exit code."""
    ours = str(Path(__file__).resolve().parent)
    if sys.path[:1] != [ours]:
        sys.path.insert(0, ours)
    from cli.main import main as run

    run()


if __name__ == "__main__":
    main()
