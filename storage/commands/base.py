"""What every command is: one user action, one transaction, one entry of the journal."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from storage.journal.history import can_be_undone

if TYPE_CHECKING:
    from storage.journal.writer import Writer
    from storage.surroundings import Surroundings
    from storage.views import Views


@dataclass(frozen=True)
class Done:
    """What a command tells when its changes are made: a sentence, and where it has one, a result of its own.

    ``notes`` are further sentences that the user should see; ``reason`` a coded reason for the journal;
    ``undoes`` the entry that this one takes back.
    """

    said: str
    result: Any = None
    notes: tuple[str, ...] = ()
    reason: str | None = None
    undoes: int | None = None


@dataclass(frozen=True)
class Confirmation:
    """What a command did: ``entry`` is its number in the journal, or None where nothing had to change."""

    entry: int | None
    command_id: str
    said: str
    changes: int
    result: Any = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Command(ABC):
    """A request to change the book. Run twice with the same ``command_id``, it records once.

    With ``harmless`` somebody says that what looks like a detail of a person is none; the entry tells what was taken.
    ``acting`` is the id of the person who gives it, where another may sit at the desk by the time it is carried out.
    """

    command_id: str | None = None
    harmless: bool = False
    acting: str | None = None

    is_anchored: ClassVar[bool] = False
    """Whether the journal's head is kept elsewhere when it is done, where that is configured."""

    @property
    def can_be_undone(self) -> bool:
        """Whether an undo right after it takes it back."""
        return can_be_undone(type(self).__name__)

    @contextmanager
    def prepared(self, surroundings: Surroundings, view: Views) -> Iterator[Command]:  # noqa: ARG002
        """The command as it is carried out, for the length of a block.

        Slow work that needs no lock is done here, before the book is locked.
        """
        yield self

    @abstractmethod
    def carry_out(self, writer: Writer) -> Done:
        """Checks, then changes rows through the writer. Raises BadInput or Conflict; then nothing is changed."""
