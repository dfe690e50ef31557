"""The app and the command line as the other rooms open them."""

from __future__ import annotations

from tests.cli.conftest import leadbook
from tests.tui.conftest import desk, place, styles_are_parsed_once

__all__ = ["desk", "leadbook", "place", "styles_are_parsed_once"]
