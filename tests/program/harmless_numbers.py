"""Harmless references and evidence: 2,000 of each, in the shapes that agencies have published, drawn from a seed.

Where the shapes are from: the case and incident numbers of police manuals (UCSF ``1904110123`` and ``2019-001234``, Indiana
University ``23-01-01-000001`` and ``230001``, Metropolitan Police ``MPD123456``, dispatch centers ``000001CAD2019``), NCIC numbers (a
letter of the file and nine digits, as the Wisconsin TIME manual has them), event numbers of ICE (an office's three letters, year,
month, six digits), receipts of USCIS, dockets of Florida, Texas and federal courts, forms by their number.
"""

# ruff: noqa: E501, SIM905 - lists of data

from __future__ import annotations

import random
from functools import partial

from tests.program.made_up_people import EACH

_OFFICES = """
DAL HOU SNA ELP MIA ATL NOL CHI DEN PHO SND LOS SFR SEA SLC NYC NEW PHI BAL WAS BUF BOS DET STP KAN OKC TPA
ORL JAX CLT HLG
""".split()
_AGENCIES = """
SO PD MPD NYPD HPD DPD LCSO PCSO BCSO FHP DPS TXDPS FDLE SLED GBI TBI VSP OSBI HCSO MCSO WCSO ECSO
""".split()
_COURTS = """
CR CF MM CT TR JV CJ DC
""".split()


def _number(chance: random.Random, digits: int) -> str:
    return f"{chance.randrange(1, 10**digits):0{digits}}"


def reference(chance: random.Random) -> str:
    """A lead's, a case's, an incident's or an event's number."""
    year, short = chance.choice([2024, 2025, 2026]), chance.choice([24, 25, 26])
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    office, agency = chance.choice(_OFFICES), chance.choice(_AGENCIES)
    n = partial(_number, chance)
    shapes = (
        f"{short}-{n(4)}", f"{short}-{n(5)}", f"{short}-{n(6)}", f"{year}-{n(6)}", f"{year}-{n(8)}", f"{short}{month:02}-{n(4)}", f"{n(3)}-{n(4)}",
        f"{short}{n(4)}", f"{n(6)}", f"{n(7)}", f"{n(8)}", f"{n(9)}", f"{n(10)}", f"{n(12)}", f"{short}{month:02}{day:02}{n(4)}", f"{year}{month:02}{day:02}{n(4)}",
        f"{short}-{month:02}-{day:02}-{n(6)}", f"{year}-{month:02}-{day:02}-{n(3)}", f"{office}{short}{month:02}{n(6)}", f"{office}-{short}{month:02}-{n(6)}",
        f"{office}{n(8)}", f"{office} {short}-{n(5)}", f"{chance.choice('WUMGNTK')}{n(9)}", f"NIC/{chance.choice('WUM')}{n(9)}", f"{agency}{short}-{n(5)}",
        f"{agency}{n(6)}", f"{agency}-{n(6)}", f"{agency} {year}-{n(5)}", f"{n(6)}CAD{year}", f"CAD {n(8)}", f"CAD#{short}{n(6)}", f"CFS{short}-{n(6)}",
        f"Case No. {short}-{n(4)}", f"case {short}-{n(5)}", f"Lead {n(4)}", f"LEAD-{year}-{n(5)}", f"ICE-{year}-{n(6)}", f"ICE {n(5)}", f"ICE-ERO-{year}-{n(5)}",
        f"ERO {office} {short}-{n(4)}", f"TX-{office}-{short}-{n(5)}", f"HSI-{n(7)}", f"Event {n(10)}", f"Event No. {office}{short}{month:02}{n(6)}", f"EV-{n(6)}",
        f"{year}-{chance.choice(_COURTS)}-{n(6)}", f"{year}{chance.choice(_COURTS)}{n(6)}A", f"{short}-{chance.choice(_COURTS)}-{n(4)}",
        f"1:{short}-cr-{n(5)}", f"{n(2)}-{year}-{chance.choice(_COURTS)}-{n(6)}-A", f"{chance.choice(['EAC', 'WAC', 'LIN', 'SRC', 'IOE', 'MSC'])}{n(10)}",
        f"R-{n(3)}", f"L{n(4)}", f"#{n(4)}", f"A-{n(4)}", f"{n(2)}/{n(4)}", f"{short}.{n(4)}", f"{n(4)}-{chance.choice('ABC')}", f"REF {n(6)}", f"Ref# {short}-{n(4)}",
        f"Incident {short}-{n(6)}", f"RPT{n(7)}", f"TF{short}-{n(3)}", f"FY{short}-{n(4)}", f"Q1-{n(4)}", f"287G-{n(5)}", f"TFM {short}-{n(4)}", f"Tampa-{short}-{n(4)}",
        f"PALMETTO-{n(5)}", f"Docket {short}-{n(5)}", f"{office}/{short}/{n(5)}", f"{office}.{short}.{n(5)}", f"LESC {n(8)}", f"IAQ {n(7)}", f"TECS {n(8)}",
    )  # fmt: skip
    return chance.choice(shapes)


def proof(chance: random.Random) -> str:
    """What stands as evidence: an acknowledgement's number, a form, a letter, a day, a few words."""
    year, month, day = 2025, chance.randint(10, 12), chance.randint(1, 28)
    office = chance.choice(_OFFICES)
    n = partial(_number, chance)
    months = ["Oct", "Nov", "Dec"]
    shapes = (
        f"ACK {n(4)}", f"ACK-{n(5)}", f"ack {n(3)}", f"Ack. no. {n(6)}", f"ICE ack {year}-{month}-{day:02}", f"ICE ACK {n(4)} of {month}/{day}", f"#{n(4)}",
        f"A-{n(4)}", f"acknowledgement {n(5)}", f"ICE acknowledgement {month}/{day}/{year}", f"email from ERO {month}/{day}", f"e-mail {month}/{day}/25, ICE",
        f"E-mail of {months[month - 10]} {day}", f"letter of {months[month - 10]} {day}, {year}", f"ICE letter {n(2)}-{n(3)}", f"memo {n(3)}", f"memo of {month}/{day}",
        f"Form I-{chance.choice([200, 203, 205, 213, 247, 862])}", f"I-213 {office}{n(8)}", f"I-247A served {month}/{day}", f"detainer {n(6)}", f"warrant {n(6)}",
        f"Report {n(2)}-{n(5)}", f"incident report {n(2)}-{n(4)}", f"booking no. {n(7)}", f"booked {month}/{day}/{year}", f"per phone call {month}/{day}",
        f"phone call {year}-{month}-{day:02}", f"fax {n(4)}", f"receipt {n(8)}", f"case closed by ICE {month}/{day}", f"withdrawn by ICE {year}-{month}-{day:02}",
        f"duplicate of {n(2)}-{n(4)}", f"see {n(2)}-{n(4)}", f"see lead {n(2)}-{n(4)}", f"ERO {office} {n(5)}", f"ERO Dallas {n(5)}", f"ERO San Antonio {n(4)}",
        f"HSI {office} {n(4)}", f"NCIC hit {chance.choice('WUM')}{n(9)}", f"NIC/W{n(9)}", f"CAD {n(8)}", f"CAD event {year}{month}{day:02}{n(4)}", f"event {office}{n(10)}",
        f"LESC response {n(7)}", f"IAR {n(6)}", f"TECS {n(7)}", f"transfer of custody {month}/{day}", f"turned over to ICE {month}/{day}", f"certified mail {n(8)}",
        f"returned receipt {n(6)}", f"ticket {n(6)}", f"portal entry {n(7)}", f"ICE portal {year}-{month}-{day:02} 14:{chance.randint(10, 59)}", f"signed form {n(3)}",
        f"{n(6)}", f"{n(8)}", f"{n(9)}", f"{n(10)}", f"{office}{n(8)}", f"{n(2)}-{n(4)}", f"page {n(1)} of {n(2)}", f"batch {n(3)}, line {n(2)}", f"confirmed {month}/{day}",
        f"verbal, ERO {month}/{day}", f"body camera {n(6)}", f"video {n(5)}", f"report on file {n(4)}", f"Order {n(2)}-{n(2)}", f"court order {n(2)}-{n(4)}",
        f"death certificate {n(6)}", f"airline record {n(5)}", f"left the country {month}/{day}", f"ICE spreadsheet row {n(3)}", f"weekly list {month}/{day}, no. {n(2)}",
    )  # fmt: skip
    return chance.choice(shapes)


def references(seed: int = 11) -> list[str]:
    """2,000 references, the same each time."""
    chance = random.Random(f"{seed} references")
    return [reference(chance) for _ in range(EACH)]


def evidence(seed: int = 11) -> list[str]:
    """2,000 texts of evidence, the same each time."""
    chance = random.Random(f"{seed} evidence")
    return [proof(chance) for _ in range(EACH)]
