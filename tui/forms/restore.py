"""Putting a backup in the book's place: which one, what that would lose, and once more; or proving one."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from program.refusals import LeadbookError
from reports.restore import SHORT_HEAD, drill_text, prospect_lines
from storage.book import Book
from storage.maintenance.drill import drill
from storage.maintenance.loss import CopySeen, Prospect, copies_of, prospect
from storage.text import number_of, printable, printable_lines
from tui.forms.modal import Modal
from tui.lists.journal import short_moment


class CopiesForm(Modal):
    """Lists the copies of the book, the newest first; the one under the cursor says what it would lose.

    Dismissed with True when ``picked`` is to be put in the book's place.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("d", "drill", "Prove it", show=False)]
    heading = "Backups of the book"
    hint = "Enter puts it in the book's place · d proves it · Esc leaves"

    def __init__(self) -> None:
        super().__init__()
        self.picked: Path | None = None
        self._copies: tuple[CopySeen, ...] = ()
        self._seen: Prospect | None = None
        self._is_owner = False

    def body(self) -> ComposeResult:
        yield OptionList(id="copies", compact=True)
        yield Static("Looking at the backups …", id="what", markup=False)

    def begin(self) -> None:
        """Lists them; keys wait until they stand there."""
        self.leadbook.hold_keys()
        self._list()

    @work(group="copies", exclusive=True, exit_on_error=False)
    async def _list(self) -> None:
        folder = self.leadbook.bookkeeper.safekeeping.folder
        try:
            self._is_owner = await self.leadbook.bookkeeper.ask(is_owner)
            self._copies = await self.leadbook.bookkeeper.ask(
                lambda book: copies_of(book, folder, book.surroundings.keys)
            )
        except LeadbookError as problem:
            self.refuse(problem)
        finally:
            self.leadbook.release_keys()
        copies = self.query_one(OptionList)
        copies.add_options(Option(self._line(one), disabled=bool(one.problem)) for one in self._copies)
        copies.focus()
        if not self._copies:
            none = f"There is none of this book in {folder}. A book on a server is restored by the server's own tools."
            self._say(none)

    def _line(self, one: CopySeen) -> Content:
        at = "" if one.made is None else short_moment(int(one.made.timestamp() * 1000), self.today)
        begins = f"{at:<17} {one.bytes / 1_000_000:>7,.1f} MB   "
        if one.problem:
            return Content(printable(f"{begins}cannot be restored: {one.problem}"))
        lacks = f"lacks {number_of(one.lacks, 'entry', 'entries')}" if one.lacks else "lacks nothing"
        kind = "  replaced" if "-replaced-" in one.path.name else ""
        return Content(f"{begins}entry {one.entries:<7,} {one.head[:SHORT_HEAD]}   {lacks}{kind}")

    @property
    def _chosen(self) -> CopySeen | None:
        at = self.query_one(OptionList).highlighted
        return None if at is None else self._copies[at]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Says what the copy under the cursor would lose."""
        event.stop()
        self.accept()
        self._look(self._copies[event.option_index])

    @work(group="prospect", exclusive=True, exit_on_error=False)
    async def _look(self, one: CopySeen) -> None:
        self._seen = None
        try:
            seen = await self.leadbook.bookkeeper.ask(lambda book: prospect(one.path, book, book.surroundings.keys))
        except LeadbookError as problem:
            self.refuse(problem)
        else:
            self._seen = seen
            self._say("\n".join([one.path.name, *prospect_lines(seen)[1:]]))

    def _say(self, text: str) -> None:
        self.query_one("#what", Static).update(Content(printable_lines(self._on_screen(text))))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Asks once more."""
        event.stop()
        if not self._is_owner:
            self.refuse("A backup is put in the book's place by an owner of it")
        elif self._seen is not None and self._seen.copy == self._copies[event.option_index].path:
            self.app.push_screen(_OnceMore(self._seen), self._put_back)

    def _put_back(self, sure: bool | None) -> None:
        if sure and self._seen is not None:
            self.picked = self._seen.copy
            self.dismiss(True)

    def action_drill(self) -> None:
        """Proves the copy under the cursor."""
        if (one := self._chosen) is not None:
            self.leadbook.hold_keys()
            self._drill(one)

    @work(group="copies", exclusive=True, exit_on_error=False)
    async def _drill(self, one: CopySeen) -> None:
        book: Book = self.leadbook.bookkeeper.book
        try:
            found = await self.leadbook.work("Proving the backup", lambda: drill(book, one.path))
        except LeadbookError as problem:
            self.refuse(problem)
        else:
            self._say(drill_text(found))
        finally:
            self.leadbook.release_keys()


def is_owner(book: Book) -> bool:
    """Whether who sits at the book may replace it: anybody, where it names no people."""
    owners = {one.person_id for one in book.view.people() if one.is_owner}
    return not owners or book.seated in owners


class _OnceMore(Modal):
    """What would be lost; y puts the copy in the book's place, and nothing else does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "put_back", "Put it back", show=False)]
    heading = "Put this copy in the book's place?"
    hint = "y does it · Esc leaves the book as it is"

    def __init__(self, seen: Prospect) -> None:
        super().__init__()
        self._seen = seen

    def body(self) -> ComposeResult:
        kept = "The copy is checked whole first. The present book is kept beside it, and can be put back the same way."
        lines = [self._seen.copy.name, *prospect_lines(self._seen)[1:], "", kept]
        yield Static(Content(printable_lines(self._on_screen("\n".join(lines)))), id="what")

    def action_submit(self) -> None:
        """Enter comes too easily."""
        self.refuse("y puts it back; Enter does nothing here")

    def action_put_back(self) -> None:
        """Goes on."""
        self.dismiss(True)
