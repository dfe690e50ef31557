"""The sizes of a terminal at which screens change, for the style sheet and for the screens alike."""

from __future__ import annotations

USUAL, WIDE, VAST = 76, 116, 180
"""Columns from which a usual screen, a wide one, and one with a list more beside the others has room."""

LOW, TALL, HIGH = 22, 34, 46
"""Lines from which a low screen, a tall one, and one that shows longer lists and larger charts has room."""

BY_WIDTH = [(0, "-narrow"), (USUAL, "-usual"), (WIDE, "-wide")]
BY_HEIGHT = [(0, "-tiny"), (LOW, "-low"), (TALL, "-tall")]
"""The classes that a screen has from so many columns, and from so many lines, on."""


def classes_of(size: tuple[int, int]) -> dict[str, bool]:
    """Of the classes above, those that a screen of so many columns and lines has, and those that it has not."""
    return {
        name: name == max(step for step in steps if step[0] <= extent)[1]
        for steps, extent in zip((BY_WIDTH, BY_HEIGHT), size, strict=True)
        for _, name in steps
    }
