"""The section of docs/command-line.md on every command and option; ``python -m cli.commands_page`` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cli.main import leadbook

PAGE = Path(__file__).parent.parent / "docs" / "command-line.md"
BEGINS = "## Every command and option\n"


def all_commands(
    group: click.Group = leadbook, path: tuple[str, ...] = ("leadbook",)
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that call it, in the order of the help."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from all_commands(found, (*path, name))
        elif found is not None:
            yield (*path, name), found


def example_of(command: click.Command) -> str:
    """The line that the command's help ends with."""
    return (command.epilog or "").splitlines()[-1].strip()


def reference() -> str:
    """The section as Markdown, from the commands themselves."""
    lines = [
        BEGINS,
        "Made by `make docs` from the help of the commands; each example runs in a test. `--json` and `--help` go with",
        "every one.",
    ]
    for path, command in all_commands():
        arguments = [
            parameter.make_metavar(click.Context(command))
            for parameter in command.params
            if isinstance(parameter, click.Argument)
        ]
        lines += ["", f"### {' '.join([*path, *arguments])}", "", " ".join((command.help or "").split()), ""]
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.name != "as_json":
                flag = " or ".join(parameter.opts) + (
                    "" if parameter.is_flag else f" {parameter.make_metavar(click.Context(command))}"
                )
                asked = ", required" if parameter.required else ", can be repeated" if parameter.multiple else ""
                lines.append(f"- `{flag}`{asked}: {parameter.help}")
        lines += ["", f"      {example_of(command)}"]
    return "\n".join(lines) + "\n"


def page() -> str:
    """The whole page, its last section made anew."""
    return PAGE.read_text(encoding="utf-8").partition(BEGINS)[0] + reference()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
