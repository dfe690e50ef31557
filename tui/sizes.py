"""The sizes of a terminal at which screens change, for the style sheet and for the screens alike."""

from __future__ import annotations

USUAL, WIDE = 76, 116
"""Columns from which a usual screen, and a wide one, has room."""

LOW, TALL = 22, 34
"""Lines from which a low screen, and a tall one, has room."""

BY_WIDTH = [(0, "-narrow"), (USUAL, "-usual"), (WIDE, "-wide")]
BY_HEIGHT = [(0, "-tiny"), (LOW, "-low"), (TALL, "-tall")]
"""The classes that a screen has from so many columns, and from so many lines, on."""
