"""A canvas of braille dots, two across and four down in each cell."""

from __future__ import annotations

ACROSS = 2
DOWN = 4

_BLANK = 0x2800
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # by row and column of the cell


class Braille:
    """So many cells wide and high. Dots are counted from the top left; what lies outside is not drawn."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._cells = [[0] * width for _ in range(height)]

    def dot(self, x: int, y: int) -> None:
        """Sets a dot."""
        column, row = x // ACROSS, y // DOWN
        if 0 <= column < self.width and 0 <= row < self.height:
            self._cells[row][column] |= _BITS[y % DOWN][x % ACROSS]

    def line(self, start: tuple[int, int], end: tuple[int, int], every: int = 1) -> None:
        """Draws from dot to dot, both set; with ``every`` only each so many along the way."""
        (x, y), (to_x, to_y) = start, end
        steps = max(abs(to_x - x), abs(to_y - y))
        for step in range(0, steps + 1, every):
            self.dot(x + _part(to_x - x, step, steps), y + _part(to_y - y, step, steps))

    def at(self, column: int, row: int) -> str:
        """The character of a cell; empty where no dot is set."""
        dots = self._cells[row][column]
        return chr(_BLANK + dots) if dots else ""


def _part(whole: int, step: int, steps: int) -> int:
    """The part of a way after so many of its steps, to the nearest dot."""
    return (2 * whole * step + steps) // (2 * steps) if steps else 0
