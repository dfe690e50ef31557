"""The app's places: each mode's name and screen. Imported after the first paint, since the screens need the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.screen import Screen

from tui.screens.claim import ClaimsScreen
from tui.screens.desk import Desk
from tui.screens.journal import Journal
from tui.screens.leads import Leads
from tui.screens.officer import Officers
from tui.screens.quarter import QuarterScreen

PLACES: Mapping[str, Callable[[], Screen[None]]] = {
    "desk": Desk,
    "leads": Leads,
    "officers": Officers,
    "quarter": QuarterScreen,
    "claims": ClaimsScreen,
    "journal": Journal,
}
