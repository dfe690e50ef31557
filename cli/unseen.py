"""What is typed at the terminal without being shown: a passphrase, a PIN."""

from __future__ import annotations

import getpass
import sys
import warnings


def somebody_is_there() -> bool:
    """Whether what is typed comes from a terminal."""
    return sys.stdin.isatty()


def typed_unseen(prompt: str) -> str | None:
    """What is typed; None where there is no terminal, or it would be seen."""
    if not somebody_is_there():
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except (EOFError, getpass.GetPassWarning):
            return None
