"""Loads the demo: every figure is designed, collected, checked, approved and released as the staff would do it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from amargah.office.audit.public import clock_at, now
from amargah.office.catalogue.public import latest_version, share_codelist
from amargah.office.collection.public import (
    create_design,
    enter_figures,
    finalise_design,
    plan_round,
    start_round,
    take_step,
)
from amargah.office.releases.public import arm, draft_release, stage_armed
from amargah.office.site.accounts import demo_is_loaded
from amargah.office.site.demo.codelists import (
    AGE,
    CENSUS_YEARS,
    COUNTIES,
    LORESTAN_COUNTIES,
    PROVINCE,
    SEX,
    TEHRAN_COUNTIES,
)
from amargah.office.site.demo.designed import DemoTable
from amargah.office.site.demo.economy import LFS_ANNUAL
from amargah.office.site.demo.staff import Staff, create_staff
from amargah.office.site.demo.tables import TABLES
from amargah.persian.calendar import TEHRAN
from amargah.statcore.labels import Label
from amargah.statcore.periods import parse_period

# The story of the demo begins so long ago, and each table takes so long from its design to its release.
BEGAN = timedelta(days=75)
EACH = timedelta(days=12)

FIRST = Label("نخستین انتشار", "First release")
REVISED = Label(
    "بازنگری نرخ مشارکت ۱۳۹۱ از ۳۷٫۷ به ۳۷٫۴ (سالنامهٔ ۱۳۹۶)",
    "Participation rate of 1391 revised from 37.7 to 37.4 (yearbook of 1396)",
)
REVISED_CELL, REVISED_RATE = ("1391", "IR", "LFPR"), "37.4"


def load_demo(*, say: Callable[[str], None]) -> None:
    """Loads everything once; what was loaded before is found and left as it is."""
    if demo_is_loaded():
        return
    say("loading the demo ...")
    began = now() - BEGAN
    with transaction.atomic():
        with _told_from(began):
            staff = create_staff()
            _share_codelists(staff)
        designs = {}
        for number, table in enumerate(TABLES):
            with _told_from(began + EACH * number + timedelta(days=1)):
                designs[table.design.code] = _design(table, staff)
                _collect(table, designs[table.design.code], table.typed(), staff)
                _release(table, FIRST, staff)
        with _told_from(began + EACH * len(TABLES)):
            typed = LFS_ANNUAL.typed() | {LFS_ANNUAL.place(REVISED_CELL): REVISED_RATE}
            _collect(LFS_ANNUAL, designs[LFS_ANNUAL.design.code], typed, staff)
            _release(LFS_ANNUAL, REVISED, staff)
    stage_armed()  # only now: a shelf cannot forget what a start that was broken off had put there


@contextmanager
def _told_from(instant: datetime) -> Iterator[None]:
    """A clock that starts at `instant` and moves on a little with every look at it."""
    at = instant

    def tick() -> datetime:
        nonlocal at
        at += timedelta(seconds=1)
        return at

    with clock_at(tick):
        yield


def _share_codelists(staff: Staff) -> None:
    for office, dimensions in (
        ("SCI", (SEX, AGE, PROVINCE, CENSUS_YEARS, COUNTIES)),
        ("MPO-15", (LORESTAN_COUNTIES,)),
        ("MPO-23", (TEHRAN_COUNTIES,)),
    ):
        for dimension in dimensions:
            share_codelist(
                codelist=dimension.codelist,
                dimension=dimension.id,
                role=dimension.role,
                organisation=staff.offices[office].id,
                by=None,
            )


def _design(table: DemoTable, staff: Staff) -> int:
    expert = staff.acting["sci.karshenas"]
    id = create_design(design=table.design, custodian=staff.offices[table.custodian], by=expert)
    finalise_design(id, by=expert)
    return id


def _collect(table: DemoTable, design: int, typed: Mapping[tuple[int, int], str], staff: Staff) -> None:
    expert, head = staff.acting["sci.karshenas"], staff.acting["sci.raees"]
    liaison, manager = staff.acting[f"{table.prefix}.rabet"], staff.acting[f"{table.prefix}.modir"]
    period = parse_period(table.period)
    due = now() + timedelta(days=7)
    round_ = plan_round(
        title=Label(f"گردآوری تا {period.label('fa')}", f"Collection up to {period.label('en')}"),
        period=period,
        due_at=due,
        closes_at=due + timedelta(days=7),
        tables=[design],
        by=expert,
    )
    (assignment,) = start_round(round_, by=expert)
    problems = enter_figures(assignment, typed=typed, by=liaison)
    if problems:
        raise ValueError(f"{table.design.code}: {problems[0].en}")
    for step, by in (("submit", liaison), ("endorse", manager), ("verify", expert), ("approve", head)):
        take_step(assignment, step=step, by=by)


def _release(table: DemoTable, reason: Label, staff: Staff) -> None:
    """Arms the newest version for the next half past eight in Tehran."""
    officer = staff.acting["enteshar"]
    version = latest_version(table.design.code)
    if version is None:
        raise LookupError(table.design.code)
    tomorrow = (now() + timedelta(days=1)).astimezone(TEHRAN)
    release = draft_release(
        title=table.design.metadata.title,
        summary=table.summary,
        visible_from=tomorrow.replace(hour=8, minute=30, second=0, microsecond=0),
        versions=[version],
        reason=reason,
        by=officer,
    )
    arm(release, by=officer, stage=False)
