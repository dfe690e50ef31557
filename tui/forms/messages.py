"""What was said above the keys and is said no longer."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from tui.forms.modal import Modal
from tui.lists.lines import Line, Lines


class Messages(Modal):
    """What was said last, as much as the app keeps, the newest first; of long news every line."""

    heading = "What was said"

    def body(self) -> ComposeResult:
        yield Lines(id="messages")

    def begin(self) -> None:
        """Shows them, in the newest."""
        lines = [
            Line(_colored(said), at if not below else None)
            for at, message in enumerate(reversed(self.leadbook.messages))
            for below, said in enumerate(_hanging(message))
        ]
        shown = self.query_one(Lines)
        shown.show(lines or [Line(Content("Nothing was said yet."))])
        shown.focus()

    def on_option_list_option_selected(self) -> None:
        """Enter leaves."""
        self.action_leave()


def _hanging(message: str) -> list[str]:
    first, *others = message.split("\n")
    return [first, *(f"  {line}" for line in others)]


def _colored(said: str) -> Content:
    return Content.styled(said, "$text-warning" if said.lstrip().startswith("! ") else "")
