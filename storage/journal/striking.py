"""Striking a text out of what the journal and frozen papers hold. Pure: rows are written by ``writer.py``."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from storage.journal.format import Cells, Row, canonical, salts_in
from storage.schema.journaled import FREE_TEXT

_SHORTEST_NAMED = 4
"""A text shorter than this is looked for only in the sentences about its own record."""

_FIELDS = frozenset({"reference", "references", "evidence", "name", "by", "source", "what", "file"})
"""Where a frozen paper holds what people typed."""


@dataclass(frozen=True)
class Images:
    """What one change of the journal holds: its images as canonical JSON or None, and the salts of their texts."""

    table: str
    before: str | None
    after: str | None
    salts: str

    def texts_of(self, *fields: str) -> Iterator[str]:
        """The texts that some columns hold."""
        for image in (self.before, self.after):
            row = json.loads(image) if image is not None else {}
            yield from (row[name] for name in fields if isinstance(row.get(name), str))

    def values_of(self, field: str) -> tuple[Any, Any]:
        """What a column of free text held before and after: a text, what is left of one, or None."""
        if field not in FREE_TEXT[self.table]:
            return None, None
        before, after = (json.loads(image).get(field) if image else None for image in (self.before, self.after))
        return before, after

    def without(self, texts: Collection[str]) -> Images | None:
        """The same with digests where the texts stood, and without their salts; None where it holds none of them."""
        cells = Cells(salts_in(self.salts))
        rows: list[Row | None] = [None if image is None else json.loads(image) for image in (self.before, self.after)]
        for row in filter(None, rows):
            for name in FREE_TEXT[self.table]:
                if isinstance(text := row.get(name), str) and (cell := cells[text]) and text in texts:
                    row[name] = json.loads(cell)
        left = "".join(salt for text, salt in zip(cells, cells.salts, strict=True) if text not in texts)
        if left == self.salts:
            return None
        before, after = (None if row is None else canonical(row) for row in rows)
        return Images(self.table, before, after, left)


def names(sentence: str, text: str, *, its_own: bool) -> bool:
    """Whether a sentence of the journal names a text: in one about the text's own record anywhere, else as words."""
    if its_own or text not in sentence:
        return text in sentence
    if len(text) < _SHORTEST_NAMED:
        return False
    return re.search(rf"(?<![^\W_]){re.escape(text)}(?![^\W_])", sentence) is not None


def paper_without(body: Any, texts: Collection[str], words: str) -> Any:
    """A frozen paper's body with words where it held one of the texts."""
    if isinstance(body, list):
        return [paper_without(one, texts, words) for one in body]
    if not isinstance(body, dict):
        return body
    found = {}
    for name, value in body.items():
        field = body.get("field") if name in ("before", "after") else name
        if field not in _FIELDS or isinstance(value, dict):
            found[name] = paper_without(value, texts, words)
        elif isinstance(value, list):
            found[name] = [words if one in texts else one for one in value]
        else:
            found[name] = words if value in texts else value
    return found
