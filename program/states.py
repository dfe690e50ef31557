"""States, the district and territories: by postal code, by name, and by the letters that were used before the codes."""

from __future__ import annotations

from difflib import get_close_matches

NAMES = dict(
    line.split(" ", 1)
    for line in """AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,
FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,
MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,
NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,
OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,
VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,DC District of Columbia,AS American Samoa,GU Guam,
MP Northern Mariana Islands,PR Puerto Rico,VI Virgin Islands""".replace("\n", "").split(",")
)
"""Each one's name by its postal code."""

_OLDER = {
    "ALA": "AL",
    "FLA": "FL",
    "MISS": "MS",
    "PENNA": "PA",
    "WVA": "WV",
    "NMEX": "NM",
    "NDAK": "ND",
    "SDAK": "SD",
    "NCAR": "NC",
    "SCAR": "SC",
    "USVI": "VI",
}
"""Letters that are neither a code nor how one name alone begins."""

_SHORTEST_BEGINNING = 3


def state_code(typed: str) -> str:
    """The postal code of a state that is named in any of these ways: ``TX``, ``texas``, ``Tex.``, ``W. Va.``.

    Raises ValueError that says what would be right.
    """
    letters = _letters(typed)
    if letters in NAMES:
        return letters
    if letters in _OLDER:
        return _OLDER[letters]
    by_name = {_letters(name): code for code, name in NAMES.items()}
    if letters in by_name:
        return by_name[letters]
    begins = [code for name, code in by_name.items() if letters and name.startswith(letters)]
    if len(begins) == 1 and len(letters) >= _SHORTEST_BEGINNING:
        return begins[0]
    near = begins or [by_name[name] for name in get_close_matches(letters, by_name, n=3)]
    may_be = f"; it may be {', '.join(f'{NAMES[code]} ({code})' for code in near)}" if near else ""
    raise ValueError(f"give a state by its name or letters, such as Texas or TX{may_be}")


def state_beginning(typed: str) -> str | None:
    """The first name that begins as typed, in any case; None where what was typed is a code, or nothing."""
    start = typed.casefold()
    if not start or typed.upper() in NAMES:
        return None
    return next((name for name in NAMES.values() if name.casefold().startswith(start)), None)


def _letters(typed: str) -> str:
    return "".join(letter for letter in typed.upper() if letter.isalpha())
