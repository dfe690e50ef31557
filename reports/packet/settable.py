"""Which characters the fonts of the paper can set. One that they cannot is named by its code point: a box says nothing.

Measured once, on the fonts that the pinned Typst brings along, over the blocks of letters, marks and signs up to
U+1F6FF; ``tests/reports/test_settable.py`` measures samples anew.
"""

from __future__ import annotations

_MEASURED = """
A1-AC AE-377 37A-37F 384-38A 38C 38E-3A1 3A3-4FF 510-513 51A-51D 531-556 559-58A 58D-58F 591-5C7 5D0-5EA 5EF-5F4
606-60C 615 61B 61F 621-63A 640-655 65A 660-66D 674 679-67B 67E-680 683-684 686-687 691 698 6A4 6A9 6AF 6BE 6CC
6F0-6F9 900-97F E3F E81-E82 E84 E87-E88 E8A E8D E94-E97 E99-E9F EA1-EA3 EA5 EA7 EAA-EAB EAD-EB9 EBB-EBC EC8-ECD
10D0-10FF 115F-1160 13A0-13F5 13F8-13FD 17B4-17B5 17C1-17C3 180B-180D 180F 1AB0-1ACE 1D00-1F15 1F18-1F1D
1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF
1FF2-1FF4 1FF6-1FFE 2010-2027 2030-2040 2042 2044-205E 2070-2071 2074-208E 2090-209C 20A0-20C0 20D0-20F0
2100-211E 2120 2122 2124 2126-2151 2153-2184 2189 2190-23FF 2422-2423 2460-2606 2609-262F 2638-268B 2690-269C
26A0-26A7 26AA-26AF 26B2 2701-2704 2706-2709 270C-2714 2717-2727 272A-274B 274D 274F-2752 2756 2758-275E
2761-277F 2794 2798-27AF 27B1-2B73 2B76-2B95 2B97-2BFF 2C60-2CF3 2CF9-2CFF 2E02-2E05 2E08-2E0A 2E17-2E18 2E1F
2E22-2E25 2E2E 3012 3016-3017 301A-301B 302E-3030 3036 306E A640-A641 A648-A649 A656-A657 A708-A716 A71B-A727
A72D A730 A735 A765 A789-A78E A790-A791 A793 A7AA A7F8-A7F9 AB52 AB66 FB00-FB06 FB13-FB17 FB1D-FB36 FB38-FB3C
FB3E FB40-FB41 FB43-FB44 FB46-FB4F FB52-FB81 FB8A-FB95 FB9E-FB9F FBAA-FBAD FBE8-FBE9 FBFC-FBFF FE00-FE0F
FE20-FE2F FE66 FE70-FE74 FE76-FE7F FFA0 FFFC-FFFD 1D400-1D454 1D456-1D49C 1D49E-1D49F 1D4A2 1D4A5-1D4A6
1D4A9-1D4AC 1D4AE-1D4B9 1D4BB 1D4BD-1D4C3 1D4C5-1D505 1D507-1D50A 1D50D-1D514 1D516-1D51C 1D51E-1D539
1D53B-1D53E 1D540-1D544 1D546 1D54A-1D550 1D552-1D6A5 1D6A8-1D7CB 1D7CE-1D7FF 1F12F 1F6D1
"""
"""Code points from and through, in hexadecimal, above the plain ASCII ones."""


def _spans() -> tuple[tuple[int, int], ...]:
    ends = (span.partition("-") for span in _MEASURED.split())
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in ends)


_SETTABLE = frozenset(point for first, last in _spans() for point in range(first, last + 1))


def settable(text: str, others: frozenset[str] = frozenset()) -> str:
    """The text with each character that no font of ours has, and that is not one of ``others``, as its code point:
    ``U+6F22``."""
    lacks = lacking(text) - others
    return "".join(f"U+{ord(one):04X}" if one in lacks else one for one in text) if lacks else text


def lacking(text: str) -> frozenset[str]:
    """The characters that no font of ours has."""
    if text.isascii():
        return frozenset()
    return frozenset(one for one in text if not one.isascii() and ord(one) not in _SETTABLE)
