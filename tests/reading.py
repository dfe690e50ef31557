"""Reading a file in this process instead of one of its own: for tests that read hundreds of small ones."""

from __future__ import annotations

import pickle
from typing import IO

from storage.importing import child
from storage.importing.child import About, Request
from storage.importing.look import Look


def read_here(request: Request, scratch: IO[bytes]) -> tuple[About | Look, int]:
    """Stands in for ``reader._answered``."""
    answers = list(child.answers(request))
    for answer in answers:
        scratch.write(pickle.dumps(answer))
    first = answers[0]
    assert isinstance(first, About | Look)
    return first, len(answers) - 1
