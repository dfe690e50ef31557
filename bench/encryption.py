"""An encrypted book beside the same one that is not: its key, opening, an outcome, the figures; processor time."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.books import Library, surroundings
from bench.page import Line, median
from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.outcome import RecordOutcomes
from storage.engine.encryption import new_salt
from storage.engine.unlocking import alone_with, unlock, write_under
from storage.keys import Keys
from storage.surroundings import Surroundings
from storage.views.lead import LeadQuery

LEADS = 10_000
RUNS = 30
_PASSPHRASE = "correct horse battery staple"


def lines(library: Library) -> list[Line]:
    """Both books in turn; there is no goal here."""
    here = surroundings()
    plain = library.copy(LEADS, "plain")
    encrypted = plain.with_name("encrypted.leadbook")
    with alone_with(plain, here.keys) as raw:
        write_under(raw, encrypted, new_salt(_PASSPHRASE, here), here.keys)
    taken = {place: _measured(place, here) for place in (plain, encrypted)}
    unlocking = [_processor(lambda: unlock(encrypted, _PASSPHRASE, Keys())) for _ in range(5)]
    found = [Line("unlocking with the passphrase", median(unlocking))]
    for what, ours in taken[encrypted].items():
        found.append(Line(f"{what}, {LEADS:,} leads", median(ours), theirs=median(taken[plain][what])))
    plain.unlink()
    encrypted.unlink()
    return found


def _measured(place: Path, here: Surroundings) -> dict[str, list[float]]:
    taken = {"opening": [_processor(lambda: Book.open(place, here).close()) for _ in range(RUNS)]}
    with Book.open(place, here) as book:
        references = [found.reference for found in book.view.leads(LeadQuery(outcome=Outcome.OPEN), RUNS).leads]
        taken["one outcome"] = [
            _processor(partial(book.run, RecordOutcomes((reference,), Outcome.LOCATED))) for reference in references
        ]
        taken["the figures"] = [_processor(book.view.status) for _ in range(RUNS)]
        taken["a page of leads"] = [_processor(lambda: book.view.leads(LeadQuery(), 200)) for _ in range(RUNS)]
    return taken


def _processor(do: Callable[[], object]) -> float:
    began = time.process_time_ns()
    do()
    return (time.process_time_ns() - began) / 1e6
