"""Saved views as JSON and as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from reports.lead_filter import filter_in_words, order_in_words
from storage.views.lead_order import order_text
from storage.views.lead_view import LeadView


def view_data(view: LeadView) -> dict[str, Any]:
    """A view as it was saved."""
    return {"name": view.name, "filter": view.words, "sort": order_text(view.sort, view.descending)}


def view_words(view: LeadView, today: date) -> str:
    """What it shows today: ``open, overdue · soonest due first``."""
    return f"{filter_in_words(view.query(today), today)} · {order_in_words(view.sort, view.descending)}"


def views_text(views: Sequence[LeadView], today: date) -> str:
    """A line for each."""
    return "\n".join(f"{view.name:<30}  {view_words(view, today)}" for view in views) or "No view is saved yet."
