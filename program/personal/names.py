"""Names of people: which words of a text are ordinary, which are codes, and which are left that may be a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from program.personal.known_names import GIVEN_NAMES, KNOWN_NAMES, PARTICLES, SURNAMES_THAT_ARE_WORDS
from program.personal.letters import FOREIGN
from program.personal.ordinary_words import ENDINGS, LABELS, ORDINARY, PLACES_OF_TWO_WORDS, WORDS_OF_PLACES

_WORD = re.compile(r"[A-Za-z]+")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])['’`´](?=[A-Za-z])")
_TWO_IN_ONE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PLACES = re.compile(r"\b(?:" + "|".join(PLACES_OF_TWO_WORDS).replace(" ", r"\.? ") + r")\b", re.IGNORECASE)
_TITLE = re.compile(r"(?<![\w.])(?:(?:Mrs?|MRS?|Miss|MISS|Ms|Sra|SRA)\b\.?|MS\.|m(?:rs?|s)\.)\s+([A-Za-z'-]{2,})")
_INITIAL = re.compile(r"(?<![\w.])([A-Z])(\.)?\s?([A-Z][A-Za-z'-]+)")
_INITIAL_BEHIND = re.compile(r"(?<![\w.])([A-Z][A-Za-z'-]+)(?:,\s?[A-Z](?:\.|(?![\w-]))|\s[A-Z]\.(?!\w))")
_COMPASS, _OF_LISTS = frozenset("NESW"), frozenset("ABCD")
_CODES_OF_STATES = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC
SD TN TX UT VT VA WA WV WI WY DC PR VI GU
"""
_STATES = frozenset(_CODES_OF_STATES.split())
_VOWELS = frozenset("aeiouy")
_MONTHS_TOO = frozenset({"April", "APRIL", "June", "JUNE", "Jan", "JAN"})
"""Given names that are months where no known name follows them."""


class Sort(Enum):
    """What a word may be. ``EITHER`` is an ordinary word that is a name beside another name, ``PLACE`` a word of which
    names of places are made."""

    LABEL = "label"
    ORDINARY = "ordinary"
    CODE = "code"
    EITHER = "either"
    KNOWN_NAME = "known name"
    PLACE = "place"
    UNKNOWN = "unknown"


MAYBE_NAME = (Sort.KNOWN_NAME, Sort.UNKNOWN)


@dataclass(frozen=True)
class Word:
    """A word where it stands. ``follows`` says that only signs, no digit, stand between the word before and it."""

    text: str
    sort: Sort
    starts: int
    ends: int
    follows: bool


@lru_cache(maxsize=16_384)
def sort_of(word: str) -> Sort:
    """What a word of Latin letters may be."""
    small = word.lower()
    known = small in KNOWN_NAMES
    if small in LABELS:
        return Sort.LABEL
    if word in _STATES:
        return Sort.CODE
    if small in ORDINARY or (small.endswith("s") and small[:-1] in ORDINARY):
        return Sort.EITHER if known else Sort.ORDINARY
    if known:
        return Sort.KNOWN_NAME
    if small in WORDS_OF_PLACES:
        return Sort.PLACE
    if len(word) <= 6 and (_VOWELS.isdisjoint(small) or (word.isupper() and len(word) <= 3)):
        return Sort.CODE
    if (word.islower() and small.endswith(ENDINGS) and len(word) > 5) or not small.strip("ivx"):
        return Sort.ORDINARY
    return Sort.UNKNOWN


def words_of(text: str) -> list[Word]:
    """The words of a folded text; initials and particles are none, and stand between two words without parting them."""
    plain = _PLACES.sub(lambda found: "x" * len(found[0]), text) if " " in text else text
    plain = _APOSTROPHE.sub("", plain)
    found: list[Word] = []
    last_end = 0
    for run in _WORD.finditer(plain):
        start = run.start()
        for part in _TWO_IN_ONE.split(run[0]):
            end = start + len(part)
            small = part.lower()
            if len(part) > 1 and small not in PARTICLES and set(small) != {"x"}:
                parted = any(sign.isdigit() for sign in plain[last_end:start])
                found.append(Word(part, sort_of(part), start, end, bool(found) and not parted))
                last_end = end
            start = end
    return found


def has_foreign_name(text: str) -> bool:
    """Whether a folded text has two letters of another script: this program's papers are in Latin letters."""
    return text.count(FOREIGN) >= 2


def is_pair(first: Word, second: Word) -> bool:
    """Whether two words that follow each other may be one person's name."""
    if _is_surname_beside(first, second) or _is_surname_beside(second, first):
        return True
    sorts = {first.sort, second.sort}
    if first.text in _MONTHS_TOO and second.sort is Sort.KNOWN_NAME:
        return True
    if sorts <= set(MAYBE_NAME) or sorts == {Sort.KNOWN_NAME, Sort.EITHER}:
        return True
    if sorts == {Sort.KNOWN_NAME, Sort.CODE}:
        return not (_VOWELS.isdisjoint(first.text.lower()) or _VOWELS.isdisjoint(second.text.lower()))
    return sorts <= {Sort.EITHER, Sort.UNKNOWN} and first.text[0].isupper() and second.text[0].isupper()


def _is_surname_beside(given: Word, word: Word) -> bool:
    """Whether a word is a surname because a given name stands beside it: ``Maria Banks``."""
    if word.text.lower() not in SURNAMES_THAT_ARE_WORDS or given.text.lower() not in GIVEN_NAMES:
        return False
    return given.sort is Sort.KNOWN_NAME or (given.text[0].isupper() and word.text[0].isupper())


def has_titled_name(text: str) -> bool:
    """Whether a folded text has a title before a name, or an initial beside a surname: ``Mr. Roe``, ``J. Roe``."""
    if any(_may_be_titled(found[1]) for found in _TITLE.finditer(text)):
        return True
    for found in _INITIAL.finditer(text):
        initial, dot, name = found.groups()
        sort = sort_of(name.replace("'", ""))
        if sort is Sort.KNOWN_NAME and (dot or (initial not in _COMPASS and text[found.end(1)] == " ")):
            return True
        if not dot or initial in _COMPASS or not name[1:].islower():
            continue
        if sort is Sort.UNKNOWN and (found.start() or initial not in _OF_LISTS):
            return True
        if initial not in _OF_LISTS and (sort is Sort.EITHER or name.lower() in SURNAMES_THAT_ARE_WORDS):
            return True
    for found in _INITIAL_BEHIND.finditer(text):
        sort = sort_of(found[1].replace("'", ""))
        may_be = sort in (Sort.UNKNOWN, Sort.EITHER) or found[1].lower() in SURNAMES_THAT_ARE_WORDS
        if sort is Sort.KNOWN_NAME or (may_be and found[0].endswith(".") and found[1][1:].islower()):
            return True
    return False


def _may_be_titled(name: str) -> bool:
    plain = name.replace("'", "").replace("-", "")
    sort = sort_of(plain)
    if sort is Sort.CODE:
        return len(plain) > 2 and not _VOWELS.isdisjoint(plain.lower())
    if sort in (Sort.KNOWN_NAME, Sort.EITHER, Sort.UNKNOWN):
        return True
    return name[0].isupper() and (sort is Sort.PLACE or plain.lower() in SURNAMES_THAT_ARE_WORDS)


def has_pair(words: Sequence[Word]) -> bool:
    """Whether two words in a row may be a name."""
    return any(after.follows and is_pair(before, after) for before, after in pairwise(words))


def may_be_names(words: Sequence[Word]) -> list[Word]:
    """The words that no list of ordinary words knows."""
    return [word for word in words if word.sort in MAYBE_NAME]


def longest_run(words: Sequence[Word]) -> int:
    """The most words in a row that neither label a number nor are codes."""
    longest = run = 0
    for word in words:
        counts = word.sort not in (Sort.LABEL, Sort.CODE)
        run = (run + 1 if word.follows else 1) if counts else 0
        longest = max(longest, run)
    return longest
