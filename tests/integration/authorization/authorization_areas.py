"""What one office collects from one agency: a table in every state, letters, versions, releases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession

from amargah.office.catalogue.public import latest_version
from amargah.office.collection.actions.reviews import remark
from amargah.office.collection.models import Assignment, Comment
from amargah.office.collection.public import (
    Design,
    create_design,
    enter_figures,
    finalise_design,
    plan_round,
    start_round,
    take_step,
)
from amargah.office.letters.models import Letter
from amargah.office.notices.models import Notice
from amargah.office.people.keys import make_key
from amargah.office.people.public import Acting, OrganisationRef
from amargah.office.releases.public import arm, draft_release
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.periods import parse_period
from amargah.statcore.rules import Missing, Rule, Severity
from amargah.statcore.structures import Code, Codelist, Dimension, Measure

PUBLISHED = datetime(2026, 3, 10, tzinfo=UTC)
TO_COME = datetime(2026, 4, 10, tzinfo=UTC)
DUE = datetime(2026, 5, 1, tzinfo=UTC)
PERIOD = parse_period("1400")
RULE = "R1"
FIGURES = {(0, 0): "7", (1, 0): "9"}

STEPS = ("submit", "endorse", "verify", "approve")
TABLES = {
    "filled": 0,
    "submitted": 1,
    "endorsed": 2,
    "verified": 3,
    "returned": 2,
    "waiting": 4,
    "drafted": 4,
    "armed": 4,
    "public": 4,
}
"""A table of each area → how many of the steps it has taken; of the approved ones, three are in a release."""


@dataclass(frozen=True)
class Staff:
    """Who works on the tables of an area."""

    liaison: Acting
    manager: Acting
    expert: Acting
    head: Acting
    officer: Acting

    @property
    def office(self) -> OrganisationRef:
        return self.expert.organisation

    @property
    def agency(self) -> OrganisationRef:
        return self.liaison.organisation

    def of_step(self, step: str) -> Acting:
        return dict(zip(STEPS, (self.liaison, self.manager, self.expert, self.head), strict=True))[step]


@dataclass(frozen=True)
class Area:
    """Ids of what there is; `codes` and `tables` by the keys of `TABLES`, `releases` by their state."""

    staff: Staff
    draft: int
    final: int
    planned: int
    round: int
    codes: Mapping[str, str]
    tables: Mapping[str, int]
    releases: Mapping[str, int]
    version: int
    remark: int
    letter: int
    notice: int
    session: int
    key: int

    def revision(self, table: str) -> int:
        return Assignment.objects.get(pk=self.tables[table]).revision


def collect_area(mark: str, staff: Staff, session: str) -> Area:
    """Everything of an area; `session` is the key of the liaison's session."""
    codes = {name: f"{staff.agency.code}_{name.upper()}" for name in TABLES}
    designs = {name: final_design(code, mark, staff) for name, code in codes.items()}
    round_ = plan(mark, designs.values(), staff)
    tables = _by_name(start_round(round_, by=staff.expert), codes)
    for name, steps in TABLES.items():
        _fill_and_move(tables[name], STEPS[:steps], staff)
    _return(tables["returned"], staff)
    agency, liaison = staff.agency.id, staff.liaison.person
    final = final_design(f"{staff.agency.code}_FINAL", mark, staff)
    return Area(
        staff=staff,
        draft=_draft(f"{staff.agency.code}_DRAFT", mark, staff),
        final=final,
        planned=plan(mark, [final], staff),
        round=round_,
        codes=codes,
        tables=tables,
        releases={name: _release(name, codes[name], mark, staff) for name in ("drafted", "armed", "public")},
        version=latest_version(codes["waiting"]).id,
        remark=Comment.objects.get(assignment=tables["returned"]).pk,
        letter=Letter.objects.filter(receiver=agency).first().pk,
        notice=Notice.objects.filter(receiver=liaison).first().pk,
        session=UserSession.objects.get(session_key=session).pk,
        key=make_key(person=liaison, name="شبانه").id,
    )


def collect_one_table(mark: str, staff: Staff, *, code: str, steps: Sequence[str] = ()) -> int:
    """One table in a round of its own, filled, and moved along by `steps`."""
    design = final_design(code, mark, staff)
    (table,) = start_round(plan(mark, [design], staff), by=staff.expert)
    _fill_and_move(table, steps, staff)
    return table


def collect_and_release(mark: str, staff: Staff) -> None:
    """One table all the way into a release that is being prepared: a row for every list."""
    code = f"{staff.agency.code}_RELEASED"
    collect_one_table(mark, staff, code=code, steps=STEPS)
    _release("drafted", code, mark, staff)


def final_design(code: str, mark: str, staff: Staff) -> int:
    id = _draft(code, mark, staff)
    finalise_design(id, by=staff.expert)
    return id


def plan(mark: str, designs: Sequence[int], staff: Staff) -> int:
    title = Label(f"نوبت {mark}", f"Round {mark}")
    return plan_round(title=title, period=PERIOD, due_at=DUE, closes_at=DUE, tables=designs, by=staff.expert)


def design(code: str, mark: str) -> Design:
    """Two rows, one column."""
    title, nothing = Label(f"جدول {mark}", f"Table {mark}"), Label("هیچ", "nothing")
    sexes = Codelist("CL_SEX", Label("جنس", "Sex"), (_code("M", "مرد", "Male"), _code("F", "زن", "Female")))
    counts = Codelist("CL_COUNT", Label("شمار", "Count"), (_code("N", "شمار", "Count"),))
    return Design(
        code=code,
        metadata=Metadata(title, nothing, nothing, "population"),
        measure=Measure(Label("جمعیت", "Population"), Label("نفر", "persons")),
        stub=(Dimension("SEX", sexes.label, sexes),),
        header=(Dimension("COUNT", counts.label, counts),),
        rules=(Rule(RULE, "SEX.M >= 0", Severity.WARNING, Missing.SKIP_IF_ANY, 0.0, nothing),),
    )


def _code(id: str, fa: str, en: str) -> Code:
    return Code(id, Label(fa, en))


def _draft(code: str, mark: str, staff: Staff) -> int:
    return create_design(design=design(code, mark), custodian=staff.agency, by=staff.expert)


def _by_name(assignments: Sequence[int], codes: Mapping[str, str]) -> dict[str, int]:
    of_code = dict(Assignment.objects.filter(pk__in=assignments).values_list("design__code", "pk"))
    return {name: of_code[code] for name, code in codes.items()}


def _fill_and_move(table: int, steps: Sequence[str], staff: Staff) -> None:
    enter_figures(table, typed=FIGURES, by=staff.liaison)
    for step in steps:
        take_step(table, step=step, by=staff.of_step(step))


def _return(table: int, staff: Staff) -> None:
    remark(Assignment.objects.get(pk=table), text="چرا؟", cell=0, by=staff.expert)
    take_step(table, step="return", by=staff.expert, reason="نگاه کنید")


def _release(name: str, code: str, mark: str, staff: Staff) -> int:
    row = draft_release(
        title=Label(f"انتشار {mark}", f"Release {mark}"),
        summary=Label("", ""),
        visible_from=PUBLISHED if name == "public" else TO_COME,
        versions=[latest_version(code)],
        reason=Label("نخست", "first"),
        by=staff.officer,
    )
    if name != "drafted":
        arm(row, by=staff.officer)
    return row.pk


def typed_design(area: Area) -> dict[str, str]:
    """The designer's form, filled for a new table of the area's agency with rows of its own."""
    words = ("title", "measure", "unit", "description", "source")
    pairs = {f"{word}_{language}": word for word in words for language in ("fa", "en")}
    return (
        pairs
        | NO_RULES
        | {
            "code": "BRAND_NEW",
            "topic": "population",
            "custodian": str(area.staff.agency.id),
            "decimals": "0",
            "own_rows": "A | الف | A\nB | ب | B",
            "stub_1": "own",
            "header_1": "own",
        }
    )


NO_RULES = {"rules-TOTAL_FORMS": "0", "rules-INITIAL_FORMS": "0"}
