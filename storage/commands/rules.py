"""An agency's own reading of what may be claimed: another rule set from the first day of a month on."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from program.refusals import BadInput
from program.rules.pay_rules import BenefitsBasis, ClaimPeriod, OvertimeCapBase, PayRules, SalaryBasis
from program.rules.rule_set import RuleSet, in_force
from storage.commands.base import Command, Done
from storage.journal.format import Row, canonical
from storage.journal.writer import Writer
from storage.schema.agency import rule_set
from storage.text import as_typed, required
from storage.views.agency import rule_sets_of
from storage.views.claim_record import claims_of


@dataclass(frozen=True)
class ReadPayRules(Command):
    """Has claims computed by another reading of the open points (U13, U14, U16) from the first day of a month on.

    What is None stays as the rules in force that day have it; the rest of these rules, tiers and rates included, stays
    too. ``source`` says where the reading is from. Later rule sets are left alone. What was certified or closed keeps
    the rules it was made with. Raises BadInput for a day that begins no month or lies before the first rule set.
    """

    from_on: date
    source: str
    salary_basis: SalaryBasis | None = None
    salary_percent: int | None = None
    benefits_basis: BenefitsBasis | None = None
    overtime_cap_base: OvertimeCapBase | None = None
    claim_period: ClaimPeriod | None = None

    def carry_out(self, writer: Writer) -> Done:
        source = required("source", self.source, writer.accepted)
        if self.from_on.day != 1:
            raise BadInput("from", self.from_on, "a month is claimed by one reading; name the first day of a month")
        held = in_force(writer.ask(rule_sets_of), self.from_on)
        if held is None:
            raise BadInput("from", self.from_on, "lies before the first rule set took effect")
        wanted = self._wanted(held.pay)
        if replace(wanted, source="") == replace(held.pay, source=""):
            raise BadInput(
                "salary_basis", wanted.salary_basis, f"{held.id} reads it so already; name what is otherwise"
            )
        begins = self.from_on.isoformat()
        rules = replace(held, id=f"agency-{begins}", effective_from=self.from_on, pay=replace(wanted, source=source))
        there = writer.row(writer.select(rule_set).where(rule_set.c.effective_from == begins))
        if there is not None and there["id"] == rules.id:
            writer.update(rule_set, there, **_values(rules))
        else:
            if there is not None:
                writer.delete(rule_set, there)
            writer.insert(rule_set, {"id": rules.id, "effective_from": begins, **_values(rules)})
        said = ", ".join(
            f"{name} {value}".replace("_", " ") for name, value in wanted.as_data().items() if name != "source"
        )
        kept = [one for one in writer.ask(claims_of) if one.is_live and one.period.ends_on >= self.from_on]
        notes = tuple(
            f"{one.name} was certified by other rules; correct it where it has to follow these" for one in kept
        )
        return Done(f"From {begins} on claims are read so: {said or 'as the default'}; {as_typed(source)}", notes=notes)

    def _wanted(self, held: PayRules) -> PayRules:
        named = {
            one.name: value
            for one in fields(PayRules)
            if one.name != "source" and (value := getattr(self, one.name, None)) is not None
        }
        percent = named.get("salary_percent", held.salary_percent)
        if not 1 <= percent <= 100:
            raise BadInput("salary_percent", percent, "is a whole percent from 1 to 100")
        return replace(held, **named)


def _values(rules: RuleSet) -> Row:
    return {"body": canonical(rules.as_data()), "sha256": rules.sha256}
