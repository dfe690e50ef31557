"""What looks like a detail of a person is found, and what agencies write is not taken for one."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from program.personal.guard import is_harmless, kind_in_full, kind_of
from program.personal.kinds import Kind, Where
from program.personal.letters import folded
from program.personal.names import Sort, sort_of
from program.personal.shape import Shape, pattern_of
from program.refusals import BadInput, LooksPersonal
from tests.program.harmless_numbers import evidence, references
from tests.program.made_up_people import EACH, MAKERS, made_up

FOUND_OF_100 = 99
REFUSED_OF_1000 = 5


@pytest.mark.no_cover  # thousands of texts, in code that other tests cover
@pytest.mark.parametrize("where", [Where.REFERENCE, Where.NUMBERED, Where.PROSE])
def test_of_each_kind_ninety_nine_in_a_hundred_are_found(where: Where) -> None:
    missed = Counter(kind for kind in MAKERS for value in made_up(kind) if kind_of(value, where) is None)
    assert all(100 * (EACH - missed[kind]) >= FOUND_OF_100 * EACH for kind in MAKERS), missed


@pytest.mark.no_cover
def test_of_harmless_numbers_at_most_five_in_a_thousand_are_refused() -> None:
    for values, where in ((references(), Where.REFERENCE), (evidence(), Where.NUMBERED)):
        refused = [value for value in values if kind_of(value, where) is not None]
        assert 1000 * len(refused) <= REFUSED_OF_1000 * EACH, refused


@pytest.mark.no_cover
@pytest.mark.parametrize("where", [Where.REFERENCE, Where.NUMBERED, Where.PROSE, Where.FILE, Where.SIGNATURE])
def test_a_short_cut_gives_the_verdict_of_the_full_look(where: Where) -> None:
    chance = random.Random(5)
    texts = [value for kind in MAKERS for value in made_up(kind, seed=29)[::8]]
    texts += [*references()[::8], *evidence()[::8]]
    texts += [f"ICE ack {made}" for made in texts[::7]]
    for text in texts:
        other = "".join(chance.choice("0123456789") if sign in "0123456789" else sign for sign in text)
        for value in (text, other):
            if not is_harmless(value):
                assert kind_of(value, where) is kind_in_full(value, where), value


@pytest.mark.no_cover
def test_the_short_cut_says_the_same_of_texts_that_differ_in_the_year_alone() -> None:
    shapes = (
        "Doe 02-01-{}", "DOB {}-01-02", "Roe {}.01.02", "born {}", "john-{}-01-02", "smith 01 Jan {}",
        "smith Jan 1, {}", "24-{}-01", "Lee ACK {}-11-03", "hearing {}-01-05", "letter of 3 May {}", "Tran 3 May {}",
    )  # fmt: skip
    for shape in shapes:
        for year in (1899, 1900, 1949, 2009, 2010, 2014, 2015, 2025, 2099, "00", "14", "15", "26", "85"):
            for where in Where:
                assert kind_of(shape.format(year), where) is kind_in_full(shape.format(year), where), (shape, year)


@pytest.mark.no_cover
def test_what_is_plainly_harmless_is_no_kind_when_it_is_looked_at_in_full() -> None:
    chance = random.Random(4)
    for value in [
        *references(),
        *evidence(),
        *(f"{chance.randrange(10**8)}-{chance.randrange(10**6)}" for _ in range(500)),
    ]:
        if is_harmless(value):
            assert kind_of(f"{value} ", Where.REFERENCE) is None, value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("123-45-6789", Kind.SSN),
        ("１２３－４５－６７８９", Kind.SSN),
        ("123\u201145\u20116789", Kind.SSN),
        ("123 . 45 . 6789", Kind.SSN),
        ("l23-45-678O", Kind.SSN),
        ("SSN 123456789", Kind.SSN),
        ("A123456789", Kind.A_NUMBER),
        ("a 123 456 789", Kind.A_NUMBER),
        ("A#123456789", Kind.A_NUMBER),
        ("A\u00a0123\u00a0456\u00a0789", Kind.A_NUMBER),
        ("G12345678", Kind.PASSPORT),
        ("passport 123456789", Kind.PASSPORT),
        ("123456AB1", Kind.FBI),
        ("FBI no. 1234567", Kind.FBI),
        ("(555) 123-4567", Kind.PHONE),
        ("5 5 5", None),
        ("call 555-1234", Kind.PHONE),
        ("someone@example.org", Kind.E_MAIL),
        ("Roe 01/02/1990", Kind.BIRTH_DATE),
        ("1990-02-01 Roe", Kind.BIRTH_DATE),
        ("DOB 2 Jan 1990", Kind.BIRTH_DATE),
        ("1234 N Oak Ave", Kind.ADDRESS),
        ("PO Box 12", Kind.ADDRESS),
        ("John Roe", Kind.NAME),
        ("roe, john", Kind.NAME),
        ("ROE JOHN Q", Kind.NAME),
        ("JohnRoe", Kind.NAME),
        ("john_roe", Kind.NAME),
        ("王小明", Kind.NAME),
        ("Иван Петров", Kind.NAME),
        ("محمد علي", Kind.NAME),
        ("Jоhn Rое", Kind.NAME),
        ("O’Brien, Seán", Kind.NAME),
        ("Kim Lee", Kind.NAME),
        ("24-1187", None),
        ("A-4471", None),
        ("ACK 4471", None),
        ("ICE ack 2025-11-21", None),
        ("W123456789", None),
        ("1904110123", None),
        ("123456789", None),
        ("2025-CF-001234-A", None),
        ("per phone call 11/21", None),
        ("passport copy sent 2025-11-21", None),
    ],
)
def test_evidence_is_what_it_looks_like(text: str, kind: Kind | None) -> None:
    assert kind_of(text, Where.NUMBERED) is kind


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("24\u22121187", "24-1187"),
        ("24\u16801187", "24 1187"),
        ("§ 1187", "§ 1187"),
        ("١٢٣", "123"),
        ("Ångström", "Angstrom"),
        ("Жук", "¤¤¤"),
        ("ʁ1", "x1"),
        ("24\u200d-1187", "24-1187"),
    ],
)
def test_a_text_is_folded_to_its_plain_signs(text: str, plain: str) -> None:
    assert folded(text) == plain


PROSE = [
    "Order 25-31",
    "MOA addendum signed",
    "Academy class 2025-3",
    "entry error fixed",
    "State grant",
    "Letter of Nov 3",
    "Ford Explorer radio",
    "Body armor",
    "2 hard drives for the task force",
    "Radios, Motorola APX 8000",
    "Order 31 of the Circuit Court",
    "service agreement, section 4",
    "imported roster",
    "entered with the officer",
    "complaint under review",
    "returned to duty after review",
    "suspended by order of the Sheriff",
    "ICE letter of authorization, 12/01/2025",
    "Operation Stonegarden grant",
    "Byrne JAG",
    "forfeiture money",
    "overtime of the county",
    "annual leave",
    "Chevrolet Tahoe, patrol package",
    "Laptop docking stations",
    "Axon body cameras, 12 units",
    "invoice 123456789",
    "training certificate no. 4471",
    "Texas Comptroller grant",
    "county budget amendment 7",
    "medical leave",
    "credentialed by ICE 2025-10-01",
    "quote 25-118 accepted",
    "Maria, invoice of 01/02/1990",
    "Deconfliction, part ii",
    "Anchorage AK, grant 12",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_of_a_coordinator_is_harmless(text: str) -> None:
    assert kind_of(text, Where.PROSE) is None


@pytest.mark.parametrize(
    ("text", "where", "kind"),
    [
        ("seen 123456789 today", Where.PROSE, Kind.SSN),
        ("call 5551234567 back", Where.PROSE, Kind.PHONE),
        ("Maria 01/02/1990", Where.PROSE, Kind.BIRTH_DATE),
        ("Zorbel 11/21/2025", Where.PROSE, None),
        ("per Maria 12", Where.FILE, Kind.NAME),
        ("per order 12", Where.FILE, None),
        ("ssn 6789", Where.NUMBERED, Kind.SSN),
        ("ssn 678", Where.NUMBERED, None),
        ("born 3/12", Where.NUMBERED, Kind.BIRTH_DATE),
        ("born 12", Where.NUMBERED, None),
        ("zorbel at example dot org", Where.NUMBERED, Kind.E_MAIL),
        ("Zorbel 12 Okonkwo", Where.NUMBERED, Kind.NAME),
        ("Zorbel 12", Where.NUMBERED, None),
        ("paid invoice 123456789", Where.PROSE, None),
        ("invoice paid 123456789", Where.PROSE, Kind.SSN),
        ("01/02/1970", Where.SIGNATURE, Kind.BIRTH_DATE),
        ("ack 12 enero 1990", Where.NUMBERED, None),
        ("Zorbel 12 enero 1990", Where.NUMBERED, Kind.BIRTH_DATE),
        ("Roe01/02/1990", Where.NUMBERED, Kind.BIRTH_DATE),
        ("01/02/1990Roe", Where.NUMBERED, Kind.BIRTH_DATE),
        ("Corpus Christi 12", Where.NUMBERED, None),
        ("Zorbel 12 Okonkwo", Where.PROSE, None),
        ("王明 12", Where.NUMBERED, Kind.NAME),
        ("王 12", Where.NUMBERED, None),
        ("Maria XQ 12", Where.PROSE, None),
        ("Maria OBA 12", Where.PROSE, Kind.NAME),
        ("ack phone 12", Where.REFERENCE, None),
        ("ack patrol radio 12", Where.REFERENCE, Kind.SHAPE),
        ("l23-45-67OO", Where.NUMBERED, Kind.SSN),
        ("l23-45-6OOO", Where.NUMBERED, None),
        ("tel l2345-6OO", Where.NUMBERED, None),
        ("55S 555123O", Where.PROSE, Kind.PHONE),
        ("12 Old Zorbel Road", Where.PROSE, Kind.ADDRESS),
        ("12 Center Drive", Where.PROSE, Kind.ADDRESS),
        ("2 account access point", Where.PROSE, None),
        ("12 of the Zorbel Court", Where.PROSE, None),
    ],
)
def test_what_a_text_looks_like_depends_on_where_it_stands(text: str, where: Where, kind: Kind | None) -> None:
    assert kind_of(text, where) is kind


@pytest.mark.parametrize("where", [Where.NUMBERED, Where.PROSE])
@pytest.mark.parametrize(
    "text",
    [
        "Maria Harris", "Harris, Maria", "john ford", "Linda West", "FIELDS, JOHN", "Rose Banks", "John Q. Powers",
        "Tyler Garcia", "Tyler Sims", "June Garcia", "J. Garcia", "j. Garcia, see J Garcia", "Garcia, J.", "GARCIA, J",
        "Garcia J.", "R. Zorbel", "Zorbel, R.", "J. Harris", "Mr. Garcia", "Mr Garcia", "mrs. garcia", "Ms. West",
        "MR. HUY", "Miss Okonkwo", "per Mrs. Lake, ICE",
    ],
)  # fmt: skip
def test_a_surname_that_is_a_word_is_found_beside_a_given_name_and_any_with_a_title_or_an_initial(
    text: str, where: Where
) -> None:
    assert kind_of(text, where) is Kind.NAME


@pytest.mark.parametrize("where", [Where.NUMBERED, Where.PROSE])
@pytest.mark.parametrize(
    "text",
    [
        "ERO Grand Rapids 12", "Fort Bend County SO", "Santa Rosa", "St. Louis 4471", "Fort Worth", "Cedar Rapids",
        "Palm Beach", "Ann Arbor", "South Carolina grant", "West Virginia 12", "Lake Charles", "Virginia Beach",
        "Ford Explorer", "bank fields", "Harris County", "Tyler, TX", "June 5", "Smith Jan 12", "MS Word", "U.S. Grant",
        "N. Lamar", "A. Zorbel agreement", "E. Park", "unit B. Parts", "Powers of attorney", "west wing", "page 4",
    ],
)  # fmt: skip
def test_places_and_words_that_are_surnames_too_are_harmless_by_themselves(text: str, where: Where) -> None:
    assert kind_of(text, where) is None


def test_the_plainest_numbers_need_no_further_look() -> None:
    assert [is_harmless(text) for text in ("24-1187", "ICE 24-1187", "A-123456", "A-1234567")] == [
        True,
        True,
        True,
        False,
    ]


def test_who_certifies_may_be_named_but_not_numbered() -> None:
    assert kind_of("Pat Ames, Treasurer", Where.SIGNATURE) is None
    assert kind_of("Pat Ames 555-123-4567", Where.SIGNATURE) is Kind.PHONE
    assert kind_of("Pat Ames 01/02/1970", Where.SIGNATURE) is Kind.BIRTH_DATE
    assert kind_of("Pat Ames 11/21/2025", Where.SIGNATURE) is None


@pytest.mark.parametrize("year", ["1900", "1955", "2014", "27", "99", "00", "14"])
def test_a_date_of_a_year_in_which_an_adult_may_have_been_born_is_no_part_of_a_signature(year: str) -> None:
    assert kind_of(f"Pat Ames 01/02/{year}", Where.SIGNATURE) is Kind.BIRTH_DATE


@pytest.mark.parametrize("year", ["1899", "2015", "2025", "15", "26"])
def test_a_date_of_another_year_is_the_day_of_a_signature(year: str) -> None:
    assert kind_of(f"Pat Ames 01/02/{year}", Where.SIGNATURE) is None


@pytest.mark.parametrize("text", ["per phone call 12", "no digit", "x" * 39 + "12"])
def test_a_reference_has_a_digit_forty_characters_at_most_and_no_run_of_words(text: str) -> None:
    assert kind_of(text, Where.REFERENCE) in (Kind.SHAPE, Kind.NAME)
    assert kind_of("x" * 39 + "1", Where.REFERENCE) is None


def test_a_mask_says_what_a_reference_looks_like() -> None:
    shape = Shape(("99-9999", "ice-9+"))
    assert [shape.fits(text) for text in ("24-1187", "ICE-7", "24-118", "ICE-", "24-11877")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert Shape(()).fits("anything 1")
    assert Shape(("@*.9",)).fits("Q7.1")
    assert not Shape(("9.9",)).fits("1-1")
    assert (shape.masks, shape.wanted) == (("99-9999", "ice-9+"), "write it like 99-9999 or ice-9+")
    assert (Shape(()).masks, Shape(()).wanted) == ((), "")


def test_a_mask_stands_for_one_character_or_for_forty() -> None:
    assert Shape(("9",)).fits("7")
    assert Shape(("9" * 40,)).fits("7" * 40)


@pytest.mark.parametrize(
    ("mask", "why"),
    [
        ("", "0 characters"),
        ("9" * 41, "41 characters"),
        ("ICE-@", "no digit"),
        ("9+9+9+", "repeats"),
        ("999-99-9999", "social security"),
        ("A999999999", "A-number"),
        ("é9", "keyboard"),
    ],
)
def test_a_mask_that_can_be_none_is_refused(mask: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        pattern_of(mask)


def test_a_mask_is_matched_at_once_however_it_is_written() -> None:
    assert not Shape(("9+9+" + "9" * 20 + "x",)).fits("9" * 40)


@pytest.mark.parametrize("kind", list(MAKERS))
def test_no_error_has_a_value_that_looks_like_a_detail_of_a_person(kind: Kind) -> None:
    for value in made_up(kind)[:200]:
        error = BadInput("sheet", value, "the workbook has no such sheet")
        if kind_of(value, Where.PROSE) is not None:
            assert (error.value, value in str(error), value in repr(error.args)) == ("", False, False)


def test_a_refusal_names_field_and_kind_and_nothing_else() -> None:
    error = LooksPersonal("evidence", Kind.SSN)
    said = "evidence: looks like a social security number; no detail of a person enters the book"
    assert (str(error), error.value) == (said, "")
    said = "reference: has not the shape of a reference: write it like 99-9999"
    assert str(LooksPersonal("reference", Kind.SHAPE, "write it like 99-9999")) == said


@pytest.mark.parametrize(
    ("word", "sort"),
    [
        ("ref", Sort.LABEL),
        ("AK", Sort.CODE),
        ("invoices", Sort.ORDINARY),
        ("May", Sort.EITHER),
        ("Maria", Sort.KNOWN_NAME),
        ("XQ", Sort.CODE),
        ("Grk", Sort.CODE),
        ("OBA", Sort.CODE),
        ("OBAM", Sort.UNKNOWN),
        ("QWRTPS", Sort.CODE),
        ("QWRTPSD", Sort.UNKNOWN),
        ("backfills", Sort.ORDINARY),
        ("zobing", Sort.ORDINARY),
        ("zoing", Sort.UNKNOWN),
        ("Zobing", Sort.UNKNOWN),
        ("confliction", Sort.ORDINARY),
        ("Okonkwo", Sort.UNKNOWN),
        ("Rapids", Sort.PLACE),
        ("Glen", Sort.KNOWN_NAME),
    ],
)
def test_a_word_is_a_name_a_label_a_code_or_an_ordinary_word(word: str, sort: Sort) -> None:
    sort_of.cache_clear()
    assert sort_of(word) is sort
