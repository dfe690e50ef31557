"""After a strike-out: its texts leave the file's free pages too, and the copies of the book that can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from program.strike_out import StrikeReason
from storage.book import Book
from storage.commands.strike_out import StrikeOut
from storage.engine.away import asked_anew
from storage.engine.book_names import path_of
from storage.engine.connections import connect, reading, write_pages_anew
from storage.engine.files import part_of
from storage.errors import BookUnavailable
from storage.journal.format import struck_words
from storage.maintenance.backup import copies_of, copy_raised, verified
from storage.schema import revision as schema
from storage.schema.journal import journal_change, journal_entry
from storage.views.strike_out import Target, struck_in, texts_of

_PER_QUERY = 500


@dataclass(frozen=True)
class Erased:
    """Which copies were written anew without the texts, and what could not be reached, in sentences."""

    copies: tuple[Path, ...]
    problems: tuple[str, ...]


def erase(book: Book, folder: Path) -> Erased:
    """Takes what was struck out of the book's free pages, and out of its backups in the folder and beside it.

    It may be done again at any time, and only does what is left to do.
    """
    problems = []
    try:
        write_pages_anew(book.engine)
    except BookUnavailable as problem:
        reason = str(problem).split(";")[0]
        problems.append(f"Free pages of the book may still hold it: {reason}. Run the same command again")
    copies = erase_from_copies(book, folder)
    return Erased(copies.copies, (*problems, *copies.problems))


def erase_what_is_left(book: Book, folder: Path) -> None:
    """Ends what an earlier strike-out may have left to do; a book that nothing was struck out of is left alone."""
    if _strikes_of(book):
        erase(book, folder)


def erase_from_copies(book: Book, folder: Path) -> Erased:
    """Strikes out of every copy that can be reached what was struck out of the book; each copy stays sound."""
    strikes = _strikes_of(book)
    written, problems = [], []
    place = path_of(book.name)
    for copy in copies_of(place, folder) if strikes and place is not None else ():
        try:
            if _holds(copy, book, strikes):
                _strike_in(copy, book, strikes)
                written.append(copy)
        except (BookUnavailable, OSError) as problem:
            reason = problem.strerror if isinstance(problem, OSError) else str(problem).removeprefix(f"{copy}: ")
            problems.append(f"{copy} may still hold it: {reason}")
    return Erased(tuple(written), tuple(problems))


def _strikes_of(book: Book) -> list[tuple[str, str, str, str]]:
    """What people struck out of the book, oldest first: the record's table and id, the field, and the reason."""

    def ask() -> list[tuple[str, str, str, str]]:
        with reading(book.engine) as connection:
            return struck_in(connection, book.agency_id)

    return asked_anew(ask)


def _holds(copy: Path, book: Book, strikes: list[tuple[str, str, str, str]]) -> bool:
    """Whether a copy is this agency's and holds a text that was struck out of the book."""
    engine = connect(str(copy), book.surroundings.keys)
    agency_id = book.agency_id
    try:
        revision = schema.revision_of(engine)
        with reading(engine) as connection:
            if connection.execute(select(journal_entry.c.agency_id).limit(1)).scalar() != agency_id:
                return False
            if revision < schema.NEWEST:  # nothing was ever struck out of it
                return _knows(connection, [row_id for _, row_id, _, _ in strikes])
            return any(texts_of(connection, agency_id, *strike[:3]) for strike in strikes)
    finally:
        engine.dispose()


def _knows(connection: Connection, row_ids: list[str]) -> bool:
    for start in range(0, len(row_ids), _PER_QUERY):
        some = row_ids[start : start + _PER_QUERY]
        if connection.execute(select(journal_change.c.entry).where(journal_change.c.row_id.in_(some)).limit(1)).first():
            return True
    return False


def _strike_in(copy: Path, book: Book, strikes: list[tuple[str, str, str, str]]) -> None:
    with part_of(copy) as part:
        copy_raised(copy, part, book.surroundings.keys)
        with Book.open(part, book.surroundings) as inside:
            for record, row_id, field, reason in strikes:
                target = Target(record, (row_id,), field, f"{record.replace('_', ' ')} {struck_words(row_id)}")
                inside.run(StrikeOut(target, StrikeReason(reason)))
            write_pages_anew(inside.engine)
        verified(part, copy, book.surroundings)
        if copy.with_name(copy.name + "-wal").exists():  # which would be read into what takes its place
            raise BookUnavailable(f"{copy}: is open in another program")
        part.replace(copy)
