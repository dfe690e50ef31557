"""The colors of the app: Textual's themes, by the name that the config file has."""

from __future__ import annotations

import os

from textual.app import App

ABOUT_THEMES = "Choose the colors until Leadbook is left; theme in the config file keeps one"


def take_theme(app: App[int], wanted: str | None) -> str | None:
    """Gives the app the theme of that name; returns a sentence where there is none of it."""
    plain = bool(os.environ.get("NO_COLOR"))
    known = [name for name in app.available_themes if not (plain and name.startswith("ansi"))]
    if wanted in known:
        app.theme = wanted
    elif plain:
        app.theme = "textual-dark"  # the ansi themes are black on black without color
    if wanted is None or wanted in app.available_themes:
        return None
    return f"{wanted} is no theme; there are {', '.join(sorted(app.available_themes))}"
