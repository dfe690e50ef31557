"""Sets of keys that people bring along from other programs; what a set does not name keeps its own key."""

from __future__ import annotations

from collections.abc import Mapping

PRESETS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "Default": ("Leadbook's own keys", {}),
    "vim": (
        "h l period before, after; ctrl+r redo; j k g G in every set",
        {
            "redo": "ctrl+r",
            "previous_quarter": "h,left_square_bracket",
            "next_quarter": "l,right_square_bracket",
            "earlier_period": "h,left_square_bracket",
            "later_period": "l,right_square_bracket",
            "earlier_week": "h,left_square_bracket",
            "later_week": "l,right_square_bracket",
        },
    ),
    "Windows": (
        "ctrl+z, ctrl+y, ctrl+f, ctrl+n, ctrl+s beside the letters",
        {
            "undo": "ctrl+z,u",
            "redo": "ctrl+y,U",
            "filter": "ctrl+f,slash",
            "new_lead": "ctrl+n,n",
            "export_list": "ctrl+s,x",
        },
    ),
}
"""By name: what it is about, and keys by action."""
