"""The rate through a quarter's days, before anything is drawn."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from program.quarters.figures import Rate
from program.quarters.rate_line import Fan, percent_of
from tests.rate_lines import GROWING, MIDDLE, Q, line


def test_weeks_before_the_first_lead_are_no_points_and_not_a_rate_of_zero() -> None:
    late = line(8, 10, before=[(0, 0), (0, 0), (0, 0)])
    assert [point.day for point in late.points[:2]] == [date(2025, 10, 28), date(2025, 11, 4)]
    assert late.foot == 50
    assert [point.rate for point in line(0, 0).points] == []


def test_the_scale_goes_lower_by_tens_where_the_rate_of_now_is_lower_and_not_for_the_first_weeks() -> None:
    assert line(49, 100).foot == 40
    assert line(50, 100).foot == 50
    assert line(499, 1000).foot == 40
    assert line(1, 100).foot == 0
    assert line(9, 10, before=[(10, 1), (10, 2)]).foot == 50


def test_the_last_point_is_the_figure_of_today_and_a_week_ends_on_its_seventh_day() -> None:
    grown = line(103, 115, MIDDLE, 9, GROWING)
    points = grown.points
    assert (points[0].day, points[0].rate) == (date(2025, 10, 7), Rate(2, 12))
    assert (points[-2].day, points[-2].rate) == (date(2025, 11, 18), Rate(90, 103))
    assert (points[-1].day, points[-1].rate) == (MIDDLE, Rate(103, 115))
    assert grown.rate == Rate(103, 115)
    assert line(114, 126).points[-1].day == Q.ends_on


def test_a_fan_opens_while_leads_are_open_and_days_are_left() -> None:
    assert line(103, 115, MIDDLE, 9).fan == Fan(9, Rate(103, 115), Rate(112, 115))
    assert line(103, 115, MIDDLE, 0).fan is None
    assert line(0, 0, MIDDLE, 0).fan is None
    assert line(103, 115, Q.ends_on, 9).fan is None


def test_a_tier_is_worth_what_it_brings_all_eligible_officers_together() -> None:
    assert [(tier.from_percent, tier.award_cents) for tier in line(9, 10).tiers] == [
        (90, 1_200_000),
        (80, 900_000),
        (70, 600_000),
    ]


def test_before_its_first_day_a_quarter_has_no_points() -> None:
    assert line(9, 10, date(2025, 9, 30)).points == ()
    assert line(9, 10, date(2025, 9, 30)).rate is None


def test_a_rate_is_its_percentage_exactly() -> None:
    assert percent_of(Rate(26, 29)) == Fraction(2600, 29)
    assert percent_of(Rate(7, 10)) == 70
