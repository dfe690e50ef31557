"""Which version of the program this is, as a statement names it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """The version of the installed program; ``uninstalled`` where it runs from its sources."""
    try:
        return version("leadbook")
    except PackageNotFoundError:
        return "uninstalled"
