"""Rules that are picked from a list rather than written, with their messages in both languages."""

import re
from collections.abc import Mapping, Sequence

from amargah.persian.digits import format_number
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.rules.findings import Missing, Rule, Severity
from amargah.statcore.rules.reading import EVERY_CELL
from amargah.statcore.structures import Dimension, Structure

_PLAIN_CODE = re.compile(r"\w+(-\w+)*")
_TOTAL_IDS = ("_T", "T", "TOTAL", "TOT")
_TOTAL_WORDS = ("جمع", "کل", "مجموع", "جمع کل", "Total")
_READABLE = 5
_EVERYWHERE: Mapping[str, str] = {}


def likely_total(dimension: Dimension) -> str | None:
    """The code that most likely is the sum of the others: the only root of a tree, or one that is called total."""
    roots = [code.id for code in dimension.codelist if code.parent is None]
    if len(roots) == 1 and len(dimension) > 1:
        return roots[0]
    for code in dimension.codelist:
        if code.id.upper() in _TOTAL_IDS or code.label.fa in _TOTAL_WORDS or code.label.en in _TOTAL_WORDS:
            return code.id
    return None


def sum_rule(
    structure: Structure,
    dimension: str,
    total: str,
    parts: Sequence[str] = (),
    *,
    id: str = "",
    severity: Severity = Severity.ERROR,
    missing: Missing = Missing.SKIP_IF_ANY,
    tolerance: float = 0.0,
) -> Rule:
    """`total` equals the sum of `parts`; without parts, of its children, or else of all other leaf codes.

    Invalid when the dimension or a code is unknown, here and in the other builders.
    """
    known = _dimension(structure, dimension)
    whole = _code_label(known, total)
    return Rule(
        id or f"sum_{dimension}_{total}",
        f"{term(dimension, total)} = {_sum_of_parts(known, total, parts)}",
        severity,
        missing,
        tolerance,
        Label(
            f"«{whole.text('fa')}» ({known.label.text('fa')}) با مجموع اجزای آن برابر نیست",
            f"“{whole.text('en')}” ({known.label.text('en')}) does not equal the sum of its parts",
        ),
    )


def not_negative(
    structure: Structure,
    *,
    at: Mapping[str, str] = _EVERYWHERE,
    id: str = "not_negative",
    severity: Severity = Severity.ERROR,
) -> Rule:
    """No number is below 0, in the whole table or where the dimensions in `at` have those codes."""
    message = Label("عدد منفی است", "the number is negative")
    return Rule(id, f"{_where(structure, at)} >= 0", severity, Missing.SKIP_IF_ANY, 0.0, message)


def range_rule(
    structure: Structure,
    low: float,
    high: float,
    *,
    at: Mapping[str, str] = _EVERYWHERE,
    id: str = "range",
    severity: Severity = Severity.ERROR,
) -> Rule:
    """Numbers lie between `low` and `high`, both allowed, in the whole table or at the codes of `at`."""
    return Rule(
        id,
        _between(low, _where(structure, at), high),
        severity,
        Missing.SKIP_IF_ANY,
        0.0,
        _outside(Label("عدد", "the number"), low, high),
    )


def ratio_rule(
    structure: Structure,
    dimension: str,
    numerator: str,
    denominator: str,
    low: float,
    high: float,
    *,
    id: str = "",
    severity: Severity = Severity.WARNING,
) -> Rule:
    """The ratio of two codes of a dimension lies between `low` and `high`; unchecked where the divisor is 0."""
    known = _dimension(structure, dimension)
    upper, lower = _code_label(known, numerator), _code_label(known, denominator)
    subject = Label(
        f"نسبت «{upper.text('fa')}» به «{lower.text('fa')}»",
        f"the ratio of “{upper.text('en')}” to “{lower.text('en')}”",
    )
    return Rule(
        id or f"ratio_{dimension}_{numerator}_{denominator}",
        _between(low, f"{term(dimension, numerator)} / {term(dimension, denominator)}", high),
        severity,
        Missing.SKIP_IF_ANY,
        0.0,
        _outside(subject, low, high),
    )


def change_rule(share: float, *, id: str = "change", severity: Severity = Severity.WARNING) -> Rule:
    """No number moves by more than `share` (0.2 is 20 percent) against the previous version."""
    moved = f"abs(cell - previous(cell)) <= {_shown(share, 'en', grouped=False)} * abs(previous(cell))"
    message = Label(
        f"تغییر نسبت به نسخهٔ پیشین بیش از {_shown(share * 100, 'fa')} درصد است",
        f"the change against the previous version is more than {_shown(share * 100, 'en')} percent",
    )
    return Rule(id, moved, severity, Missing.SKIP_IF_ANY, 0.0, message)


def term(dimension: str, code: str) -> str:
    """How a cell is written in an expression; codes of other than letters, digits and hyphens are quoted."""
    return f"{dimension}.{code}" if _PLAIN_CODE.fullmatch(code) else f'{dimension}."{code}"'


def _sum_of_parts(dimension: Dimension, total: str, parts: Sequence[str]) -> str:
    for part in parts:
        _code_label(dimension, part)
    if parts:
        terms = [term(dimension.id, part) for part in parts]
        return " + ".join(terms) if len(terms) <= _READABLE else f"sum({', '.join(terms)})"
    if any(code.parent == total for code in dimension.codelist):
        return f"sum(parts({term(dimension.id, total)}))"
    return f"sum({dimension.id})"


def _where(structure: Structure, at: Mapping[str, str]) -> str:
    for id, code in at.items():
        _code_label(_dimension(structure, id), code)
    return ":".join(term(id, code) for id, code in at.items()) or EVERY_CELL


def _between(low: float, middle: str, high: float) -> str:
    return f"{_shown(low, 'en', grouped=False)} <= {middle} <= {_shown(high, 'en', grouped=False)}"


def _outside(subject: Label, low: float, high: float) -> Label:
    return Label(
        f"{subject.fa} باید میان {_shown(low, 'fa')} و {_shown(high, 'fa')} باشد",
        f"{subject.en} must lie between {_shown(low, 'en')} and {_shown(high, 'en')}",
    )


def _shown(value: float, language: str, *, grouped: bool = True) -> str:
    plain = f"{value:.6f}".rstrip("0").rstrip(".")
    return format_number(value, len(plain.partition(".")[2]), language) if grouped else plain


def _dimension(structure: Structure, id: str) -> Dimension:
    for dimension in structure.dimensions:
        if dimension.id == id:
            return dimension
    raise Invalid(Label(f"بُعد «{id}» در این جدول نیست", f"this table has no dimension “{id}”"), dimension=id)


def _code_label(dimension: Dimension, code: str) -> Label:
    if code not in dimension.codelist:
        raise Invalid(
            Label(
                f"بُعد «{dimension.label.text('fa')}» کد «{code}» ندارد",
                f"dimension {dimension.label.text('en')} has no code “{code}”",
            ),
            dimension=dimension.id,
            code=code,
        )
    return dimension.codelist.codes[dimension.codelist.position(code)].label
