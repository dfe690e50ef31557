"""The long part of the proof, run by hand: ``python -m tests.program.soak_claims 1000000`` months, always the same."""

from __future__ import annotations

import random
import sys

from tests.program.claim_cases import random_case
from tests.program.claim_checks import check


def soak(months: int, seed: int = 20251001) -> int:
    """Checks officer-years until that many months are through; returns how many were. Says which case failed."""
    years = -(-months // 12)
    for number in range(years):
        case = random_case(random.Random(f"{seed}-{number}"))
        try:
            check(case)
        except AssertionError:
            print(f"officer-year {number} of seed {seed}:\n{case}", file=sys.stderr)
            raise
    return 12 * years


if __name__ == "__main__":
    print(f"{soak(int(sys.argv[1])):,} random months agree with the oracle")
