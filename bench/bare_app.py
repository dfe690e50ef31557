"""The least that a Textual app with a table is: what the first paint is compared with. ``python -m bench.bare_app``."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Static

TITLE = "A bare app"
FIRST_ROW = "25-00000001"


class BareApp(App[None]):
    """A title and a DataTable with a screenful of fixed rows; it opens no database."""

    def compose(self) -> ComposeResult:
        yield Static(TITLE)
        yield DataTable()

    def on_mount(self) -> None:
        """Fills the table."""
        table = self.query_one(DataTable)
        table.add_columns("Reference", "Received", "Due", "Officer", "Outcome")
        table.add_rows(
            (f"25-{number:08}", "2025-11-03", "2025-11-24", "1001 Officer 1001", "Open") for number in range(1, 41)
        )


if __name__ == "__main__":
    BareApp().run()
