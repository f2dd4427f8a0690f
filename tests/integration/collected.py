"""A table of Lorestan on its way: the people who move it, and the steps up to any state."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from office_tree import Tree, appoint, plant

from amargah.office.audit.models import EventRow
from amargah.office.catalogue.public import dataset_versions
from amargah.office.collection.models import Assignment, Comment, Explanation, Revision
from amargah.office.collection.public import (
    Design,
    create_design,
    enter_figures,
    finalise_design,
    plan_round,
    start_round,
    take_step,
)
from amargah.office.people.public import Acting, Role
from amargah.office.releases.public import draft_release
from amargah.statcore.labels import Label
from amargah.statcore.periods import parse_period
from amargah.statcore.rules import Missing, Rule, Severity
from amargah.statcore.structures import Measure
from released import COUNTIES, SEXES, dimension, metadata

CODE = "LRS_POP"
TOTAL = Rule(
    "R1", "SEX.T = SEX.M + SEX.F", Severity.ERROR, Missing.SKIP_IF_ANY, 0, Label("جمع دو جنس", "Sum of the sexes")
)
SMALL = Rule(
    "R2",
    "SEX.M >= 100",
    Severity.WARNING,
    Missing.SKIP_IF_ANY,
    0,
    Label("شمار مردان کم است", "Few men are counted"),
)
DESIGN = Design(
    CODE,
    metadata(),
    Measure(Label("جمعیت", "Population"), Label("نفر", "persons")),
    stub=(dimension("COUNTY", "شهرستان", "County", COUNTIES),),
    header=(dimension("SEX", "جنس", "Sex", SEXES),),
    rules=(TOTAL, SMALL),
)
# Total, men and women of three counties; the rules are met.
ROWS = ((3000, 1000, 2000), (3300, 1100, 2200), (3600, 1200, 2400))
FIGURES = {(row, column): str(figure) for row, parts in enumerate(ROWS) for column, figure in enumerate(parts)}
PATH = (("submit", "liaison"), ("endorse", "manager"), ("verify", "expert"), ("approve", "head"))
STATES = ("assigned", "submitted", "endorsed", "verified", "approved")


@dataclass(frozen=True)
class Cast:
    """Lorestan's office, its agency, and the release officer of the centre."""

    tree: Tree
    expert: Acting
    head: Acting
    liaison: Acting
    manager: Acting
    officer: Acting


def cast_of(tree: Tree | None = None) -> Cast:
    tree = tree or plant()
    return Cast(
        tree,
        expert=appoint(Role.PROVINCIAL_EXPERT, tree.lorestan, "مریم کاظمی"),
        head=appoint(Role.HEAD, tree.lorestan, "بهرام دریکوند"),
        liaison=appoint(Role.LIAISON, tree.agency, "آرش بیرانوند"),
        manager=appoint(Role.AGENCY_MANAGER, tree.agency, "لیلا ساکی"),
        officer=appoint(Role.RELEASE_OFFICER, tree.centre, "پویا شریفی"),
    )


def planned(cast: Cast, at: datetime, *, design: Design = DESIGN, period: str = "1395") -> int:
    """A round of one final table; its id."""
    table = create_design(design=design, custodian=cast.tree.agency, by=cast.expert)
    finalise_design(table, by=cast.expert)
    return plan_round(
        title=Label("گردآوری جمعیت", "Collecting the population"),
        period=parse_period(period),
        due_at=at + timedelta(days=10),
        closes_at=at + timedelta(days=20),
        tables=[table],
        by=cast.expert,
    )


def assigned(cast: Cast, at: datetime, **wanted: object) -> int:
    """A table in the liaison's hands; the id of its assignment."""
    (assignment,) = start_round(planned(cast, at, **wanted), by=cast.expert)
    return assignment


def brought_to(state: str, cast: Cast, at: datetime, **wanted: object) -> int:
    """A filled table in `state`; the id of its assignment."""
    assignment = assigned(cast, at, **wanted)
    assert enter_figures(assignment, typed=FIGURES, by=cast.liaison) == ()
    for step, who in PATH[: STATES.index(state)]:
        take_step(assignment, step=step, by=getattr(cast, who))
    return assignment


def again(assignment: int, figure: str, cast: Cast, at: datetime) -> None:
    """The same table once more, for a new round, with another total of men in the first county."""
    before = Assignment.objects.select_related("design").get(pk=assignment)
    round_ = plan_round(
        title=Label("گردآوری دوباره", "Collecting again"),
        period=parse_period("1395"),
        due_at=at + timedelta(days=10),
        closes_at=at + timedelta(days=20),
        tables=[before.design_id],
        by=cast.expert,
    )
    (assignment,) = start_round(round_, by=cast.expert)
    men, women = int(figure), ROWS[0][2]
    enter_figures(assignment, typed=FIGURES | {(0, 0): str(men + women), (0, 1): figure}, by=cast.liaison)
    for step, who in PATH:
        take_step(assignment, step=step, by=getattr(cast, who))


def drafted(cast: Cast, visible_from: datetime, *, code: str = CODE):
    """A release of the newest version of the table."""
    return draft_release(
        title=Label("جمعیت لرستان", "Population of Lorestan"),
        summary=Label("لرستان ۹٬۹۰۰ نفر دارد.", "Lorestan has 9,900 people."),
        visible_from=visible_from,
        versions=dataset_versions(code, by=cast.officer)[:1],
        reason=Label("نخستین انتشار", "First release"),
        by=cast.officer,
    )


def named(code: str) -> Design:
    return replace(DESIGN, code=code)


def stored() -> tuple[object, ...]:
    """All that entering can leave behind; equal before and after exactly when nothing was stored."""
    return (
        EventRow.objects.count(),
        Revision.objects.count(),
        Comment.objects.count(),
        Explanation.objects.count(),
        list(Assignment.objects.order_by("pk").values_list("pk", "revision", "state")),
    )
