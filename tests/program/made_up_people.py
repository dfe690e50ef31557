"""Made-up details of people, 2,000 of each kind, and harmless numbers in the shapes that agencies have published.

Nobody is meant: numbers are drawn from a seed, names are put together from lists and from syllables. Nothing here is
shared with what recognizes them. ``python -m tests.program.made_up_people`` prints what the guard finds.
"""

# ruff: noqa: E501, SIM905 - lists of data

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from program.personal.guard import kind_of
from program.personal.kinds import Kind, Where

EACH = 2_000

_GIVEN = """
Juan María José Guadalupe Xochitl Itzel Citlali Wilmer Yeison Brayan Heydi Yulissa Darwin Osman Fredy Selvin Santos
Nohemí Keyla Dayana Jean-Baptiste Wideline Mirlande Fritznel Rosemène Guerline Emeka Ngozi Chidi Adaeze Kwame Ama
Kofi Abena Fatou Mamadou Aminata Ousmane Tigist Dawit Selam Hana Yusuf Abdirahman Hodan Layla Rashid Nasser Samira
Farid Parisa Reza Golnaz Behrouz Arjun Priya Rohit Sunita Gurpreet Harjit Simran Baljinder Tashi Dorji Pema Binod
Sita Linh Thuy Quang Huy Wei Jing Xiaoming Mei Hiroshi Yuki Min-jun Seo-yeon Ji-woo Dmytro Oksana Volodymyr Iryna
Aleksei Svetlana Nikita Bogdan Ioana Mihai Elif Mehmet Ayşe Giorgi Nino Armen Anahit Leilani Keoni Sione Mele Malia
John Robert Linda Patricia Deborah Keith Randall Tammy Travis Brittany Cody Kayla DeShawn Latoya Tyrell Keisha
Marquis Ebony Colleen Siobhán Maeve Declan Ingrid Lars Søren Björn Łukasz Zofia Małgorzata Jiří Ilse Jürgen Günter
Céline Thierry Benoît Chiara Matteo Thandiwe Sipho
""".split()
_FAMILY = """
 Pérez García Hernández López Ixchop Chávez Tzoc Xicay Quispe Mamani Condori Huanca Yupanqui Cuxil Ajanel Sacul Caal
Choc Pop Coc Tot Ramírez Zúñiga Peña Núñez Bautista Alvarenga Mejía Zelaya Amaya Orellana Portillo Guevara Benítez
Saint-Louis Toussaint Pierre-Louis Dorvil Estimé Okafor Okonkwo Adeyemi Balogun Mensah Owusu Asante Diallo Traoré
Keïta Ndiaye Tesfaye Bekele Gebremariam Warsame Farah al-Hashimi Haddad Khoury Nassar Mansour Hosseini Rezaei Karimi
Sharma Gupta Reddy Iyer Dhillon Gill Sandhu Sherpa Gurung Thapa Nguyen Tran Pham Vo Wang Zhang Liu Ouyang Suzuki
Tanaka Park Choi Kovalenko Shevchuk Bondarenko Ivanov Smirnova Popescu Ionescu Yılmaz Demir Kapanadze Petrosyan
Kealoha Tuilagi Fifita Roe Doe Smith Miller Wozniak Kowalczyk O'Brien McAllister MacDougall Fitzgerald Van_der_Berg
De_la_Cruz Dos_Santos Di_Marco Washington Jefferson Booker Baptiste Freeman Whitfield Blankenship Hatfield Lundqvist
Johansson Nguema Obiang Mbeki Dlamini Nkosi Schröder Müller Weiß Lefèvre Beaumont Rossi Bianchi Esposito Novák
Dvořák Horvat Kovačević Papadopoulos Stavros Haapala Virtanen Szabó Nagy
""".split()
_STARTS = """
Ba Be Bra Cha Che Da Dre Fa Fio Ga Gri Ha He Ja Jo Ka Ke Kla La Lo Ma Me Mi Na Ne No Pa Pe Qua Ra Re Ro Sa
Se Sha Ta Te Tri Va Wa Xa Ya Za
""".split()
_ENDS = """
bas ber bo cia dan do dro ford ga go han ka kin ko la lez lin lo man mir na nez nko no ra ran ri ro sha son
ta ton tov va vic wan ya zel zo
""".split()
_OTHER_SCRIPTS = """
王小明 李静 张伟 陈美玲 김민준 박서연 محمد علي فاطمة حسن Иван Петров Оксана Шевченко Γιώργος Παππάς राम शर्मा นภา ใจดี דוד
כהן
""".split()
_STREETS = """
Main Oak Maple Elm Cedar Pine Washington Lakeview Hillcrest Magnolia Pecan Sycamore Bluebonnet Mockingbird
Rosewood Martin-Luther-King
""".split()
_KINDS_OF_STREET = """
St Street Ave Ave. Avenue Rd Road Blvd Ln Lane Dr Drive Ct Court Cir Way Pl Ter Pkwy Trl Loop
""".split()
_DOMAINS = """
gmail.com yahoo.com hotmail.es outlook.com aol.com proton.me mail.ru correo.com.mx example.org
""".split()
_MONTHS = """
January February March April May June July August September October November December
""".split()
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

Chance = random.Random


def _digits(chance: Chance, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _disguised(chance: Chance, text: str) -> str:
    """Sometimes as a phone's keyboard or another script has it, sometimes with words about it."""
    roll = chance.random()
    if roll < 0.04:
        return text.translate(_FULL_WIDTH)
    if roll < 0.06:
        return text.translate(_ARABIC)
    if roll < 0.10:
        return text.replace("-", chance.choice("\u2010\u2011\u2012\u2013\u2014\u2212"))
    if roll < 0.13:
        return text.replace(" ", "\u00a0")
    if roll < 0.18:
        return f"{chance.choice(['ACK', 'see', 'lead', 'ICE', 'ref.'])} {text}"
    if roll < 0.21:
        return f"{text}, per ICE"
    return text


def _area(chance: Chance) -> str:
    return f"{chance.choice([n for n in range(1, 900) if n != 666]):03}"


def ssn(chance: Chance) -> str:
    """Three, two and four digits with something between, or any way after the words for it."""
    parts = _area(chance), f"{chance.randint(1, 99):02}", f"{chance.randint(1, 9999):04}"
    if chance.random() < 0.25:
        label = chance.choice(["SSN ", "SSN: ", "ssn#", "SS# ", "Social ", "social security no. ", "Soc Sec ", "SSN-"])
        return label + chance.choice(["", "-", " "]).join(parts)
    return chance.choice(["-", "-", "-", " ", ".", "/", " - ", "_", "--"]).join(parts)


def a_number(chance: Chance) -> str:
    """The letter and seven to nine digits."""
    digits = _digits(chance, chance.choice([8, 9, 9, 9, 7]))
    if chance.random() < 0.4:
        first = len(digits) - 6
        digits = chance.choice(["-", " ", "."]).join((digits[:first], digits[first : first + 3], digits[first + 3 :]))
    label = chance.choice(
        [
            "A",
            "A",
            "a",
            "A ",
            "A-",
            "A#",
            "A# ",
            "A: ",
            "a-",
            "A No. ",
            "Alien number ",
            "alien # ",
            "A-number ",
            "ARN ",
        ]
    )
    return label + digits


def passport(chance: Chance) -> str:
    """A letter and seven or eight digits; other countries' shapes after the word for it."""
    roll = chance.random()
    if roll < 0.6:
        return chance.choice("BCDEFGHJKLMNPRSTUVXYZ") + _digits(chance, chance.choice([8, 8, 8, 7]))
    label = chance.choice(
        ["passport ", "Passport no. ", "PASSPORT # ", "pasaporte ", "ppt ", "passport number ", "US passport "]
    )
    shapes = (
        lambda: _digits(chance, 9),
        lambda: chance.choice("ABCEGN") + _digits(chance, 8),
        lambda: chance.choice(["AP", "FA", "GB", "XD", "YB"]) + _digits(chance, 6),
        lambda: chance.choice("EC") + _digits(chance, 6),
    )
    return label + chance.choice(shapes)()


def fbi(chance: Chance) -> str:
    """As the NCIC has them: digits, one or two letters, digits; or up to nine signs after the letters FBI."""
    letters = "ABCDEFGH" if chance.random() < 0.5 else "ABCDEFGHJKLMNPRTVWX"
    number = _digits(chance, chance.choice([5, 6])).replace("0", "7", 1) + chance.choice(letters)
    number += chance.choice(["", chance.choice("ABCDEFGHJKLMNPRTVWX")]) + _digits(chance, chance.choice([1, 2]))
    if chance.random() < 0.5:
        return number if chance.random() < 0.8 else number.lower()
    label = chance.choice(["FBI ", "FBI# ", "FBI no. ", "FBI/", "fbi number ", "UCN ", "FBI: "])
    return label + chance.choice([number, _digits(chance, 7), _digits(chance, 6) + chance.choice("ABCDEFGH")])


def phone(chance: Chance) -> str:
    """Ten digits as they are written here, and some from abroad."""
    area, exchange, line = str(chance.randint(201, 989)), str(chance.randint(200, 999)), _digits(chance, 4)
    shapes = (
        f"{area}-{exchange}-{line}", f"({area}) {exchange}-{line}", f"({area}){exchange}-{line}", f"{area}.{exchange}.{line}",
        f"{area} {exchange} {line}", f"+1 {area} {exchange} {line}", f"1-{area}-{exchange}-{line}", f"+1{area}{exchange}{line}",
        f"{area}/{exchange}-{line}", f"({area}) {exchange} {line}", f"tel {area}{exchange}{line}", f"cell: {exchange}-{line}",
        f"called {area} {exchange}-{line}", f"phone {area}{exchange}{line}", f"+52 55 {_digits(chance, 4)} {_digits(chance, 4)}",
        f"+502 {_digits(chance, 4)}-{_digits(chance, 4)}", f"011 504 {_digits(chance, 4)} {_digits(chance, 4)}",
    )  # fmt: skip
    return chance.choice(shapes)


def e_mail(chance: Chance) -> str:
    """An address of somebody or of nobody."""
    one, two = _plain(chance.choice(_GIVEN)), _plain(chance.choice(_FAMILY))
    local = chance.choice(
        [f"{one}.{two}", f"{one}{chance.randint(1, 99)}", f"{one[0]}{two}", f"{two}_{one}", f"{one}+ice"]
    )
    made = f"{local.lower()}@{chance.choice(_DOMAINS)}"
    return made.upper() if chance.random() < 0.1 else made


def _plain(name: str) -> str:
    return "".join(sign for sign in name if sign.isascii() and sign.isalpha()) or "x"


def _day(chance: Chance) -> str:
    day = date(1940, 1, 1) + timedelta(days=chance.randrange(70 * 365))
    month = _MONTHS[day.month - 1]
    return chance.choice(
        [
            f"{day:%m/%d/%Y}", f"{day.month}/{day.day}/{day.year}", f"{day:%m/%d/%y}", f"{day:%m-%d-%Y}", f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}",
            f"{day:%d.%m.%Y}", f"{month} {day.day}, {day.year}", f"{month[:3]} {day.day} {day.year}", f"{day.day} {month} {day.year}",
            f"{day:%Y%m%d}", f"{day:%m%d%Y}", f"{day:%d}-{month[:3]}-{day.year}", f"{day:%d}{month[:3].upper()}{day:%Y}", f"{day:%Y/%m/%d}",
        ]
    )  # fmt: skip


def birth_date(chance: Chance) -> str:
    """A date before, behind or beside a name, or after the letters DOB."""
    name, day = person(chance), _day(chance)
    one = chance.choice(_GIVEN) if chance.random() < 0.5 else _from_syllables(chance)
    return chance.choice(
        [
            f"{name} {day}",
            f"{day} {name}",
            f"{name}, {day}",
            f"{name} ({day})",
            f"{one} {day}",
            f"DOB {day}",
            f"{name} DOB {day}",
            f"born {day}",
        ]
    )


def _from_syllables(chance: Chance) -> str:
    return chance.choice(_STARTS) + chance.choice(_ENDS) + (chance.choice(_ENDS) if chance.random() < 0.3 else "")


def person(chance: Chance) -> str:
    """Two to four parts, from lists or put together, as people write them."""
    if chance.random() < 0.03:
        return chance.choice(_OTHER_SCRIPTS) + chance.choice(["", " ", "·"]) + chance.choice(_OTHER_SCRIPTS)
    made = chance.random() < 0.3
    one = _from_syllables(chance) if made else chance.choice(_GIVEN)
    two = _from_syllables(chance) if made else chance.choice(_FAMILY).replace("_", " ")
    middle, third = chance.choice("ABCDEFGHJKLMPRST"), chance.choice(_FAMILY).replace("_", " ")
    text = chance.choice(
        [f"{one} {two}", f"{one} {two}", f"{two}, {one}", f"{one} {middle}. {two}", f"{one} {middle} {two}", f"{two}, {one} {middle}", f"{one} {two} {third}",
         f"{one} {two}-{third}", f"{two} {third}, {one}", f"{one}  {two}", f"Mr. {one} {two}", f"{one} {two} Jr.", f"{two}/{one}", f"{one}.{two}", f"{one}_{two}"]
    )  # fmt: skip
    roll = chance.random()
    return text.upper() if roll < 0.2 else text.lower() if roll < 0.32 else text


def address(chance: Chance) -> str:
    """A number and a street, a box, with or without what comes after."""
    number, street, what = chance.randint(1, 19_999), chance.choice(_STREETS), chance.choice(_KINDS_OF_STREET)
    if chance.random() < 0.3:
        street = f"{chance.choice(['N', 'S', 'E.', 'West', 'NW'])} {street}"
    if chance.random() < 0.15:
        street = f"{chance.randint(1, 120)}{chance.choice(['st', 'nd', 'rd', 'th'])}"
    made = chance.choice(
        [f"{number} {street} {what}"] * 6
        + [f"{number} {street} {what} Apt {chance.randint(1, 40)}", f"{number} {street} {what}, Houston, TX 77{chance.randint(100, 999)}",
           f"PO Box {number}", f"P.O. Box {number}", f"{number} County Road {chance.randint(1, 900)}", f"{number} FM {chance.randint(10, 3000)}",
           f"{number} Hwy {chance.randint(1, 400)} S", f"Calle {chance.randint(1, 90)} No. {number}"]
    )  # fmt: skip
    return made.upper() if chance.random() < 0.2 else made


MAKERS: Mapping[Kind, Callable[[Chance], str]] = {
    Kind.SSN: ssn,
    Kind.A_NUMBER: a_number,
    Kind.PASSPORT: passport,
    Kind.FBI: fbi,
    Kind.PHONE: phone,
    Kind.E_MAIL: e_mail,
    Kind.BIRTH_DATE: birth_date,
    Kind.ADDRESS: address,
    Kind.NAME: person,
}


def made_up(kind: Kind, seed: int = 11) -> list[str]:
    """Values of a kind, 2,000 of them, the same each time."""
    chance = random.Random(f"{seed} {kind.name}")
    return [_disguised(chance, MAKERS[kind](chance)) for _ in range(EACH)]


def missed(where: Where) -> Iterator[tuple[Kind, str]]:
    """The made-up values that the guard takes in a field of that sort. A signature is a name by right."""
    for kind in MAKERS:
        for value in made_up(kind):
            if kind_of(value, where) is None:
                yield kind, value


def main() -> None:
    """Prints what is found and what is refused wrongly."""
    from tests.program.harmless_numbers import evidence, references

    for where in (Where.REFERENCE, Where.NUMBERED, Where.PROSE):
        lost = Counter(kind for kind, _ in missed(where))
        print(where.value, {kind.name: f"{(EACH - lost[kind]) / EACH:.2%}" for kind in MAKERS})
    for name, values, where in (
        ("references", references(), Where.REFERENCE),
        ("evidence", evidence(), Where.NUMBERED),
    ):
        refused = sum(kind_of(value, where) is not None for value in values)
        print(f"{name}: {refused} of {len(values)} refused, {refused / len(values):.2%}")


if __name__ == "__main__":
    main()
