"""A usage error in two lines: what is wrong, and where help is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from storage.text import printable


class _Wrong(click.UsageError):
    def show(self, file: IO[Any] | None = None) -> None:
        """Two lines on standard error."""
        path = self.ctx.command_path if self.ctx else "leadbook"
        (file or sys.stderr).write(f"leadbook: {printable(self.message)}\nHelp: {path} --help\n")


@contextmanager
def _in_two_lines() -> Iterator[None]:
    try:
        yield
    except _Wrong:
        raise
    except click.UsageError as error:
        message = " ".join(error.format_message().split())
        if isinstance(error, click.exceptions.NoArgsIsHelpError) and isinstance(error.ctx.command, click.Group):
            message = f"Missing command: use one of {', '.join(error.ctx.command.list_commands(error.ctx))}"
        raise _Wrong(message, error.ctx) from None


class SaysWhatIsWrong(click.Group):
    """A group whose usage errors, and those of its commands, are said in two lines."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Reads the words before the command's name."""
        with _in_two_lines():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Reads the command's own words, and runs it."""
        with _in_two_lines():
            return super().invoke(ctx)
