"""Picking a file: a tree of folders that shows only files which may be tables, and the folders used before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import DirectoryTree, OptionList
from textual.widgets.directory_tree import DirEntry
from textual.widgets.option_list import Option

from storage.importing.file_types import is_table
from storage.text import printable
from tui.forms.modal import Modal

_USUAL = ("Downloads", "Documents", "Desktop")


class TableTree(DirectoryTree):
    """Folders, and files that may be tables; none that is hidden, or has a name that cannot be shown."""

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """What is shown."""
        return [path for path in paths if not path.name.startswith(".") and _is_shown(path)]

    def on_tree_node_expanded(self, event: DirectoryTree.NodeExpanded[DirEntry]) -> None:
        """Begins at what is in the folder: Enter on the folder itself would only close it."""
        if event.node is self.root and self.cursor_node in (None, self.root) and self.root.children:
            self.move_cursor(self.root.children[0], animate=False)


def _is_shown(path: Path) -> bool:
    if printable(path.name) != path.name:
        return False
    try:
        return path.is_dir() or (path.is_file() and is_table(path))
    except OSError:
        return False


class FilePicker(Modal):
    """Asks for a file; dismissed with True when ``picked`` has it. ``recent`` are the folders of the last files."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("backspace", "up", "Folder above", show=False)]
    heading = "Pick a file"
    hint = "Enter opens a folder, or takes the file · Tab recent folders · Backspace the folder above · Esc leaves"

    def __init__(self, begins: Path | None, recent: Sequence[Path]) -> None:
        super().__init__()
        self.picked: Path | None = None
        usual = [folder for folder in (Path.home() / name for name in _USUAL) if folder.is_dir()]
        self._folders = list(dict.fromkeys([*recent, *usual, Path.home()]))
        self._begins = begins if begins is not None and begins.is_dir() else self._folders[0]

    def body(self) -> ComposeResult:
        yield TableTree(self._begins, id="tree")
        folders = OptionList(*(Option(Content(printable(str(folder)))) for folder in self._folders), compact=True)
        folders.id = "folders"
        yield folders

    def begin(self) -> None:
        """Starts in the tree."""
        self.query_one(TableTree).focus()

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """Takes the file."""
        event.stop()
        self.picked = event.path
        self.dismiss(True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Goes to a folder used before."""
        event.stop()
        self._go(self._folders[event.option_index])

    def action_up(self) -> None:
        """Goes to the folder above."""
        self._go(Path(self.query_one(TableTree).path).absolute().parent)

    def _go(self, folder: Path) -> None:
        tree = self.query_one(TableTree)
        tree.path = folder
        tree.focus()
