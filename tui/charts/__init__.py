"""Charts in cells: pure functions that draw for a width and a height, and the widgets that show them."""
