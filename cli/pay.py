"""What officers are paid and work."""

from __future__ import annotations

from datetime import date

import click

from cli.import_file import import_time
from cli.parameters import BADGE, DATE, DOLLARS, HOURS, MONTH, PERCENT
from cli.plumbing import Desk, GroupWithDefault, command
from program.amounts import decimal
from program.calendar import Month
from program.refusals import BadInput
from reports.pay import pay_data, pay_text, time_data, time_text
from storage.commands.pay import RecordPay, RecordTime

_OFFICER = click.argument("badge", type=BADGE, is_eager=True)  # so that what is wrong with an amount can name it


@command(
    "pay",
    example="leadbook pay 1041 --annual-salary 72,800 --from 2025-10-01 --benefits-percent 31.5 --overtime-rate 52.50",
)
@_OFFICER
@click.option("--annual-salary", type=DOLLARS, help="The annual base salary; 0 where the pay ends.")
@click.option("--from", "from_on", type=DATE, help="The first day on which it is in force.")
@click.option("--until", "until_on", type=DATE, help="Its last day; until the next pay begins without one.")
@click.option("--benefits-monthly", type=DOLLARS, help="Benefits a month.")
@click.option("--benefits-percent", type=PERCENT, help="Benefits as a percentage of the salary.")
@click.option("--overtime-rate", type=DOLLARS, help="What an hour of overtime costs.")
def pay(
    desk: Desk,
    badge: str,
    annual_salary: int | None,
    from_on: date | None,
    until_on: date | None,
    benefits_monthly: int | None,
    benefits_percent: int | None,
    overtime_rate: int | None,
) -> None:
    """Record what an officer is paid from a day on, or show it where only the badge is given.

    Amounts are dollars with at most two decimals, such as 72,800.00. Benefits are monthly or a percentage, not both.
    """
    if all(given is None for given in (annual_salary, from_on, until_on, benefits_monthly, benefits_percent)):
        if overtime_rate is not None:
            raise BadInput("annual_salary", "", f"officer {badge}: give it with --annual-salary")
        desk.show(lambda view: view.pay(badge)[0], pay_data, pay_text)
        return
    if annual_salary is None or from_on is None:
        missing = "annual_salary" if annual_salary is None else "from"
        raise BadInput(missing, "", f"officer {badge}: give it with --{missing.replace('_', '-')}")
    if benefits_monthly is not None and benefits_percent is not None:
        problem = f"officer {badge}: benefits are monthly or a percentage"
        raise BadInput("benefits_percent", decimal(benefits_percent), problem)
    benefits = (benefits_monthly or 0, benefits_percent or 0)
    desk.run(RecordPay(badge, annual_salary, from_on, until_on, *benefits, overtime_rate or 0))


@click.group("time", cls=GroupWithDefault, default="record")
def time() -> None:
    """An officer's hours of a month, typed or from a payroll file.

    time BADGE --period MONTH --hours H records them, as time record does.
    """


time.add_command(import_time)


@command("record", of=time, example="leadbook time 1041 --period 2025-11 --hours 160 --overtime-hours 12")
@_OFFICER
@click.option("--period", type=MONTH, required=True, help="The month.")
@click.option("--hours", type=HOURS, required=True, help="Hours worked, with at most two decimals.")
@click.option(
    "--program-hours",
    type=HOURS.named("program_hours"),
    default="0",
    help="Hours on the program, part of the hours worked.",
)
@click.option("--overtime-hours", type=HOURS, default="0", help="Overtime hours.")
@click.option(
    "--backfill-hours",
    type=HOURS,
    default="0",
    help="Overtime that filled a vacated shift, part of the overtime hours.",
)
def record(
    desk: Desk,
    badge: str,
    period: Month,
    hours: int,
    program_hours: int,
    overtime_hours: int,
    backfill_hours: int,
) -> None:
    """Record an officer's hours of a month, in place of what was recorded for it."""
    desk.run(RecordTime(badge, period, hours, program_hours, overtime_hours, backfill_hours))


@command("list", of=time, example="leadbook time list --period 2025-10")
@click.option("--period", type=MONTH, help="Only this month.")
@click.option("--officer", type=BADGE, help="Only this officer.")
def list_(desk: Desk, period: Month | None, officer: str | None) -> None:
    """The recorded hours by month, newest first, and where they are from."""
    desk.show(lambda view: view.time(period, officer), time_data, time_text)
