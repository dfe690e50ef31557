"""``python -m tests.mutation PATH… --tests PATH…``: changes the code in small ways and looks which tests notice.

Everything is loaded once. Each mutant has a process of its own, forked from there, in which the changed statement is
put in, and in which those tests run that had called the function in question, the quick ones first, until one fails.
A test that needs a server is left out. ``equivalent.txt`` lists the changes that change nothing, each with its reason.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.changes import Mutant, mutants_of
from tests.mutation.patching import forget, put_in

ROOT = Path(__file__).parents[2]
EQUIVALENT = Path(__file__).with_name("equivalent.txt")
MOST_MEMORY_BYTES = 6 << 30
KILLED, SURVIVED, INVALID = "killed", "survived", "invalid"


def equivalents() -> dict[str, str]:
    """The reason for each mutant that nothing can tell from the code: lines of a name, and of a reason after it."""
    lines = [line for line in EQUIVALENT.read_text("utf-8").splitlines() if line.strip()]
    reasons: dict[str, str] = {}
    waiting: list[str] = []
    for line in lines:
        if line.startswith(" "):
            reasons |= dict.fromkeys(waiting, line.strip())
            waiting = []
        else:
            waiting.append(line)
    return reasons


def apart(work: Callable[[], object], seconds: float) -> object:
    """What work returns in a forked process that may take so many seconds of the processor; None where it died."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
        try:
            with os.fdopen(writing, "wb") as out:
                pickle.dump(work(), out)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return pickle.loads(said) if said else None


@dataclass
class Known:
    """What is known of a test: the processor's seconds that it takes, and the functions that it calls."""

    seconds: float
    calls: set[tuple[str, str]]


class Mutating:
    """A pytest plugin that runs mutants in place of tests."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked = asked
        self.tests: dict[str, Known] = {}
        self.kills: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """Hypothesis looks for no smaller example: that a test fails is enough."""
        from hypothesis import Phase, settings

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", settings.default, database=None, phases=phases, derandomize=True)
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Looks what each test calls, then tries each mutant."""
        self.items = {item.nodeid: item for item in session.items if "postgresql" not in item.nodeid}
        for item in list(self.items.values())[:: max(1, len(self.items) // 8)]:
            runtestprotocol(item, log=False, nextitem=None)  # so that what tests load late is loaded here, once
        self.tests = {name: known for found in self.shared(self.looked, list(self.items)) for name, known in found}
        self.say(f"{len(self.tests)} tests, {sum(one.seconds for one in self.tests.values()):.0f} s")
        reasons = equivalents()
        mutants = [mutant for path in self.asked.paths for mutant in self.of(path)]
        if self.asked.again:
            told = self.asked.again.read_text("utf-8")
            mutants = [mutant for mutant in mutants if mutant.name.partition("  in  ")[0] in told]
        if self.asked.sample and self.asked.sample < len(mutants):
            mutants = sorted(random.Random(self.asked.seed).sample(mutants, self.asked.sample), key=mutants.index)
        judged = [mutant for mutant in mutants if mutant.name not in reasons]
        sums = sum(self.shared(self.counted, judged), Counter[str]())
        left = sums[KILLED] + sums[SURVIVED]
        self.say(
            f"{sums[KILLED]:,} of {left:,} mutants killed ({100 * sums[KILLED] / max(1, left):.1f}%);"
            f" {len(mutants) - len(judged)} equivalent, {sums[INVALID]} that cannot be loaded"
        )
        return True

    def shared(self, work: Callable[[list[Any]], Any], of: list[Any]) -> list[Any]:
        """What several processes make of their shares."""
        answers = []
        for share in range(self.asked.jobs):
            reading, writing = os.pipe()
            if not os.fork():
                with os.fdopen(writing, "wb") as out:
                    pickle.dump(work(of[share :: self.asked.jobs]), out)
                os._exit(0)
            os.close(writing)
            answers.append(reading)
        made = []
        for reading in answers:
            with os.fdopen(reading, "rb") as answer:
                made.append(pickle.load(answer))
            os.wait()
        return made

    def looked(self, names: list[str]) -> list[tuple[str, Known]]:
        """What is known of some tests."""
        known = []
        for name in names:
            found = apart(partial(self.look, self.items[name]), 300)
            if not isinstance(found, Known):
                self.say(f"{name} fails, or cannot be run, with no mutant at all: {found}")
                os._exit(1)
            known.append((name, found))
        return known

    def counted(self, mutants: list[Mutant]) -> Counter[str]:
        """Tries some mutants; tells of those that survive."""
        began, sums = time.monotonic(), Counter[str]()
        for number, mutant in enumerate(mutants, 1):
            what, by = self.tried(mutant)
            sums[what] += 1
            if what == SURVIVED or self.asked.verbose:
                self.say(f"{what} {mutant.path}:{mutant.line} {mutant.name} {by}")
            if not number % 50:
                self.say(f"… {number} of {len(mutants)}, {dict(sums)}, {time.monotonic() - began:.0f} s")
        return sums

    def say(self, text: str) -> None:
        """Writes a line past what pytest keeps to itself."""
        with os.fdopen(os.dup(self.asked.out), "w") as out:
            out.write(text + "\n")

    def of(self, path: str) -> list[Mutant]:
        """The mutants of a file, or of a folder's files."""
        files = sorted(Path(path).rglob("*.py")) if Path(path).is_dir() else [Path(path)]
        return [mutant for file in files for mutant in mutants_of(str(file))]

    def look(self, item: pytest.Item) -> Known | str:
        """Runs a test while it is noted which functions it calls."""
        root, calls = f"{ROOT}/", set()
        mine = tuple(f"{root}{path}" for path in self.asked.paths)

        def called(frame: FrameType, _event: str, _argument: Any) -> None:
            code = frame.f_code
            if code.co_filename.startswith(mine):
                calls.add((code.co_filename.removeprefix(root), code.co_qualname.split(".<")[0]))

        forget()
        sys.settrace(called)
        try:
            reports = runtestprotocol(item, log=False, nextitem=None)
        finally:
            sys.settrace(None)
        if any(report.failed for report in reports):
            return "\n".join(str(report.longrepr) for report in reports if report.failed)[-2000:]
        return Known(time.process_time(), calls)

    def tried(self, mutant: Mutant) -> tuple[str, str]:
        """What became of a mutant, and by which test."""
        place = (mutant.path, mutant.scope)
        names = [name for name, known in self.tests.items() if place in known.calls]
        if not names and not mutant.runs:
            names = list(self.tests)  # what a file holds may be read anywhere
        kills = self.kills[place]
        names.sort(key=lambda name: (-kills[name], self.tests[name].seconds))
        chosen: list[str] = []
        budget = self.asked.seconds
        for name in names:
            if not chosen or budget >= self.tests[name].seconds:
                chosen.append(name)
                budget -= self.tests[name].seconds

        def attempt() -> tuple[str, str]:
            try:
                put_in(mutant)
            except Exception as error:
                return INVALID, repr(error)
            for number, name in enumerate(chosen):
                following = self.items[chosen[number + 1]] if number + 1 < len(chosen) else None
                reports = runtestprotocol(self.items[name], log=False, nextitem=following)
                if any(report.failed for report in reports):
                    return KILLED, name
            return SURVIVED, f"({len(chosen)} of {len(names)} tests)"

        allowed = 5 + 5 * sum(self.tests[name].seconds for name in chosen)
        answer = apart(attempt, allowed)
        if answer is None:
            return KILLED, "(out of time)"
        assert isinstance(answer, tuple)
        if answer[0] == KILLED:
            kills[answer[1]] += 1
        return answer


def main() -> int:
    """Leaves with pytest's exit code; what survived is told, and is for a person to judge."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("paths", nargs="+", help="files or folders to change")
    parser.add_argument("--tests", nargs="+", required=True)
    parser.add_argument("--seconds", type=float, default=1e9, help="so long a mutant's tests may take, all in all")
    parser.add_argument("--sample", type=int, help="so many mutants, drawn by the seed")
    parser.add_argument("--seed", type=int, default=287)
    parser.add_argument("--again", type=Path, help="only those that are named in this file, such as an earlier answer")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--without", default="", help="words of the names of tests that take too long to be run often")
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args()
    os.chdir(ROOT)
    asked.out = os.dup(1)
    left_out = ["-k", f"not ({' or '.join(asked.without.split())})"] if asked.without else []
    return pytest.main(["-q", "-p", "no:cacheprovider", *left_out, *asked.tests], [Mutating(asked)])


if __name__ == "__main__":
    raise SystemExit(main())
