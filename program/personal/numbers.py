"""Numbers and places by which a person is known: what each looks like. Texts are ``folded`` before they come here.

A number is looked at by its shape, or by the word that stands before it. Nine or ten digits in a row, without a word,
are nobody's in a reference: a case may have as many.
"""

# ruff: noqa: E501 - patterns

from __future__ import annotations

import re

_SEP = r"[ ._/*-]"
"""What people write between groups of digits."""
_ALONE = r"(?<![\dA-Za-z])(?<!\d[ ._/*-])"
_ENDS = r"(?![A-Za-z]?\d)(?![ ._/*-]\d)"

SEPARATED_SSN = re.compile(
    rf"(?<!\d)(?<!\d[ ._/*-])\d{{3}}\s?{_SEP}{{1,3}}\s?\d{{2}}\s?{_SEP}{{1,3}}\s?\d{{4}}(?!\d)(?![ ._/*-]\d)"
)
NAMED_SSN = re.compile(
    r"\b(?:ssns?|ssan|s\.s\.n|ss ?(?:#|no\b|num)|soc(?:ial)?\b(?: sec(?:urity)?)?|seguro social|itin|tin)[^\d]{0,20}"
    r"\d(?:[ ._/*-]{0,2}\d){3,8}(?!\d)",
    re.IGNORECASE,
)
NINE_DIGITS = re.compile(r"(?<![\w.-])(?!000|666|9\d\d)\d{9}(?![\w-])")

A_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])A(?:lien)?\s{0,2}(?:#|no\.?|num(?:ber)?|reg(?:istration)?(?: no\.?| number)?|file)?[\s#:.=-]{0,3}"
    r"(?:\d{7,9}|\d{1,3}[ ._-]\d{3}[ ._-]\d{3})(?![\dA-Za-z])(?![._-]\d)",
    re.IGNORECASE,
)
NAMED_A_NUMBER = re.compile(
    r"\b(?:alien(?: registration)?|a-?(?:num(?:ber)?|file|no)|a#|arn|an|uscis)[\s#:.=-]{0,3}(?:(?:no|num|number|file|is)\b[\s#:.=-]{0,3})?"
    r"A?[ -]?\d(?:[ ._-]?\d){6,8}(?!\d)",
    re.IGNORECASE,
)

PASSPORT = re.compile(r"(?<![A-Za-z0-9#-])[A-Z]\d{7,8}(?![A-Za-z0-9])(?!-\d)", re.IGNORECASE)
NAMED_PASSPORT = re.compile(
    r"\b(?:passports?|passpt|pasaporte|pass\.? ?no|ppt?)\b[\s#:.=()-]{0,4}(?:(?:no|num|number|book|card|is)\b[\s#:.=-]{0,3}){0,2}"
    r"(?:[A-Z]{2,3}\b[\s:-]{1,3})?(?!\d{4}-\d\d?-\d\d?)[A-Z]{0,3}[ -]?\d(?:[ -]?\d){4,10}",
    re.IGNORECASE,
)

FBI_NUMBER = re.compile(r"(?<![A-Za-z0-9-])\d{5,6}[A-HJ-NP-Z]{1,2}\d{1,2}(?![A-Za-z0-9-])", re.IGNORECASE)
NAMED_FBI_NUMBER = re.compile(
    r"\b(?:fbi|ucn)[\s#:./=-]{0,3}(?:(?:no|num|number|id|ucn|is)\b[\s#:.=-]{0,3}){0,2}"
    r"(?!\d{4}-\d\d?-\d\d?)(?=[A-Z]{0,3}\d)(?=(?:[A-Z -]*\d){4})[A-Z0-9]{4,10}\b",
    re.IGNORECASE,
)

PHONE = re.compile(
    rf"(?<![\dA-Za-z])(?<!\d[ ._/*-])(?:\+?1[ ._/*-]{{0,3}})?(?:\(\s?\d{{3}}\s?\)[ ._/*-]{{0,3}}|\d{{3}}\s?{_SEP}{{1,3}}\s?)"
    rf"\d{{3}}\s?{_SEP}{{1,3}}\s?\d{{4}}(?!\d)(?![._/*-]\d)"
)
PHONE_IN_TWO = re.compile(r"(?<![\dA-Za-z])\(\d{3}\) ?\d{7}(?!\d)|(?<![\w-])[2-9]\d\d[ .-][2-9]\d{6}(?![\w-])")
PHONE_ABROAD = re.compile(r"(?<![\w])(?:\+|011[ .-])\s?\d{1,3}(?:[ ().-]{0,2}\d){6,12}(?!\d)")
NAMED_PHONE = re.compile(
    r"\b(?:tele?(?:phone)?|tfno|telefono|ph|phones?|cell(?:phone|ular)?|mobile|celular|movil|fax|sms|txt|text(?:ed)?|called|call(?:back)?"
    r"|dial(?:ed)?|whats ?app)\b[\s#:.=()-]{0,4}(?:(?:no|num|number|is|at|from|on|me|back|him|her)\b[\s#:.=(-]{0,3}){0,2}"
    r"(?!\d{4}-\d\d?-\d\d?|\d\d?[/-]\d\d?[/-])\+?\d(?:[ ().-]{0,2}\d){6,13}(?!\d)",
    re.IGNORECASE,
)
TEN_DIGITS = re.compile(r"(?<![\w.-])1?[2-9]\d\d[2-9]\d{6}(?![\w-])")

E_MAIL = re.compile(
    r"[A-Za-z0-9][\w.+'%-]*(?:@|\s?(?:\(at\)|\[at\]|\{at\})\s?)[A-Za-z0-9-]+"
    r"|[A-Za-z0-9][\w.+'%-]*\s?@\s?[A-Za-z0-9-]+\s?(?:\.|\(dot\)|\[dot\])\s?[A-Za-z0-9-]+"
    r"|\b[\w.+-]+ at [\w-]+ dot [a-z]{2,}\b",
    re.IGNORECASE,
)

_STREETS = (
    r"st(?:reet)?|str|ave?(?:nue)?|r(?:oa)?d|boulevard|blvd|lane|ln|drive|dr|court|ct|circle|cir|crt|place|pl|terr?(?:ace)?|"
    r"parkway|pkwy|pky|highway|hwy|trail|trl|trce|trace|loop|square|sq|way|row|run|path|cove|cv|alley|aly|plaza|plz|pike|"
    r"expressway|expy|freeway|fwy|crossing|xing|point|pt|bend|pass|ridge|walk|camino|calle|avenida|paseo"
)
STREET = re.compile(
    rf"(?<!\d)\d{{1,6}}[A-Z]?(?:[ -]?(?:1/2|[A-D]))?[ ,.]+((?:(?:[NSEW]|N[EW]|S[EW]|North|South|East|West)\.?\s+)?"
    rf"(?:[A-Z0-9'.-]+\s+){{1,4}}?)(?:{_STREETS})\b\.?",
    re.IGNORECASE,
)
OTHER_ADDRESS = re.compile(
    r"\b(?:p\.?\s?o\.?\s?box|post office box|apartado)\s*#?\s*\d+"
    r"|\b(?:apt|apartment|lot|trailer|suite|ste|unidad)\b\.?\s*#?\s*\d+[A-Z]?,\s"
    r"|(?<!\d)\d{1,6}\s+(?:[NSEW]\.?\s+)?(?:calle|avenida|camino|paseo|county r(?:oa)?d|cr|fm|farm to market|state (?:route|road|highway)|sr|us"
    r"|hwy|highway|county highway|rural route|rr|broadway|interstate|i-?\d+)\b\.?\s+[\w-]+"
    r"|\b(?:calle|avenida|camino|carrera)\b\.?\s+[\w .-]{1,30}?#?\s*\d+"
    r"|(?<!\d)\d{1,6}\s+(?:[NSEW]\.?\s+)?broadway\b",
    re.IGNORECASE,
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?|enero|ene|febrero|marzo|abril|abr|mayo|junio|julio|agosto|ago|septiembre|octubre|noviembre|diciembre|dic)"
)
DATE = re.compile(
    r"(?<!\d)(?<!\d[-./])(?:\d{1,2}\s?[-./ ]\s?\d{1,2}\s?[-./ ]\s?(?P<last>\d{4}|'?\d{2})|(?P<first>\d{4})\s?[-./ ]\s?\d{1,2}\s?[-./ ]\s?\d{1,2}"
    r"|(?P<packed_first>(?:19|20)\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01]){2}(?P<packed_last>(?:19|20)\d{2})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ .,/-]*(?:de\s+|of\s+)?{_MONTH}[ .,/-]*(?:de[l]?\s+)?(?P<named>\d{{4}}|'?\d{{2}})"
    rf"|\b{_MONTH}[ .,/-]*\d{{1,2}}(?:st|nd|rd|th)?[ .,/-]+(?P<american>\d{{4}}|'?\d{{2}})"
    rf"|(?P<lead>\d{{4}})[ .,/-]*{_MONTH}[ .,/-]*\d{{1,2}})(?!\d)(?![-./]\d)",
    re.IGNORECASE,
)
NAMED_BIRTH = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\b\.?|b\.?-?day|birth ?(?:date|day)?|date of birth|born|fecha de nac\w*|nacid[oa]|nac|f\.?d\.?n)[^\d]{0,16}\d",
    re.IGNORECASE,
)


def year_of(date: re.Match[str]) -> int:
    """The year of a ``DATE``, with its century where it has one, else 0 to 99."""
    return int(next(part for part in date.groups() if part is not None).lstrip("'"))


_LOOKS_LIKE = str.maketrans("OoQIl|SBZ", "000111582")


LABEL = re.compile(
    r"ss|s\.s|soc|tin|alien|a-?[nf]|a#|arn|an\b|uscis|pass|pasap|pp|fbi|ucn|tel|tfno|ph|cel|mob|mov|fax|sms|txt|text|call|dial|app",
    re.IGNORECASE,
)
"""What a number of the ``NAMED`` kinds begins with: without it they need not be looked for."""

NAMED = (
    ("SSN", NAMED_SSN),
    ("A_NUMBER", NAMED_A_NUMBER),
    ("PASSPORT", NAMED_PASSPORT),
    ("FBI", NAMED_FBI_NUMBER),
    ("PHONE", NAMED_PHONE),
)
"""Kinds by the word that stands before the number."""

BY_SHAPE = (
    ("SSN", SEPARATED_SSN),
    ("A_NUMBER", A_NUMBER),
    ("PASSPORT", PASSPORT),
    ("FBI", FBI_NUMBER),
    ("PHONE", PHONE),
    ("PHONE", PHONE_IN_TWO),
    ("PHONE", PHONE_ABROAD),
)
"""Kinds by the number's shape alone; each has six digits at least."""


def with_digits(text: str) -> str:
    """The text with letters that are written for digits read as those, wherever digits stand around them."""
    return re.sub(r"(?<![A-Za-z])[0-9OoQIl|SBZ][0-9OoQIl|SBZ ().-]{7,}(?![A-Za-z])", _read, text)


def _read(found: re.Match[str]) -> str:
    piece = found[0]
    return piece.translate(_LOOKS_LIKE) if sum(sign.isdigit() for sign in piece) >= 6 else piece
