"""A pytest plugin: the floors of coverage, held after a whole run: ``-p tests.floors --cov``."""

from __future__ import annotations

import io

import pytest
from coverage import Coverage
from coverage.exceptions import CoverageException

FLOORS = {"program": 100.0, "storage": 95.0}  # percent of lines and branches together


def covered(room: str, missing: io.StringIO) -> float:
    """Per cent covered in a room, 0 where nothing was measured; what is missing is written to ``missing``."""
    measured = Coverage()
    try:
        measured.load()
        return measured.report(include=[f"{room}/*"], show_missing=True, skip_covered=True, file=missing)
    except CoverageException as problem:
        missing.write(f"{problem}\n")
        return 0.0


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fails the run when a room is below its floor. Only the process that counts knows all the data."""
    if hasattr(session.config, "workerinput") or session.exitstatus != pytest.ExitCode.OK:
        return
    terminal = session.config.get_terminal_writer()
    for room, floor in FLOORS.items():
        missing = io.StringIO()
        reached = covered(room, missing)
        terminal.line(f"\n{room}: {reached:.2f}% covered, floor {floor:g}%", red=reached < floor)
        if reached < floor:
            terminal.write(missing.getvalue())
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
