"""The quarter's summary: everything that the screen of a quarter's end shows, read in one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from program.calendar import Quarter
from program.quarters.award import AwardStep
from program.quarters.counting import Counts
from program.quarters.figures import Figures, Rate, Reading, every_reading, rate_of
from program.quarters.ice_count import CountVerdict
from program.quarters.state import QuarterState
from program.quarters.what_if import Need, needs
from program.rules.checklist import Check
from program.rules.rule_set import RuleSet
from storage.schema.lead import lead
from storage.views.agency import rules_for
from storage.views.award import AwardAmount, AwardFate, award_steps_of
from storage.views.checklist import CheckLine, checklist_of
from storage.views.class_cache import ClassCache
from storage.views.closing import Closing, closings_of, quarters_with_leads, state_of
from storage.views.ice_count import Explaining, IceCount, beside_ours, explaining, ice_counts
from storage.views.reader import Reader
from storage.views.review import ReviewCounts, review_counts, review_is_on
from storage.views.status import Status, counted_in, status_in
from storage.views.week import Week, weeks_of


@dataclass(frozen=True)
class QuarterLine:
    """One quarter in the table of all of them; ``from_percent`` is the tier's, None without one; money in cents."""

    quarter: Quarter
    state: QuarterState
    revision: int | None
    rate: Rate | None
    from_percent: int | None
    eligible_officers: int
    ice: CountVerdict
    award: AwardFate


@dataclass(frozen=True)
class QuarterSummary:
    """A quarter as it stands today.

    ``rules`` counts it, also where it ended before the first rule set took effect (then ``status.figures.rules`` is
    None). ``revision`` is that of its last statement, None before the first closing; ``late`` are the references of
    leads located after its end; ``explaining`` the leads that could explain a difference to ICE's count, empty while
    there is none. ``review`` is None while the agency does not review. ``quarters`` are all that hold anything, and the
    running one, oldest first.
    """

    status: Status
    rules: RuleSet
    state: QuarterState
    revision: int | None
    closing: Closing | None
    weeks: tuple[Week, ...]
    late: tuple[str, ...]
    readings: tuple[Reading, ...]
    needs: tuple[Need, ...]
    checklist: tuple[CheckLine, ...]
    ice_count: IceCount
    explaining: tuple[Explaining, ...]
    review: ReviewCounts | None
    award: AwardFate
    quarters: tuple[QuarterLine, ...]

    @property
    def figures(self) -> Figures:
        """The figures of the quarter."""
        return self.status.figures

    @property
    def blocking(self) -> tuple[CheckLine, ...]:
        """The lines of the checklist that stand in the way of closing."""
        return tuple(line for line in self.checklist if line.blocks and line.count)


def quarter_summary(reader: Reader, quarter: Quarter | None = None) -> QuarterSummary:
    """The summary of a quarter, of the running one unless given."""
    with reader.moment() as connection:
        chosen = quarter or Quarter.of(reader.today)
        return summary_in(connection, reader.agency_id, chosen, reader.today, reader.classes)


def summary_in(
    connection: Connection, agency_id: str, quarter: Quarter, today: date, cache: ClassCache | None = None
) -> QuarterSummary:
    """The summary of a quarter as of today, within a transaction."""
    counted = counted_in(connection, agency_id, quarter, today, cache=cache)
    status, officers = counted.status, counted.officers
    figures = status.figures
    rules = figures.rules or rules_for(connection, agency_id, quarter)
    closings = closings_of(connection, agency_id)
    closed = closings.get(quarter)
    lines = checklist_of(connection, agency_id, quarter, rules, officers, today)
    entered = ice_counts(connection, agency_id)
    count = beside_ours(entered.get(quarter), figures.counts)
    alike = next(line.references for line in lines if line.check is Check.NEAR_DUPLICATES)
    differs = count.verdict in (CountVerdict.DIFFERS, CountVerdict.STALE)
    steps = award_steps_of(connection, agency_id)
    expected = closed.award_cents if closed and closed.closed else figures.expected_award_cents
    periods = [record.periods for record in officers]
    return QuarterSummary(
        status=status,
        rules=rules,
        state=state_of(quarter, closed, today),
        revision=closed.revision if closed else None,
        closing=closed,
        weeks=weeks_of(connection, agency_id, quarter, rules, today),
        late=_late(connection, agency_id, quarter),
        readings=() if figures.rules is None else every_reading(rules, quarter, today, counted.classes, periods),
        needs=() if figures.rules is None else needs(rules, figures.counts, figures.eligible_officers),
        checklist=lines,
        ice_count=count,
        explaining=explaining(connection, agency_id, quarter, rules, alike, today) if differs else (),
        review=review_counts(connection, agency_id, quarter, rules, figures.counts, today)
        if review_is_on(connection, agency_id)
        else None,
        award=AwardFate(expected, steps.get(quarter, {})),
        quarters=_all_quarters(connection, agency_id, today, status, closings, steps, entered, cache),
    )


def quarter_lines(reader: Reader) -> tuple[QuarterLine, ...]:
    """All quarters that hold anything, and the running one, oldest first."""
    with reader.moment() as connection:
        return quarters_in(connection, reader.agency_id, reader.today, reader.classes)


def quarters_in(
    connection: Connection, agency_id: str, today: date, cache: ClassCache | None = None
) -> tuple[QuarterLine, ...]:
    """The same within a transaction."""
    running = status_in(connection, agency_id, Quarter.of(today), today, cache)
    closings = closings_of(connection, agency_id)
    steps, entered = award_steps_of(connection, agency_id), ice_counts(connection, agency_id)
    return _all_quarters(connection, agency_id, today, running, closings, steps, entered, cache)


def _all_quarters(
    connection: Connection,
    agency_id: str,
    today: date,
    known: Status,
    closings: Mapping[Quarter, Closing],
    steps: Mapping[Quarter, Mapping[AwardStep, AwardAmount]],
    entered: Mapping[Quarter, RowMapping],
    cache: ClassCache | None,
) -> tuple[QuarterLine, ...]:
    """A closed quarter's line comes from its statement, the others are counted; ``known`` is counted already."""
    with_leads = quarters_with_leads(connection, agency_id)
    quarters = {*with_leads, *closings, *steps, *entered, known.figures.quarter, Quarter.of(today)}
    lines = []
    for quarter in sorted(quarters):
        closed = closings.get(quarter)
        if closed is not None and closed.closed:
            ours = Counts(closed.provided, closed.located)
            rate, from_percent = rate_of(closed.located, closed.provided), closed.from_percent
            eligible, expected = closed.eligible_officers, closed.award_cents
        else:
            figures = (
                known if known.figures.quarter == quarter else status_in(connection, agency_id, quarter, today, cache)
            ).figures
            ours, rate = figures.counts, figures.rate
            from_percent = figures.tier.from_percent if figures.tier else None
            eligible, expected = figures.eligible_officers, figures.expected_award_cents
        lines.append(
            QuarterLine(
                quarter,
                state_of(quarter, closed, today),
                closed.revision if closed else None,
                rate,
                from_percent,
                eligible,
                beside_ours(entered.get(quarter), ours).verdict,
                AwardFate(expected, steps.get(quarter, {})),
            )
        )
    return tuple(lines)


def _late(connection: Connection, agency_id: str, quarter: Quarter) -> tuple[str, ...]:
    """The references of ICE's leads of a quarter that were located after its end."""
    return tuple(
        connection.execute(
            select(lead.c.reference)
            .where(
                lead.c.agency_id == agency_id,
                lead.c.quarter == str(quarter),
                lead.c.origin == "ice",
                lead.c.outcome == "located",
                lead.c.outcome_on > quarter.ends_on.isoformat(),
            )
            .order_by(lead.c.reference_key)
        ).scalars()
    )
