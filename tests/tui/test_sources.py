"""Where a list's rows come from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

from tests.holding import DEADLINE_SECONDS
from tui.lists.sources import ReadOnce


def test_rows_and_their_number_that_are_asked_for_at_once_are_read_once() -> None:
    begun, go_on = Event(), Event()
    reads: list[str] = []

    def read() -> str:
        reads.append("read")
        begun.set()
        assert go_on.wait(DEADLINE_SECONDS)
        return "abcde"

    source = ReadOnce(read)
    with ThreadPoolExecutor(2) as pool:
        total = pool.submit(source.total)
        assert begun.wait(DEADLINE_SECONDS)
        rows = pool.submit(source.rows, 1, 3)
        wait([rows], timeout=0.1)  # long enough for a read of its own to begin
        go_on.set()
        assert (total.result(), rows.result()) == (5, "bcd")
    assert reads == ["read"]
