"""How the bytes of a file become text, and what a file is that is no text of a table at all."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class Encoding(StrEnum):
    """The encodings in which tables come."""

    UTF_8 = "utf_8"
    UTF_16 = "utf_16"
    WINDOWS = "windows_1252"
    WESTERN = "latin_1"
    DOS = "cp437"
    MAC = "mac_roman"

    @property
    def errors(self) -> str:
        """How what is none such text is met: Windows-1252 is what is left where nothing else fits."""
        return "replace" if self is Encoding.WINDOWS else "strict"

    def codec(self, head: bytes) -> str:
        """Python's name of it for a file that begins with these bytes: with or without a byte-order mark."""
        if self is Encoding.UTF_8:
            return "utf-8-sig"
        if self is Encoding.UTF_16 and not head.startswith(_MARKS_OF_UTF_16):
            even, odd = head[0::2].count(0), head[1::2].count(0)
            return "utf-16-be" if even > odd else "utf-16-le"
        return self.value


_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def encoding_of(head: bytes, is_utf8: bool) -> Encoding | None:
    """The encoding of a file that begins with these bytes; None where it is no text."""
    if head.startswith(_MARKS_OF_UTF_16):
        return Encoding.UTF_16
    if b"\x00" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if max(even, odd) < len(head) // 4 or min(even, odd) * 50 > max(even, odd):
            return None
        return Encoding.UTF_16
    if is_utf8:
        return Encoding.UTF_8
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    return Encoding.WINDOWS if controls * 50 < len(head) else None


_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "open it in a spreadsheet program and save it as .xlsx or .csv"


def what_it_is_instead(path: Path, head: bytes) -> str | None:
    """What a file is that a person may take for a table, and what to do about it; None where it may be one."""
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if _holds(path, _ENCRYPTED):
            return "is protected by a password; open it in its own program and save it without one"
        return f"is an old .xls workbook; {_SAVE_AS}"
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if begins.startswith((b"<!doctype html", b"<html", b"<table")):
        return f"is a web page, whatever its name says; {_SAVE_AS}"
    if begins.startswith(b"<"):
        return f"is XML and no table; {_SAVE_AS}"
    if head.startswith(b"%PDF"):
        return "is a PDF; ask for the table that it was made from, as .xlsx or .csv"
    if head.startswith(b"{\\rtf"):
        return "is a text document; save the table in it as .csv"
    if head.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        return "is packed; unpack it first"
    return None


def _holds(path: Path, wanted: bytes) -> bool:
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            if wanted in rest + chunk:
                return True
            rest = chunk[-len(wanted) :]
    return False
