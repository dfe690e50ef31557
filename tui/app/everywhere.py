"""What can be done from every screen: going to a place, entering a lead, undo, help, and the command palette."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import SystemCommand
from textual.screen import Screen

from program.refusals import BadInput
from storage.text import printable
from tui.app.works import Works
from tui.keys.registry import key_words, offered, with_keys
from tui.keys.settled import settled_keys
from tui.rights import why_not
from tui.themes import themes_offered

if TYPE_CHECKING:
    from textual.command import Provider

    from reports.due import DueLine
    from storage.views.status import Status
    from tui.book.watching import Watching
    from tui.screens.base import BookScreen
    from tui.settings.config import Profile


def _finder() -> type[Provider]:
    from tui.app.finder import Finder  # the palette is loaded when it is first asked for

    return Finder


_BETWEEN = "between"
"""What is in front while the places are made anew."""


class Everywhere(Works):
    """The actions of the registry that are offered everywhere."""

    COMMANDS = Works.COMMANDS | {_finder}
    status: Status | None
    due: Sequence[DueLine]
    keymap: Mapping[str, str]
    profiles: Mapping[str, Profile]
    watching: Watching | None

    def with_keys(self, words: str) -> str:
        """Words of ours in which ``{outcome}`` stands for the key of that action."""
        return with_keys(words, self.keymap)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette: what the registry offers on this screen, by name and key, and the choice of a theme."""
        if self.status is not None:
            called: Mapping[str, str] = getattr(screen, "called", {})
            for action in offered(("everywhere", *getattr(screen, "PLACES", ())), getattr(screen, "idle", ())):
                node = screen if hasattr(screen, f"action_{action.id}") else self
                key = key_words(self.keymap.get(action.id, action.key)).split()[0]
                reason = why_not(self.seat, action.id)
                words = f"– {printable(reason)}" if reason else action.help
                label = called.get(action.id, action.label)
                yield SystemCommand(f"{label}   {key}", words, getattr(node, f"action_{action.id}"))
        else:
            yield SystemCommand("Colors", "Choose the colors", self.action_theme)

    def action_command_palette(self) -> None:
        """Opens the palette, once."""
        from tui.app.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_help_quit(self) -> None:
        """ctrl+c leaves nothing: it is too easily typed by habit."""
        self.notify(self.with_keys("{quit} leaves Leadbook, ctrl+q does so from anywhere. What is recorded is kept."))

    async def action_desk(self) -> None:
        """Goes to the desk."""
        await self._go_to("desk")

    async def action_leads(self) -> None:
        """Goes to the register."""
        await self._go_to("leads")

    async def action_officers(self) -> None:
        """Goes to the roster."""
        await self._go_to("officers")

    async def action_quarter(self) -> None:
        """Goes to the quarter."""
        await self._go_to("quarter")

    async def action_claims(self) -> None:
        """Goes to the claims."""
        await self._go_to("claims")

    async def action_journal(self) -> None:
        """Goes to the journal."""
        await self._go_to("journal")

    def action_quick_line(self) -> None:
        """Opens the quick line of the screen."""
        from tui.forms.quick_line import QuickLine

        for line in self.screen.query(QuickLine):
            line.open()

    def action_due(self) -> None:
        """Lists all that has come due; what is chosen is gone to."""
        from tui.lists.menu import MenuLine, RowMenu

        due = tuple(self.due)
        if not due:
            for screen in self.book_screens():
                screen.say("Nothing has come due")
            return

        def go(chosen: str | None) -> None:
            if chosen is not None:
                self.call_later(self.run_action, due[int(chosen)].action)

        keys = [self.with_keys(f"{{{line.action}}}") for line in due]
        room = self.size.width - max(map(len, keys)) - 6
        said = [printable(line.text if cell_len(line.text) <= room else line.brief) for line in due]
        lines = [
            MenuLine(str(at), key, f"{words[:1].upper()}{words[1:]}")
            for at, (key, words) in enumerate(zip(keys, said, strict=True))
        ]
        self.push_screen(RowMenu(lines, 0, 3), go)

    def action_new_lead(self) -> None:
        """Asks for a lead."""
        from tui.forms.lead import NewLeadForm

        form = NewLeadForm()

        def left(_: bool | None) -> None:
            for screen in self.book_screens()[-1:] if form.added else ():
                screen.lead_added(form.added)

        self.push_screen(form, left)

    def action_import_file(self) -> None:
        """Asks for a file of leads."""
        from tui.forms.import_file import ImportForm

        waiting = self.watching.waiting if self.watching else ()
        self.push_screen(ImportForm("leads", self.profiles, next(iter(waiting), None)))

    def action_keep(self) -> None:
        """Asks what is to be done for the book's safety."""
        from tui.forms.book import BookForm

        self.push_screen(BookForm())

    def action_people(self) -> None:
        """Shows who keeps the book, and what can be said of each."""
        self.run_worker(self._show_people(), group="people", exclusive=True, exit_on_error=False)

    async def _show_people(self) -> None:
        from tui.forms.people import PeopleMenu

        assert self.keeper is not None
        self.push_screen(PeopleMenu(await self.keeper.ask(lambda book: book.view.people())))

    def action_undo(self) -> None:
        """Says what would be taken back, and takes it back on Enter."""
        from storage.commands.undo import Undo
        from tui.forms.undo import UndoForm

        self.push_screen(UndoForm(Undo()))

    def action_redo(self) -> None:
        """Says what would be put back, and puts it back on Enter."""
        from storage.commands.undo import Redo
        from tui.forms.undo import UndoForm

        self.push_screen(UndoForm(Redo()))

    def action_help(self) -> None:
        """Shows the keys of the screen, and carries out what is chosen among them."""
        from tui.keys.help import Help

        screen = self.screen

        def carry_out(chosen: str | None) -> None:
            if chosen is not None:
                node = screen if hasattr(screen, f"action_{chosen}") else self
                self.call_later(getattr(node, f"action_{chosen}"))

        places, idle = getattr(screen, "PLACES", ()), getattr(screen, "idle", ())
        self.push_screen(Help(places, self.keymap, self.seat, idle), carry_out)

    def action_jump(self) -> None:
        """Shows a letter on everything that can be reached, and goes where the typed one is."""
        from tui.keys.jump import Jump, Target, targets

        def go(chosen: Target | None) -> None:
            if chosen is not None:
                self.call_later(chosen.go)

        self.push_screen(Jump(targets(self.screen)), go)

    def action_theme(self) -> None:
        """Shows the looks one by one, and keeps the one that is chosen in the config file."""
        from tui.forms.theme import ThemeChooser
        from tui.settings.config_file import keep_theme

        def keep(chosen: str | None) -> None:
            if chosen is not None:
                try:
                    keep_theme(chosen)
                except BadInput as problem:
                    self.notify(f"Shown until Leadbook is left. {problem}", severity="warning", timeout=10)

        self.push_screen(ThemeChooser(themes_offered(self)), keep)

    def action_change_keys(self) -> None:
        """Changes keys, which hold at once, and stand in the config file."""
        from tui.keys.editor import KeysEditor
        from tui.settings.config import config_path, read_config

        before = self.keymap

        async def closed(_: str | None) -> None:
            if self.keymap != before:
                await self.remake()

        try:
            wanted = read_config(config_path()).keys
        except BadInput as problem:
            self.notify(str(problem), severity="error", timeout=10)
        else:
            self.push_screen(KeysEditor(wanted, self._keep_keys), closed)

    def _keep_keys(self, wanted: Mapping[str, str]) -> None:
        from tui.settings.config_file import keep_keys

        keep_keys(wanted)
        self.keymap = settled_keys(wanted)[0]
        self.set_keymap(self.keymap)

    async def remake(self) -> None:
        """Makes all places anew, since what they say names keys."""
        from tui.places import PLACES
        from tui.screens.loading import Loading

        here = self.current_mode
        self.hold_keys()
        try:
            self.add_mode(_BETWEEN, Loading)
            await self.switch_mode(_BETWEEN)
            for name, place in PLACES.items():
                await self.remove_mode(name)
                self.add_mode(name, place)
            await self.switch_mode(here)
            await self.remove_mode(_BETWEEN)
        finally:
            self.release_keys()

    def book_screens(self) -> list[BookScreen]:
        """The screens in front that show the book, and are neither being made nor taken apart just now."""
        from tui.screens.base import BookScreen

        return [screen for screen in self.screen_stack if isinstance(screen, BookScreen) and screen.is_whole]

    async def _go_to(self, mode: str) -> None:
        """Goes to a place as it was left; where the third row of the frame names its key, to what that says of it."""
        if self.current_mode == mode:
            here_already = len(self.screen_stack) == 1
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            if here_already and self.due and self.due[0].action == mode:  # the key does what the row says of it
                for screen in self.book_screens():
                    screen.turn_to_what_waits()
                    screen.refresh_body()
        else:
            self.hold_keys()  # making a screen for the first time may take longer than a key is waited for
            try:
                await self.switch_mode(mode)
                names_it = any(line.action == mode for line in self.due)
                for screen in self.book_screens():
                    screen.say("")  # what was said when it was left is no news any more
                    if names_it:
                        screen.turn_to_what_waits()
            finally:
                self.release_keys()
