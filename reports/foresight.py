"""What recording an outcome would mean, in the words that stand before Enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from program.calendar import Quarter
from program.leads.outcome import Origin, Outcome
from program.quarters.counting import Verdict, Why, late_words
from program.quarters.figures import Figures
from program.quarters.foresight import Foresight, foresee
from program.rules.rule_set import CountsAs, RuleSet
from reports.words import percent, rates, short_dollars, tier_words
from storage.book import Book
from storage.views.lead import Lead


@dataclass(frozen=True)
class Outlook:
    """Leads as the book has them, with the rules that count each one's quarter, and that quarter's figures."""

    leads: tuple[Lead, ...]
    rules: Mapping[Quarter, RuleSet]
    figures: Mapping[Quarter, Figures]


def outlook(book: Book, references: Sequence[str]) -> Outlook:
    """What must be known to foresee an outcome of leads; those that are not in the book are left out."""
    leads = book.view.leads_named(references)
    quarters = sorted({lead.quarter for lead in leads})
    figures = {quarter: book.view.status(quarter).figures for quarter in quarters}
    return Outlook(leads, {at: found.rules or book.view.rules(at) for at, found in figures.items()}, figures)


def foreseen_lines(known: Outlook, outcome: Outcome, on: date, evidence: str, *, keeps_days: bool = False) -> list[str]:
    """What it would mean to record an outcome of a day for all of the leads, a quarter after the other; with
    ``keeps_days`` a lead that has this very outcome already keeps the day of it, as it does where no day is given.

    ``Counts for FY2026-Q1. Rate 88.69% → 89.56%, tier 80% stays``
    """
    lines = []
    for quarter, figures in known.figures.items():
        leads = [lead for lead in known.leads if lead.quarter == quarter]
        after = [
            lead.facts
            if keeps_days and lead.outcome is outcome
            else replace(lead.facts, outcome=outcome, outcome_on=None if outcome is Outcome.OPEN else on)
            for lead in leads
        ]
        pairs = [(lead.facts, facts) for lead, facts in zip(leads, after, strict=True)]
        seen = foresee(known.rules[quarter], quarter, figures.counts, pairs, figures.as_of)
        late = [late_words(known.rules[quarter], facts) for facts in after]
        means = dict.fromkeys(
            words or _means(judged, quarter) for words, judged in zip(late, seen.verdicts, strict=True)
        )
        lines.append(". ".join(filter(None, [*means, _moves(seen, figures)])))
        provided = [lead for lead in leads if lead.origin is Origin.ICE]
        wanted = outcome in known.rules[quarter].evidence_wanted
        if wanted and not evidence and not all(lead.evidence for lead in provided):
            lines.append("Evidence is wanted; the quarter's checklist will ask for it")
    return lines


def _means(judged: Verdict, quarter: Quarter) -> str:
    """What a lead would count as, as the sentence that begins a line."""
    if judged.why is Why.AGENCY_BEGAN_IT:
        return "Begun by the agency: never in the rate"
    if judged.counts_as is None:
        return f"Is no part of {quarter}"
    if judged.counts_as is CountsAs.EXCLUDED:
        return f"Leaves the rate of {quarter}"
    if judged.counts_as is CountsAs.LOCATED:
        return f"Counts as located in {quarter}"
    return f"Counts as provided, not located, in {quarter}"


def _moves(seen: Foresight, figures: Figures) -> str:
    """How rate, tier and award move; nothing where there is no rate, before or after."""
    if seen.rate_before is None and seen.rate_after is None:
        return ""
    tiers = figures.rules.tiers if figures.rules else ()
    if seen.rate_before == seen.rate_after:
        return f"The rate stays {percent(seen.rate_after)}"
    rate = f"Rate {rates(seen.rate_before, seen.rate_after)}"
    if not tiers:
        return rate
    if seen.tier_before == seen.tier_after:
        return f"{rate}, {tier_words(seen.tier_after, tiers)}, as before"
    award = short_dollars(seen.tier_after.cents_per_officer * figures.eligible_officers if seen.tier_after else 0)
    return f"{rate}, {tier_words(seen.tier_before, tiers)} → {tier_words(seen.tier_after, tiers)}, {award}"
