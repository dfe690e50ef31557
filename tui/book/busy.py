"""What is said while another program holds the book."""

from storage.engine.holders import BUSY as IS_BUSY
from storage.engine.holders import Holder, busy_words

BUSY = f"{IS_BUSY}. ctrl+q leaves"


def busy_line(holder: Holder | None) -> str:
    """That the book is busy, with who holds it where that is known, and that nobody need wait at the keyboard."""
    return f"{busy_words(holder)}. It goes on by itself; ctrl+q leaves"
