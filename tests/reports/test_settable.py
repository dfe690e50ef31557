"""What the paper's fonts lack is named by its code point, and what they have is set."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from reports.packet.document import Document
from reports.packet.pdf import pdf_of
from reports.packet.settable import settable

PLAIN = Document("Title", "Agency", (), (), None, 2026, (), None, (), (), (), "foot")


def read_back(text: str) -> str:
    pdf = pdf_of(replace(PLAIN, agency=text, words=(text,)))
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("text", ["漢字", "ไทย", "한글", "\U0001f9ff"])
def test_a_character_that_no_font_has_shows_as_its_code_point(text: str) -> None:
    found = read_back(text)
    assert "\x00" not in found
    assert all(f"U+{ord(character):04X}" in found.replace("\n", "") for character in text)


@pytest.mark.parametrize("text", ["Ñuño", "Łódź", "Đặng", "Ελλάς", "Київ", "· → ● ½ € “x”"])
def test_a_character_that_a_font_has_is_set(text: str) -> None:
    assert settable(text) == text
    assert "\x00" not in read_back(text)
