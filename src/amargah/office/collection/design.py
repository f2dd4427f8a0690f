"""The design of a register table: what is asked, laid out on paper, with its rules."""

from dataclasses import dataclass, replace

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.metadata import EMPTY, Metadata
from amargah.statcore.periods import Period
from amargah.statcore.rules import Rule, parse
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from amargah.statcore.tables import Table

TIME = "TIME_PERIOD"


@dataclass(frozen=True)
class Design:
    """Stub and header from the outside in. With no TIME dimension in either, the round's period is the page."""

    code: str
    metadata: Metadata
    measure: Measure
    stub: tuple[Dimension, ...]
    header: tuple[Dimension, ...]
    rules: tuple[Rule, ...] = ()
    guidance: Label = EMPTY


def table_of(design: Design, period: Period) -> Table:
    """The table that `design` makes for `period`. Invalid when the layout or a rule does not hold together."""
    laid = design.stub + design.header
    page = () if any(d.role is Role.TIME for d in laid) else (_time_dimension(period),)
    structure = Structure(design.code, design.metadata.title, laid + page, design.measure)
    return Table(structure, tuple(d.id for d in design.stub), tuple(d.id for d in design.header))


def check_design(design: Design, period: Period) -> None:
    """Raises Invalid with the first thing to mend: the layout, then each rule."""
    structure = table_of(design, period).structure
    for rule in design.rules:
        parse(rule.expression, structure)


def own_codelist(id: str, label: Label, text: str) -> Codelist:
    """Free rows as a codelist: one row a line, `code | Persian | English`; Invalid names the line."""
    codes = []
    for number, line in enumerate(text.strip().splitlines(), start=1):
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 3 or not all(parts):
            raise Invalid(
                Label(
                    f"سطر {number}: باید «کد | نام فارسی | نام انگلیسی» باشد",
                    f"line {number}: write it as “code | Persian name | English name”",
                ),
                line=number,
            )
        codes.append(Code(parts[0], Label(parts[1], parts[2])))
    return Codelist(id, label, tuple(codes))


def renamed(dimension: Dimension, id: str) -> Dimension:
    """The same axis under another id, for a codelist that is laid out twice."""
    return replace(dimension, id=id)


def _time_dimension(period: Period) -> Dimension:
    label = Label(period.label("fa"), period.label("en"))
    codes = Codelist(TIME, Label("دوره", "Period"), (Code(period.id, label),))
    return Dimension(TIME, Label("دوره", "Period"), codes, Role.TIME)
