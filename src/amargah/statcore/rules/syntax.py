"""The tree of a rule, bound to a structure: every dimension and code in it exists."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    value: float


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of the cube: `pins` hold dimensions at one code, `over` runs along several codes of a dimension.

    A dimension that is in neither runs freely. `previous` means the same cells of the previous version.
    """

    pins: tuple[tuple[str, str], ...] = ()
    over: tuple[tuple[str, tuple[str, ...]], ...] = ()
    previous: bool = False

    @property
    def named(self) -> frozenset[str]:
        """Ids of the dimensions that do not run freely."""
        return frozenset(dimension for dimension, _ in self.pins + self.over)


@dataclass(frozen=True, slots=True)
class Negation:
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Operation:
    """`symbol` is one of + - * /."""

    symbol: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Call:
    """`function` is one of sum, min, max, abs."""

    function: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A chain such as 0 <= a <= b: one operand more than `symbols`, which are = <> < <= > >=."""

    operands: tuple["Expression", ...]
    symbols: tuple[str, ...]


Expression = Number | Cells | Negation | Operation | Call


def cells_of(node: Expression | Comparison) -> Iterator[Cells]:
    """All cells that are named in the tree, from left to right."""
    match node:
        case Cells():
            yield node
        case Negation(operand):
            yield from cells_of(operand)
        case Operation(_, left, right):
            yield from cells_of(left)
            yield from cells_of(right)
        case Call(_, parts) | Comparison(parts, _):
            for part in parts:
                yield from cells_of(part)
        case Number():
            return
