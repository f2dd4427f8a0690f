"""A rule in plain words, for people who do not write expressions."""

from itertools import pairwise

from amargah.persian.digits import format_number
from amargah.statcore.labels import Label
from amargah.statcore.rules.findings import Missing, Rule
from amargah.statcore.rules.reading import parse
from amargah.statcore.rules.syntax import (
    Call,
    Cells,
    Comparison,
    Expression,
    Negation,
    Number,
    Operation,
    cells_of,
)
from amargah.statcore.structures import Dimension, Structure

_COMPARISONS = {
    "=": Label("برابر است با", "equals"),
    "<>": Label("برابر نیست با", "differs from"),
    "<": Label("کمتر است از", "is less than"),
    "<=": Label("حداکثر برابر است با", "is at most"),
    ">": Label("بیشتر است از", "is more than"),
    ">=": Label("حداقل برابر است با", "is at least"),
}
_FUNCTIONS = {
    "sum": Label("مجموع", "the sum of"),
    "min": Label("کوچک‌ترین مقدار از", "the smallest of"),
    "max": Label("بزرگ‌ترین مقدار از", "the largest of"),
    "abs": Label("قدر مطلق", "the absolute value of"),
}
_MISSING = {
    Missing.SKIP_IF_ANY: Label(
        "جایی که عددی خالی است بررسی نمی‌شود", "not checked where any of the numbers is missing"
    ),
    Missing.SKIP_IF_ALL: Label(
        "عدد خالی صفر به شمار می‌آید، مگر همه خالی باشند", "a missing number counts as 0 unless all are missing"
    ),
    Missing.NEVER_SKIP: Label("عدد خالی صفر به شمار می‌آید", "a missing number counts as 0"),
}
_EACH = Label("هر خانه", "each cell")
_PREVIOUS = Label("در نسخهٔ پیشین", "in the previous version")
_TOLERANCE = Label("با رواداری", "with a tolerance of")
_FOR_EVERY = Label("برای هر", "for every")
_BETWEEN = Label("{middle} میان {low} و {high} است", "{middle} lies between {low} and {high}")
_BRIEFLY = 4


def describe(rule: Rule, structure: Structure, language: str) -> str:
    """The rule as one line of words, with its scope, tolerance and treatment of missing numbers.

    Invalid when the rule does not fit the structure.
    """
    comparison = parse(rule.expression, structure)
    words = _Words(structure, language)
    clauses = [words.comparison(comparison) + words.scope(comparison)]
    if rule.tolerance:
        clauses.append(f"{_TOLERANCE.text(language)} {words.number(rule.tolerance)}")
    clauses.append(_MISSING[rule.missing].text(language))
    return ("؛ " if language == "fa" else "; ").join(clauses)


class _Words:
    def __init__(self, structure: Structure, language: str) -> None:
        self._structure = structure
        self._language = language
        self._comma = "، " if language == "fa" else ", "
        self._and = " و " if language == "fa" else " and "

    def comparison(self, comparison: Comparison) -> str:
        operands = tuple(map(self._expression, comparison.operands))
        if comparison.symbols == ("<=", "<="):
            low, middle, high = operands
            return _BETWEEN.text(self._language).format(low=low, middle=middle, high=high)
        return self._and.join(
            f"{left} {_COMPARISONS[symbol].text(self._language)} {right}"
            for symbol, (left, right) in zip(comparison.symbols, pairwise(operands), strict=True)
        )

    def scope(self, comparison: Comparison) -> str:
        """For which combinations: the dimensions of several codes that the rule does not name."""
        named = frozenset[str]().union(*(cells.named for cells in cells_of(comparison)))
        if any(not cells.named for cells in cells_of(comparison)):
            return ""
        free = [each for each in self._structure.dimensions if each.id not in named and len(each) > 1]
        if not free:
            return ""
        names = self._and.join(each.label.text(self._language) for each in free)
        return f"{self._comma}{_FOR_EVERY.text(self._language)} {names}"

    def number(self, value: float) -> str:
        decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
        return format_number(value, decimals, self._language)

    def _expression(self, node: Expression) -> str:
        match node:
            case Number(value):
                return self.number(value)
            case Cells():
                return self._cells(node)
            case Negation(operand):
                return f"−{self._bracketed(operand)}"
            case Operation(symbol, left, right):
                sign = {"-": "−", "*": "×", "/": "÷"}.get(symbol, symbol)
                return f"{self._bracketed(left, symbol)} {sign} {self._bracketed(right)}"
            case Call(function, arguments):
                return f"{_FUNCTIONS[function].text(self._language)} {self._listed(arguments)}"

    def _bracketed(self, node: Expression, within: str = "") -> str:
        """Brackets around a sum, except at the left of another one."""
        plain = not isinstance(node, Operation) or (within in ("+", "-") and node.symbol in ("+", "-"))
        words = self._expression(node)
        return words if plain else f"({words})"

    def _listed(self, arguments: tuple[Expression, ...]) -> str:
        words = self._comma.join(map(self._expression, arguments))
        return words if len(arguments) == 1 and not isinstance(arguments[0], Operation) else f"({words})"

    def _cells(self, cells: Cells) -> str:
        parts = [self._code(dimension, code) for dimension, code in cells.pins]
        parts += [self._codes(dimension, codes) for dimension, codes in cells.over]
        quoted = "«{}»" if self._language == "fa" else "“{}”"
        words = quoted.format(self._comma.join(parts)) if parts else _EACH.text(self._language)
        return f"{words} {_PREVIOUS.text(self._language)}" if cells.previous else words

    def _code(self, id: str, code: str) -> str:
        dimension = self._structure.dimension(id)
        return f"{dimension.label.text(self._language)}: {_label_of(dimension, code).text(self._language)}"

    def _codes(self, id: str, codes: tuple[str, ...]) -> str:
        """A few codes by name, many by their number."""
        dimension = self._structure.dimension(id)
        name = dimension.label.text(self._language)
        if len(codes) > _BRIEFLY:
            count = format_number(len(codes), 0, self._language)
            return f"{name}: {count} کد دیگر" if self._language == "fa" else f"{name}: the {count} other codes"
        return f"{name}: {self._comma.join(_label_of(dimension, code).text(self._language) for code in codes)}"


def _label_of(dimension: Dimension, code: str) -> Label:
    return dimension.codelist.codes[dimension.codelist.position(code)].label
