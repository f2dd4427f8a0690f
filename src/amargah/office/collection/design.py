"""The design of a register table: what is asked, laid out on paper, with its rules."""

from dataclasses import dataclass, replace

from amargah.persian.digits import format_number, to_persian_digits
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.metadata import EMPTY, Metadata
from amargah.statcore.periods import Period
from amargah.statcore.rules import Rule, parse
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from amargah.statcore.tables import Table

TIME = "TIME_PERIOD"
MOST_CELLS = 20_000


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
    """Raises Invalid with the first thing to mend: the layout, its size, then each rule."""
    structure = table_of(design, period).structure
    if structure.size > MOST_CELLS:
        raise Invalid(
            Label(
                f"جدول {format_number(structure.size, 0, 'fa')} خانه دارد و بیش از "
                f"{format_number(MOST_CELLS, 0, 'fa')} خانه را کسی پر نمی‌کند؛ آن را چند جدول کنید",
                f"the table has {structure.size:,} cells, and nobody fills more than {MOST_CELLS:,}; "
                "make several tables of it",
            )
        )
    for rule in design.rules:
        parse(rule.expression, structure)


def own_codelist(id: str, label: Label, text: str) -> Codelist:
    """Free rows as a codelist: one row a line, `code | Persian | English`; Invalid names the line.

    Blank lines are passed over, and counted.
    """
    codes = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 3 or not all(parts):
            raise Invalid(
                Label(
                    f"سطر {to_persian_digits(str(number))}: باید «کد | نام فارسی | نام انگلیسی» باشد",
                    f"line {number}: write it as “code | Persian name | English name”",
                ),
                line=number,
            )
        codes.append(Code(parts[0], Label(parts[1], parts[2])))
    if not codes:
        raise Invalid(
            Label("ردیف‌های جدول را بنویسید، هر ردیف در یک سطر", "write the own rows, one row a line"),
            field="own_rows",
        )
    return Codelist(id, label, tuple(codes))


def renamed(dimension: Dimension, id: str) -> Dimension:
    """The same axis under another id, for a codelist that is laid out twice."""
    return replace(dimension, id=id)


def _time_dimension(period: Period) -> Dimension:
    label = Label(period.label("fa"), period.label("en"))
    codes = Codelist(TIME, Label("دوره", "Period"), (Code(period.id, label),))
    return Dimension(TIME, Label("دوره", "Period"), codes, Role.TIME)
