"""The looks of the app: Leadbook's own five, and Textual's themes, by the name that the config file has."""

from __future__ import annotations

import os
from dataclasses import replace

from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

LOOKS = {
    "textual-dark": "Default",
    "textual-light": "Light",
    "high-contrast": "High contrast",
    "ansi-dark": "The terminal's own colors",
    "mono": "Without color",
}
"""The looks that are Leadbook's own, by theme, in the order in which they are offered."""

_MEANT = {
    "textual-dark": "for most rooms",
    "textual-light": "for a bright room",
    "high-contrast": "for tired eyes",
    "ansi-dark": "as it is set, on dark",
    "ansi-light": "as it is set, on light",
    "mono": "words and signs alone",
}
_SPELLED = {"ansi-light": "The terminal's own, light"}
_WORDS = {"frappe": "Frappé", "rose": "Rosé"}

_LIGHT = replace(
    BUILTIN_THEMES["textual-light"],
    variables={
        **BUILTIN_THEMES["textual-light"].variables,
        "foreground-muted": "#555555",
        "text-warning": "#7A4300",
        "text-accent": "#7A4300",
        "text-success": "#1B5E2B",
        "footer-key-foreground": "#004578",
    },
)
"""Textual's own warns in an orange of 3.3:1 on its gray and has keys in a blue of 2.9:1; text wants 4.5:1."""

_HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#3F9BFF",
    secondary="#00E5FF",
    accent="#FFD500",
    warning="#FFD500",
    error="#FF7B7B",
    success="#4DFF88",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#000000",
    variables={
        "foreground-muted": "#D0D0D0",
        "text-warning": "#FFD500",
        "text-accent": "#FFD500",
        "text-success": "#4DFF88",
        "text-error": "#FF9B9B",
        "block-cursor-background": "#FFFFFF",
        "block-cursor-foreground": "#000000",
    },
)

_MONO = Theme(
    name="mono",
    primary="#808080",
    secondary="#A0A0A0",
    accent="#E0E0E0",
    warning="#E0E0E0",
    error="#FFFFFF",
    success="#E0E0E0",
    foreground="#E0E0E0",
    background="#121212",
    surface="#1C1C1C",
    panel="#262626",
    variables={f"text-{tone}": "#F0F0F0" for tone in ("warning", "accent", "success", "error", "primary")}
    | {"foreground-muted": "#A8A8A8", "block-cursor-background": "#E0E0E0", "block-cursor-foreground": "#121212"},
)


def take_theme(app: App[int], wanted: str | None) -> str | None:
    """Gives the app our looks, and the theme of that name; returns a sentence where there is none of it."""
    for look in (_LIGHT, _HIGH_CONTRAST, _MONO):
        app.register_theme(look)
    known = themes_offered(app)
    if wanted in known:
        app.theme = wanted
    elif "ansi-dark" not in known:
        app.theme = "textual-dark"
    if wanted is None or wanted in app.available_themes:
        return None
    return f"{wanted} is no theme; there are {', '.join(sorted(app.available_themes))}"


def look_words(app: App[int], name: str) -> tuple[str, str]:
    """What a theme is called, and what it is for: ``Rosé Pine Dawn``, ``light``."""
    spelled = " ".join(_WORDS.get(part, part.capitalize()) for part in name.split("-"))
    ground = "dark" if app.available_themes[name].dark else "light"
    return LOOKS.get(name) or _SPELLED.get(name, spelled), _MEANT.get(name, ground)


def themes_offered(app: App[int]) -> list[str]:
    """The themes that can be seen, our looks first. Without color the ansi themes are black on black."""
    plain = bool(os.environ.get("NO_COLOR"))
    names = [*LOOKS, *sorted(name for name in app.available_themes if name not in LOOKS)]
    return [name for name in names if not (plain and name.startswith("ansi"))]
