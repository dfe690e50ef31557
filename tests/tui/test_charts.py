"""The rate's chart and its ruler, by their text, at sizes large and small."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.quarters.figures import Rate, rate_of
from tests.rate_lines import AFTER, BANDS, GROWING, MIDDLE, Q, line
from tests.tui.chart_pictures import drawn, picture, year
from tui.charts.bars import rate_bar, year_bars
from tui.charts.braille import Braille
from tui.charts.rate_chart import rate_chart
from tui.charts.ruler import MARKER, ruler


def test_a_line_is_dots_from_one_end_to_the_other_and_nothing_outside() -> None:
    canvas = Braille(3, 1)
    canvas.line((0, 0), (5, 3))
    assert "".join(canvas.at(column, 0) for column in range(3)) == "⠑⠢⢄"
    dotted = Braille(3, 1)
    dotted.line((0, 1), (5, 1), every=2)
    assert "".join(dotted.at(column, 0) for column in range(3)) == "⠂⠂⠂"
    outside = Braille(1, 1)
    outside.line((-4, -9), (-1, 9))
    outside.line((2, 0), (2, 3))
    assert outside.at(0, 0) == ""


FLAT = {
    (0, 9): """
100┤
   ┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 80% $9,000
   ┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 70% $6,000
 50┤
   │
   │
  0┤ ⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒
   └Oct───Nov────Dec─────
""",
    (7, 10): """
100┤
 90┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ $12,000
 80┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  $9,000
 70┼┈⠐⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒  $6,000
 60┤
 50┤
   └Oct─────Nov────Dec──────
""",
    (8999, 10_000): """
100┤
 90┼┈⠠⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤ $12,000
 80┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  $9,000
 70┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  $6,000
 60┤
 50┤
   └Oct─────Nov────Dec──────
""",
    (9, 10): """
100┤
 90┼┈⠐⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒ $12,000
 80┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  $9,000
 70┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  $6,000
 60┤
 50┤
   └Oct─────Nov────Dec──────
""",
    (5, 5): """
100┤ ⠐⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒
 90┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ $12,000
 80┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  $9,000
 70┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  $6,000
 60┤
 50┤
   └Oct─────Nov────Dec──────
""",
    (0, 0): """
100┤
 90┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ $12,000
 80┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  $9,000
 70┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  $6,000
 60┤ no lead provided
 50┤
   └Oct─────Nov────Dec──────
""",
}


@pytest.mark.parametrize("counts", FLAT)
def test_a_rate_stands_on_a_tier_or_below_it_and_without_a_lead_there_is_none(counts: tuple[int, int]) -> None:
    assert drawn(rate_chart(line(*counts), 36, 8)) == picture(FLAT[counts])


def test_the_line_rises_into_the_scale_and_a_fan_opens_from_today_to_where_none_or_all_of_the_open_would_end() -> None:
    assert drawn(rate_chart(line(103, 115, MIDDLE, 9, GROWING), 36, 8)) == picture("""
    9 open: none 89.56% · all 97.39%
100┤                      ⢀⢀
 90┼┈┈┈┈┈┈┈┈┈┈┈⢀⣀⠤⠠⠰⠰⠰⠰⠨⠨⠨⠠⠠ $12,000
 80┼┈┈┈┈┈┈┈⢀⡠⠔⠊⠁┈┈┈┈┈┈┈┈┈┈┈┈  $9,000
 70┼┈┈┈┈┈⡠⠊⠁┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  $6,000
 60┤    ⡰⠁
 50┤   ⡰⠁
   └Oct─────Nov────Dec──────
""")


def test_with_nothing_open_there_is_no_fan() -> None:
    assert drawn(rate_chart(line(103, 115, MIDDLE, 0, GROWING), 36, 8)) == picture("""
100┤
 90┼┈┈┈┈┈┈┈┈┈┈┈⢀⣀⠤┈┈┈┈┈┈┈┈┈┈ $12,000
 80┼┈┈┈┈┈┈┈⢀⡠⠔⠊⠁┈┈┈┈┈┈┈┈┈┈┈┈  $9,000
 70┼┈┈┈┈┈⡠⠊⠁┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  $6,000
 60┤    ⡰⠁
 50┤   ⡰⠁
   └Oct─────Nov────Dec──────
""")


def test_a_quarter_that_ended_has_its_whole_line_and_no_fan_although_leads_are_open() -> None:
    assert drawn(rate_chart(line(114, 126, AFTER, 3, GROWING), 36, 8)) == picture("""
100┤
 90┼┈┈┈┈┈┈┈┈┈┈┈⢀⣀⠤⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒ $12,000
 80┼┈┈┈┈┈┈┈⢀⡠⠔⠊⠁┈┈┈┈┈┈┈┈┈┈┈┈  $9,000
 70┼┈┈┈┈┈⡠⠊⠁┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  $6,000
 60┤    ⡰⠁
 50┤   ⡰⠁
   └Oct─────Nov────Dec──────
""")


def test_a_quarter_that_has_just_begun_has_one_point_and_its_fan() -> None:
    assert drawn(rate_chart(line(2, 3, date(2025, 10, 2), 1), 36, 8)) == picture("""
    none 66.66% · all 100.00%
100┤                    ⡀⠄⠄⠂
 90┼┈┈┈┈┈┈┈┈┈┈┈┈┈⡀⡀⠄⠂⠂⠁⠁┈┈┈┈ $12,000
 80┼┈┈┈┈┈┈⡀⡀⠄⠄⠂⠁⠁┈┈┈┈┈┈┈┈┈┈┈  $9,000
 70┼⣀⡄⡄⡂⡂⡁⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀  $6,000
 60┤
 50┤
   └Oct─────Nov────Dec──────
""")


def test_a_larger_chart_gives_each_ten_two_rows_and_a_narrow_one_leaves_the_money_out() -> None:
    large = drawn(rate_chart(line(9, 10), 40, 12)).split("\n")
    assert [row[:4] for row in large] == [
        *["100┤", "   │", " 90┼", "   │", " 80┼", "   │", " 70┼", "   │", " 60┤", "   │", " 50┤", "   └"]
    ]
    assert large[2].endswith(" $12,000")
    narrow = drawn(rate_chart(line(9, 10), 20, 8))
    assert "$" not in narrow
    assert narrow.endswith("└Oct──Nov──Dec───")


def test_the_money_of_the_tier_that_is_reached_stands_out_in_the_color_of_the_line() -> None:
    tier = rate_chart(line(8, 10), 36, 8)[2]
    assert [(tier.plain[span.start : span.end].strip(), span.style) for span in tier.spans][-1] == (
        "$9,000",
        "bold $text-warning",
    )
    top = rate_chart(line(9, 10), 36, 8)[1]
    assert "bold $text-success" in {span.style for span in top.spans}
    below = {span.style for text in rate_chart(line(6, 10), 36, 8) for span in text.spans}
    assert below == {"$foreground-muted", "dim $foreground-muted", "bold $foreground-muted"}


@pytest.mark.parametrize(("located", "money"), [(9, "$12,000"), (8, "$9,000"), (7, "$6,000")])
def test_where_rows_are_too_few_for_all_tiers_the_one_that_is_reached_has_its_row(located: int, money: str) -> None:
    assert money in drawn(rate_chart(line(located, 10), 36, 6))


@pytest.mark.parametrize("height", range(5, 16))
def test_percents_stand_evenly_at_the_left_at_any_rate_and_height(height: int) -> None:
    for located in range(101):
        rows = drawn(rate_chart(line(located, 100, MIDDLE, 100 - located), 36, height)).split("\n")
        at = [(row, int(text[:3])) for row, text in enumerate(rows) if text[:3].strip() and text[3] in "┤┼"]
        assert at[0][1] == 100
        assert at[-1][1] <= located
        assert len({(lower[0] - upper[0], upper[1] - lower[1]) for upper, lower in pairwise(at)}) == 1


@pytest.mark.parametrize(("width", "height"), [(11, 8), (36, 4), (11, 1)])
def test_with_less_room_the_chart_becomes_the_ruler(width: int, height: int) -> None:
    assert drawn(rate_chart(line(9, 10), width, height)) == ruler(Rate(9, 10), BANDS, 90, width).plain


COUNTS = st.integers(0, 40).flatmap(lambda provided: st.tuples(st.integers(0, provided), st.just(provided)))


@given(
    counts=COUNTS,
    still_open=st.integers(0, 9),
    days=st.integers(-3, 120),
    before=st.lists(COUNTS.map(lambda both: (both[1], both[0])), max_size=13),
    width=st.integers(0, 100),
    height=st.integers(0, 30),
)
def test_no_chart_is_larger_than_its_room(
    counts: tuple[int, int], still_open: int, days: int, before: list[tuple[int, int]], width: int, height: int
) -> None:
    charted = line(*counts, as_of=Q.starts_on + timedelta(days=days), still_open=still_open, before=before)
    months = year({at: (of, found, found) for at, (of, found) in enumerate(before[:12])})
    for lines in (rate_chart(charted, width, height), year_bars(months, width, height)):
        assert len(lines) <= height
        assert all(text.cell_length <= width for text in lines)
    assert ruler(charted.rate, BANDS, charted.reached, width).cell_length <= width
    assert len(rate_bar(charted.rate, width)) == width


RULERS = {
    (103, 115): " 60 ──── 70 ──── 80 ───▲ 90 ──── 100",
    (8999, 10_000): " 60 ──── 70 ──── 80 ───▲ 90 ──── 100",
    (9, 10): " 60 ──── 70 ──── 80 ────▲90 ──── 100",
    (901, 1000): " 60 ──── 70 ──── 80 ──── 90▲──── 100",
    (7, 10): " 60 ────▲70 ──── 80 ──── 90 ──── 100",
    (699, 1000): " 60 ───▲ 70 ──── 80 ──── 90 ──── 100",
    (6, 10): "▲60 ──── 70 ──── 80 ──── 90 ──── 100",
    (5, 5): " 60 ──── 70 ──── 80 ──── 90 ────▲100",
    (50, 100): "▲50 ── 60 ── 70 ─── 80 ── 90 ─── 100",
    (0, 9): "▲0 ─────────────────── 70 ────── 100",
    (0, 0): " 60 ──── 70 ──── 80 ──── 90 ──── 100",
}


@pytest.mark.parametrize("counts", RULERS)
def test_the_marker_stands_at_a_tier_only_where_the_rate_is_exactly_that(counts: tuple[int, int]) -> None:
    assert ruler(rate_of(*counts), BANDS, None, 36).plain == RULERS[counts]


@given(width=st.integers(16, 100), provided=st.integers(1, 2000), band=st.sampled_from(BANDS), more=st.integers(-3, 3))
def test_the_marker_never_passes_a_tier_before_the_rate_does(width: int, provided: int, band: int, more: int) -> None:
    located = min(provided, max(-(-6 * provided // 10), band * provided // 100 + more))
    compared = (100 * located > band * provided) - (100 * located < band * provided)
    place = ruler(Rate(located, provided), BANDS, None, width).plain.index(MARKER)
    at_tier = ruler(Rate(band, 100), BANDS, None, width).plain.index(MARKER)
    if str(band) in ruler(None, BANDS, None, width).plain:
        assert (place > at_tier) - (place < at_tier) == compared


def test_the_marker_has_the_color_of_what_the_tier_earns() -> None:
    for reached, color in ((90, "$text-success"), (80, "$text-warning"), (None, "$foreground-muted")):
        drawn_ruler = ruler(Rate(85, 100), BANDS, reached, 36)
        [style] = [span.style for span in drawn_ruler.spans if drawn_ruler.plain[span.start : span.end] == MARKER]
        assert style == f"bold {color}"
