"""What every view reads with: short read transactions of one agency, and today's date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine

from storage.engine.connections import reading
from storage.surroundings import Surroundings
from storage.views.class_cache import ClassCache


@dataclass(frozen=True)
class Reader:
    """Reads one agency's rows; each ``moment`` sees one unchanging state of the book. ``classes`` lasts as long as it,
    and so do ``answers``, which views keep by their own names.
    """

    engine: Engine
    agency_id: str
    surroundings: Surroundings
    classes: ClassCache = field(default_factory=ClassCache)
    answers: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def moment(self) -> Iterator[Connection]:
        """A read transaction."""
        with reading(self.engine) as connection:
            yield connection

    @property
    def today(self) -> date:
        """The desk's date."""
        return self.surroundings.today()


def day_or_none(text: str | None) -> date | None:
    """The date that a column holds, if it holds one."""
    return None if text is None else date.fromisoformat(text)
