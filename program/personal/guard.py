"""Whether a text looks like a detail of a person, by the field that it is meant for. What it looks like is a ``Kind``.

Nothing here can know who is meant: it is shapes, and words that no list of ordinary words knows. How many it finds and
how many harmless texts it takes for one is measured in ``tests/program/personal``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from program.personal import numbers
from program.personal.kinds import LONGEST_REFERENCE, Kind, Where
from program.personal.letters import folded
from program.personal.names import (
    MAYBE_NAME,
    Sort,
    Word,
    has_foreign_name,
    has_pair,
    has_titled_name,
    longest_run,
    may_be_names,
    words_of,
)

_HARMLESS = re.compile(
    r"(?:(?:ack|ice|lead|ref|case)[ #.:-]{1,2}|#)?\d{1,8}(?:-\d{1,6})?|[a-z][ -]?\d{1,6}"
    r"|(?!ssn|arn|fbi|ucn|tel|cel|fax|dob)[a-z]{3}\d{10,12}",
    re.IGNORECASE | re.ASCII,
).fullmatch


def is_harmless(text: str) -> bool:
    """Whether a text is one of the plainest numbers, as nearly all references are: it need not be looked at further."""
    return _HARMLESS(text) is not None


def kind_of(text: str, where: Where) -> Kind | None:
    """What a text looks like, None where it is harmless."""
    if _HARMLESS(text):
        return None
    by_words = where is not Where.SIGNATURE and text.isascii() and not _BY_VALUE(text)
    if by_words and _is_harmless_with_any_digits(text.translate(_ZEROS), where):
        return None
    return kind_in_full(text, where)


def kind_in_full(text: str, where: Where) -> Kind | None:
    """Like ``kind_of``, without its short cuts."""
    return next(_kinds(folded(text), where), None)


_ZEROS = str.maketrans("123456789", "000000000")
_BY_VALUE = re.compile(r"[/+]|011|\d{8}|\d{3}[\s._*-]+\d{4}", re.ASCII).search
"""What a text has at least where a pattern asks which digit stands there, a date beside a name aside."""


@lru_cache(maxsize=4_096)
def _is_harmless_with_any_digits(zeros: str, where: Where) -> bool:
    """Whether a text with zeros for its digits is harmless, and so is each that differs from it in digits alone.

    A date counts only beside a word that may be a name; letters that are read as digits may make a longer number.
    """
    plain = zeros.replace("_", " ")
    return (
        not may_be_names(words_of(plain))
        and numbers.with_digits(plain) == plain
        and next(_kinds(zeros, where), None) is None
    )


def _kinds(text: str, where: Where) -> Iterator[Kind]:
    plain = text.replace("_", " ")
    digits = sum(sign.isdigit() for sign in plain)
    yield from _numbers(plain, digits, where)
    words = words_of(plain)
    if where is not Where.SIGNATURE and (has_foreign_name(plain) or (words and has_titled_name(plain))):
        yield Kind.NAME
    if digits > 2:
        yield from _births(plain, words, where)
    if where in (Where.REFERENCE, Where.NUMBERED) and (len(may_be_names(words)) > 1 or has_pair(words)):
        yield Kind.NAME
    if where is Where.PROSE and has_pair(words):
        yield Kind.NAME
    if where is Where.FILE and (has_pair(words) or any(word.sort is Sort.KNOWN_NAME for word in words)):
        yield Kind.NAME
    if where is Where.REFERENCE and (len(text) > LONGEST_REFERENCE or not digits or longest_run(words) > 1):
        yield Kind.SHAPE


def _numbers(text: str, digits: int, where: Where) -> Iterator[Kind]:
    if ("@" in text or "at" in text.lower()) and numbers.E_MAIL.search(text):
        yield Kind.E_MAIL
    if digits >= 4:
        readings = {text, numbers.with_digits(text)}
        if numbers.LABEL.search(text):
            yield from _found(numbers.NAMED, readings)
        if digits >= 6:
            yield from _found(numbers.BY_SHAPE, readings)
    if digits >= 9 and where in (Where.PROSE, Where.SIGNATURE, Where.FILE):
        for kind, pattern in ((Kind.SSN, numbers.NINE_DIGITS), (Kind.PHONE, numbers.TEN_DIGITS)):
            if any(not _is_labelled(text, found.start()) for found in pattern.finditer(text)):
                yield kind
    if digits and _is_address(text):
        yield Kind.ADDRESS


def _found(patterns: Sequence[tuple[str, re.Pattern[str]]], readings: Iterable[str]) -> Iterator[Kind]:
    for name, pattern in patterns:
        if any(pattern.search(text) for text in readings):
            yield Kind[name]


def _is_labelled(text: str, at: int) -> bool:
    """Whether a word that labels numbers of papers stands right before: ``invoice 123456789``."""
    before = text[max(0, at - 24) : at].rstrip(" #:.-")
    words = words_of(before)
    return bool(words) and words[-1].sort is Sort.LABEL and words[-1].ends == len(before)


def _is_address(text: str) -> bool:
    if numbers.OTHER_ADDRESS.search(text):
        return True
    for found in numbers.STREET.finditer(text):
        parts = {part.strip(".").lower() for part in found[1].split()} - _DIRECTIONS
        words = words_of(" ".join(parts))
        of_street = len(words) < 2 or any(word.sort not in (Sort.LABEL, Sort.ORDINARY) for word in words)
        if of_street and parts.isdisjoint(_NO_STREET):
            return True
    return False


_OF_THE_COMPASS = "n s e w ne nw se sw north south east west"
_DIRECTIONS = frozenset(_OF_THE_COMPASS.split())
_IN_NO_STREET = (
    "of the in for to and from by on at with hard disk flash case no order ack ice circuit district county federal"
)
_NO_STREET = frozenset(_IN_NO_STREET.split())
"""What stands in no street's name: ``Order 31 of the Circuit Court``, ``2 hard drives``."""

_LAST_BIRTH = 2014
_LATEST_CENTURY = 26


def _births(text: str, words: Sequence[Word], where: Where) -> Iterator[Kind]:
    if numbers.NAMED_BIRTH.search(text):
        yield Kind.BIRTH_DATE
    if where is not Where.SIGNATURE and not may_be_names(words):
        return
    for found in numbers.DATE.finditer(text):
        year = numbers.year_of(found)
        long_ago = 1900 <= year <= _LAST_BIRTH or _LATEST_CENTURY < year <= 99 or year < 15
        if where is Where.SIGNATURE:
            if long_ago:
                yield Kind.BIRTH_DATE
            continue
        beside = (word for word in may_be_names(words) if word.ends <= found.start() or found.end() <= word.starts)
        for word in beside:  # what stands in the date is a month's name
            known = word.sort is Sort.KNOWN_NAME
            if where in (Where.REFERENCE, Where.NUMBERED, Where.FILE):
                if known or long_ago:
                    yield Kind.BIRTH_DATE
            elif known or long_ago:
                between = text[min(word.ends, found.end()) : max(word.starts, found.start())]
                if not any(other.sort not in MAYBE_NAME for other in words_of(between)):
                    yield Kind.BIRTH_DATE
