"""The entry: the console script, and ``python -m leadbook``.

The rooms have plain names, and other packages of those names may stand earlier on the path. So our own folder goes
first before a room is imported, and nothing of ours is imported above that.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Runs the command line; leaves with the contract's exit code."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from cli.main import main as run

    run()
