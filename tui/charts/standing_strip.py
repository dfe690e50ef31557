"""An officer's standing as a strip of time: authorized ▬, suspended ▭, what comes before or between in dots."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from textual.content import Content

from program.officers.standing import Period, Standing, standing_on
from tui.charts.cells import Cells

_SIGNS = {
    Standing.AUTHORIZED: ("▬", "$text-success"),
    Standing.SUSPENDED: ("▭", "$text-warning"),
    Standing.REVOKED: ("×", "$text-error"),
    Standing.EXPIRED: ("·", "$text-error"),
    Standing.TRAINING: ("┄", "$foreground-muted"),
    Standing.NOMINATED: ("┄", "$foreground-muted"),
}
_DAYS_AROUND = 90


def standing_strip(periods: Sequence[Period], today: date, width: int) -> list[Content]:
    """The strip in so many cells, and under it its first day, today and its last; nothing without a standing.

    A cell shows the standing of its first day. An open end runs on for a while after today.
    """
    if not periods or width < 1:
        return []
    first = min(period.from_ for period in periods)
    ends = [period.until for period in periods if period.until is not None]
    last = max([today + timedelta(days=_DAYS_AROUND), *ends])
    days = (last - first).days + 1
    cells = Cells(width, 2)
    for column in range(width):
        standing = standing_on(periods, first + timedelta(days=column * days // width))
        if standing is not None:
            sign, style = _SIGNS[standing]
            cells.put(column, 0, sign, style)
    at = min(width - 1, (today - first).days * width // days) if today >= first else 0
    begins, ends_at = f"{first:%b %Y}", f"{last:%b %Y}"
    if width >= len(begins) + len(ends_at) + 4:
        cells.put(0, 1, begins)
        cells.put(width - len(ends_at), 1, ends_at)
    cells.put(at, 1, "▲", "bold $text")
    return cells.lines()
