"""How an agency reads what may be claimed."""

from __future__ import annotations

from program.calendar import Month
from program.rules.pay_rules import BenefitsBasis, ClaimPeriod, OvertimeCapBase, PayRules, SalaryBasis
from storage.commands.rules import ReadPayRules
from tui.forms.codes import Turned, spelled_out
from tui.forms.fields import AMonth, Text, Whole, in_a_field
from tui.forms.form import Form


def rules_form(rules: PayRules, month: Month) -> Form:
    """Asks for the reading from a month on; it begins with how that month is read now."""
    source = Text("source", "Source", rules.source, "where the reading is from: the service agreement")
    first = AMonth("month", "From", in_a_field(month), "the first month that is read so", alias="from")
    salary = Turned("salary_basis", "Salary", rules.salary_basis.value, codes=spelled_out(SalaryBasis))
    percent = Whole("salary_percent", "Percent", str(rules.salary_percent), "for a salary by percent")
    benefits = Turned("benefits_basis", "Benefits", rules.benefits_basis.value, codes=spelled_out(BenefitsBasis))
    cap = Turned("overtime_cap_base", "Cap of", rules.overtime_cap_base.value, codes=spelled_out(OvertimeCapBase))
    claims = Turned("claim_period", "Claims by", rules.claim_period.value, codes=spelled_out(ClaimPeriod))
    return Form(
        "What may be claimed",
        [source, first, salary, percent, benefits, cap, claims],
        lambda given: ReadPayRules(
            given[first].starts_on,
            given[source],
            given[salary],
            given[percent],
            given[benefits],
            given[cap],
            given[claims],
        ),
    )
