"""How the files of a kind were read before: kept by the fingerprint of their headings, so that the next needs no words.

Of the headings only digests are kept, but for those that the user named for a field.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.importing.date_order import DateOrder
from storage.importing.headers import NO_COLUMN, column_of_letters, letters_of_column, plain_heading

_LEAST_ALIKE = 0.5
"""Headings that are known, of all: below that a file is of another kind."""


def digests_of(names: Sequence[str]) -> tuple[str, ...]:
    """A short digest of each heading, in their order; blank ones at the end are none."""
    plain = list(map(plain_heading, names))
    while plain and not plain[-1]:
        plain.pop()
    return tuple(hashlib.sha256(name.encode()).hexdigest()[:10] if name else "-" for name in plain)


@dataclass(frozen=True)
class KeptProfile:
    """``mapping`` names columns for fields as the user did; ``digests`` are those of the headings."""

    kind: str
    digests: tuple[str, ...]
    mapping: Mapping[str, str]
    order: DateOrder | None

    @property
    def fingerprint(self) -> str:
        """What the profile is kept under."""
        return hashlib.sha256(" ".join((self.kind, *self.digests)).encode()).hexdigest()[:16]

    def as_value(self) -> str:
        """As a setting has it."""
        said = {
            "kind": self.kind,
            "columns": json.dumps(dict(self.mapping), sort_keys=True),
            "date_order": self.order or "",
            "headings": " ".join(self.digests),
        }
        return json.dumps(said, sort_keys=True)

    @classmethod
    def from_value(cls, value: str) -> KeptProfile:
        """From what a setting has."""
        said = json.loads(value)
        order = DateOrder(said["date_order"]) if said["date_order"] else None
        return cls(said["kind"], tuple(said["headings"].split()), json.loads(said["columns"]), order)

    def alike(self, names: Sequence[str]) -> float:
        """How many of all headings, the profile's and these, are the same: 1.0 where all are."""
        these, those = set(digests_of(names)) - {"-"}, set(self.digests) - {"-"}
        return len(these & those) / max(1, len(these | those))

    def fitting(self, names: Sequence[str]) -> dict[str, str]:
        """The columns that the user named, as far as these headings have them still; a letter holds only where no
        heading has changed."""
        plain = set(map(plain_heading, names))
        same = digests_of(names) == self.digests
        return {
            field: name
            for field, name in self.mapping.items()
            if same or name == NO_COLUMN or plain_heading(name) in plain
        }

    def drift(self, names: Sequence[str]) -> tuple[str, ...]:
        """Which columns have moved, come and gone since, in words; nothing where none has."""
        now = digests_of(names)
        before = {digest: at for at, digest in enumerate(self.digests) if digest != "-"}
        moved = [at for at, digest in enumerate(now) if before.get(digest, at) != at]
        come = [at for at, digest in enumerate(now) if digest != "-" and digest not in before]
        gone = [at for digest, at in before.items() if digest not in now]
        lines = [f"column {_list(gone)} of the last such file is gone"] if gone else []
        if come:
            lines.append(f"column {_list(come)} is new")
        if moved:
            lines.append(f"column {_list(moved)} stood elsewhere in the last such file")
        for field, name in self.mapping.items():
            if field not in self.fitting(names):
                lines.append(f"{field.replace('_', ' ')} was read from column {name}; name its column anew")
        return tuple(lines)


def profile_for(profiles: Iterable[KeptProfile], names: Sequence[str]) -> KeptProfile | None:
    """The profile whose headings are the most alike, if enough of them are."""
    found = max(profiles, key=lambda profile: profile.alike(names), default=None)
    return found if found is not None and found.alike(names) >= _LEAST_ALIKE else None


def kept_names(mapping: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    """A mapping by what is found again in the next file: a letter of a column that alone has its heading becomes it."""
    plain = list(map(plain_heading, names))
    kept = {}
    for field, name in mapping.items():
        at = column_of_letters(name, len(names)) if plain_heading(name) not in plain else None
        only = at is not None and plain[at] and plain.count(plain[at]) == 1
        kept[field] = names[at] if at is not None and only else name
    return kept


def _list(places: Sequence[int]) -> str:
    letters = ", ".join(map(letters_of_column, places[:6]))
    return letters if len(places) <= 6 else f"{letters} and {len(places) - 6} more"
