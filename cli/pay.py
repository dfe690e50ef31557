"""What officers are paid and work."""

from __future__ import annotations

import click

from cli.amounts import cents, hundredths, month_named
from cli.import_file import import_time
from cli.lead import run
from cli.parameters import BADGE
from cli.plumbing import CommandsWithDefault, Desk, command, iso_date, iso_date_or_none
from reports.pay import pay_data, pay_text, time_data, time_text
from storage.commands.pay import RecordPay, RecordTime
from storage.errors import BadInput


@command(
    "pay",
    example="leadbook pay 1041 --annual-salary 72,800 --from 2025-10-01 --benefits-percent 31.5 --overtime-rate 52.50",
)
@click.argument("badge", type=BADGE)
@click.option("--annual-salary", metavar="USD", help="The annual base salary; 0 where the pay ends.")
@click.option("--from", "from_on", metavar="DATE", help="The first day on which it is in force.")
@click.option("--until", "until_on", metavar="DATE", help="Its last day; until the next pay begins without one.")
@click.option("--benefits-monthly", metavar="USD", help="Benefits a month.")
@click.option("--benefits-percent", metavar="P", help="Benefits as a per cent of the salary.")
@click.option("--overtime-rate", metavar="USD", help="What an hour of overtime costs.")
def pay(
    desk: Desk,
    badge: str,
    annual_salary: str | None,
    from_on: str | None,
    until_on: str | None,
    benefits_monthly: str | None,
    benefits_percent: str | None,
    overtime_rate: str | None,
) -> None:
    """Record what an officer is paid from a day on, or show it where only the badge is given.

    Amounts are dollars with at most two decimals, such as 72,800.00. Benefits are monthly or a per cent, not both.
    """
    if all(given is None for given in (annual_salary, from_on, until_on, benefits_monthly, benefits_percent)):
        if overtime_rate is not None:
            raise BadInput("annual_salary", "", f"officer {badge}: give it with --annual-salary")
        with desk.open() as book:
            found = book.view.pay(badge)
        desk.answer(lambda: pay_data(found[0]), lambda: pay_text(found[0]))
        return
    if annual_salary is None or from_on is None:
        missing = "annual_salary" if annual_salary is None else "from"
        raise BadInput(missing, "", f"officer {badge}: give it with --{missing.replace('_', '-')}")
    if benefits_monthly is not None and benefits_percent is not None:
        raise BadInput("benefits_percent", benefits_percent, f"officer {badge}: benefits are monthly or a per cent")
    run(
        desk,
        RecordPay(
            badge,
            cents("annual_salary", annual_salary, badge),
            iso_date("from", from_on),
            iso_date_or_none("until", until_on),
            0 if benefits_monthly is None else cents("benefits_monthly", benefits_monthly, badge),
            hundredths("benefits_percent", benefits_percent, badge),
            0 if overtime_rate is None else cents("overtime_rate", overtime_rate, badge),
        ),
    )


class _RecordedByDefault(CommandsWithDefault):
    """``time 1041 --period 2025-11`` as well as ``time import FILE``."""

    default = "record"


@click.group("time", cls=_RecordedByDefault)
def time() -> None:
    """An officer's hours of a month, typed or from a payroll file.

    time BADGE --period MONTH --hours H records them, as time record does.
    """


@command("record", example="leadbook time 1041 --period 2025-11 --hours 160 --overtime-hours 12")
@click.argument("badge", type=BADGE)
@click.option("--period", required=True, metavar="YYYY-MM", help="The month.")
@click.option("--hours", required=True, metavar="H", help="Hours worked, with at most two decimals.")
@click.option("--program-hours", metavar="H", help="Hours on the program, part of the hours worked.")
@click.option("--overtime-hours", metavar="H", help="Overtime hours.")
@click.option("--backfill-hours", metavar="H", help="Overtime that filled a vacated shift, part of the overtime hours.")
def record(
    desk: Desk,
    badge: str,
    period: str,
    hours: str,
    program_hours: str | None,
    overtime_hours: str | None,
    backfill_hours: str | None,
) -> None:
    """Record an officer's hours of a month, in place of what was recorded for it."""
    run(
        desk,
        RecordTime(
            badge,
            month_named(period),
            hundredths("hours", hours, badge),
            hundredths("programme_hours", program_hours, badge),
            hundredths("overtime_hours", overtime_hours, badge),
            hundredths("backfill_hours", backfill_hours, badge),
        ),
    )


@command("list", example="leadbook time list --period 2025-10")
@click.option("--period", metavar="YYYY-MM", help="Only this month.")
@click.option("--officer", metavar="BADGE", type=BADGE, help="Only this officer.")
def list_(desk: Desk, period: str | None, officer: str | None) -> None:
    """The recorded hours by month, newest first, and where they are from."""
    month = month_named(period) if period else None
    with desk.open() as book:
        found = book.view.time(month, officer)
    desk.answer(lambda: time_data(found), lambda: time_text(found))


for subcommand in (record, list_, import_time):
    time.add_command(subcommand)
