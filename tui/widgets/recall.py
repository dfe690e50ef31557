"""Going back through lines that were typed earlier, and forth again to the one that is being typed."""

from __future__ import annotations


class Recall:
    """Earlier lines, the last one last; the list may be shared. ``step`` walks through them."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._back = 0
        """How many lines back the one is that is shown; 0 is the one being typed."""
        self._begun = ""
        """What was being typed when an earlier line was shown."""

    def step(self, by: int, typed: str) -> str | None:
        """The line before (-1) or after the one shown, after the last what was being typed; None where there is none.

        ``typed`` is what stands in the line now.
        """
        back = min(max(self._back - by, 0), len(self._lines))
        if back == self._back:
            return None
        if self._back == 0:
            self._begun = typed
        self._back = back
        return self._lines[-back] if back else self._begun

    def keep(self, line: str) -> None:
        """Keeps a line as the last one, once, and begins with a new one."""
        if line in self._lines:
            self._lines.remove(line)
        self._lines.append(line)
        self._back = 0
