"""A rule in the Validation and Transformation Language of SDMX (VTL 2.1)."""

import re
from collections.abc import Callable
from functools import reduce
from itertools import pairwise

from amargah.statcore.rules.findings import Missing, Rule
from amargah.statcore.rules.reading import parse
from amargah.statcore.rules.syntax import Call, Cells, Comparison, Expression, Negation, Number, Operation
from amargah.statcore.structures import Structure

_REGULAR_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.]*")


def to_vtl(rule: Rule, structure: Structure) -> str:
    """A VTL `check` over a data set named as the structure; `previous` speaks of `<name>_PREVIOUS`.

    VTL leaves cells without numbers unchecked; rules that count them as 0 use `nvl`. Invalid when the rule
    does not fit the structure.
    """
    comparison = parse(rule.expression, structure)
    writer = _Writer(structure.id, zero=rule.missing is not Missing.SKIP_IF_ANY)
    condition = " and ".join(writer.pairs(comparison, rule.tolerance))
    code, level = _text(rule.message.en or rule.message.fa or rule.id), _text(str(rule.severity))
    return f"{_name(rule.id)} := check({condition} errorcode {code} errorlevel {level} all);"


class _Writer:
    def __init__(self, dataset: str, *, zero: bool) -> None:
        self._dataset = dataset
        self._zero = zero

    def pairs(self, comparison: Comparison, tolerance: float) -> list[str]:
        """The comparisons of the chain, each in brackets when there are several."""
        operands = pairwise(comparison.operands)
        pairs = [
            self._pair(symbol, left, right, tolerance)
            for symbol, (left, right) in zip(comparison.symbols, operands, strict=True)
        ]
        return pairs if len(pairs) == 1 else [f"({pair})" for pair in pairs]

    def _pair(self, symbol: str, left: Expression, right: Expression, tolerance: float) -> str:
        if not tolerance:
            return f"{self._expression(left)} {symbol} {self._expression(right)}"
        gap = self._expression(Operation("-", left, right))
        match symbol:
            case "=":
                return f"abs({gap}) <= {_number(tolerance)}"
            case "<>":
                return f"abs({gap}) > {_number(tolerance)}"
            case "<" | "<=":
                return f"{gap} {symbol} {_number(tolerance)}"
            case _:
                return f"{gap} {symbol} {_number(-tolerance)}"

    def _expression(self, node: Expression) -> str:
        match node:
            case Number(value):
                return _number(value)
            case Cells():
                return self._cells(node)
            case Negation(operand):
                return f"-{self._bracketed(operand)}"
            case Operation(symbol, left, right):
                return f"{self._bracketed(left)} {symbol} {self._bracketed(right)}"
            case Call("abs", (argument,)):
                return f"abs({self._expression(argument)})"
            case Call(function, arguments):
                return reduce(_COMBINED[function], (self._along(function, each) for each in arguments))

    def _bracketed(self, node: Expression) -> str:
        words = self._expression(node)
        return f"({words})" if isinstance(node, Operation | Negation) else words

    def _along(self, function: str, argument: Expression) -> str:
        if not isinstance(argument, Cells) or not argument.over:
            return self._bracketed(argument)
        dimensions = ", ".join(_name(dimension) for dimension, _ in argument.over)
        return f"{function}({self._cells(argument)} group except {dimensions})"

    def _cells(self, cells: Cells) -> str:
        words = _name(f"{self._dataset}_PREVIOUS" if cells.previous else self._dataset)
        if cells.over:
            wanted = " and ".join(f"{_name(id)} in {{{', '.join(map(_text, codes))}}}" for id, codes in cells.over)
            words += f"[filter {wanted}]"
        if cells.pins:
            words += f"[sub {', '.join(f'{_name(id)} = {_text(code)}' for id, code in cells.pins)}]"
        return f"nvl({words}, 0)" if self._zero else words


_COMBINED: dict[str, Callable[[str, str], str]] = {
    "sum": lambda left, right: f"({left} + {right})",
    "min": lambda left, right: f"(if {left} <= {right} then {left} else {right})",
    "max": lambda left, right: f"(if {left} >= {right} then {left} else {right})",
}


def _name(id: str) -> str:
    """A name that is not regular stands in single quotes."""
    return id if _REGULAR_NAME.fullmatch(id) else f"'{id}'"


def _number(value: float) -> str:
    return f"{value:.12f}".rstrip("0").rstrip(".")


def _text(value: str) -> str:
    doubled = value.replace('"', '""')
    return f'"{doubled}"'
