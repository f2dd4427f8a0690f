"""Rules understood the slow way: cell by cell, in fractions, without arrays. The oracle of the real evaluation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

Codes = Mapping[str, str]
Figures = Mapping[tuple[str, ...], Fraction | None]


@dataclass(frozen=True)
class Node:
    """`kind`: number, cells, or what joins `parts`; `over` is the dimension that a group runs along."""

    kind: str
    parts: tuple["Node", ...] = ()
    number: int = 0
    pins: tuple[tuple[str, str], ...] = ()
    over: str = ""
    previous: bool = False

    def text(self) -> str:
        match self.kind:
            case "number":
                return str(self.number)
            case "cells":
                named = ":".join([f"{id}.{code}" for id, code in self.pins] + ([self.over] if self.over else []))
                return f"previous({named or 'cell'})" if self.previous and not self.over else named or "cell"
            case "+" | "-" | "*" | "/":
                return f"({f' {self.kind} '.join(part.text() for part in self.parts)})"
            case "negate":
                return f"-{self.parts[0].text()}"
            case function:
                return f"{function}({', '.join(part.text() for part in self.parts)})"

    def leaves(self) -> Iterator["Node"]:
        if self.kind == "cells":
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True)
class World:
    """The figures now and before, over dimensions whose codes are a flat list."""

    dimensions: Mapping[str, tuple[str, ...]]
    now: Figures
    before: Figures
    pinned: frozenset[tuple[str, str]]

    def cells(self, leaf: Node, here: Codes) -> list[tuple[str, ...]]:
        """The cells that `leaf` speaks of at the combination `here`."""
        chosen = {**here, **dict(leaf.pins)}
        along = [chosen | {leaf.over: code} for code in self.others(leaf.over)] if leaf.over else [chosen]
        return [tuple(each[id] for id in self.dimensions) for each in along]

    def others(self, dimension: str) -> list[str]:
        return [code for code in self.dimensions[dimension] if (dimension, code) not in self.pinned]

    def figures(self, leaf: Node, here: Codes) -> list[Fraction | None]:
        source = self.before if leaf.previous else self.now
        return [source[cell] for cell in self.cells(leaf, here)]

    def value(self, node: Node, here: Codes) -> Fraction:
        """ZeroDivisionError where it cannot be calculated."""
        match node.kind:
            case "number":
                return Fraction(node.number)
            case "cells":
                return self.figures(node, here)[0] or Fraction(0)
            case "negate":
                return -self.value(node.parts[0], here)
            case "abs":
                return abs(self.value(node.parts[0], here))
            case "+" | "-" | "*" | "/":
                return self._joined(node, here)
        values = [value for part in node.parts for value in self._spread(part, here)]
        return {"sum": sum, "min": min, "max": max}[node.kind](values) + Fraction(0)

    def combinations(self, leaves: list[Node]) -> Iterator[Codes]:
        """One code a dimension; a dimension that every leaf names does not run."""
        running = [id for id in self.dimensions if any(id not in (*dict(leaf.pins), leaf.over) for leaf in leaves)]
        fixed = {id: codes[0] for id, codes in self.dimensions.items()}
        for codes in product(*(self.dimensions[id] for id in running)):
            yield fixed | dict(zip(running, codes, strict=True))

    def _joined(self, node: Node, here: Codes) -> Fraction:
        left, right = (self.value(part, here) for part in node.parts)
        match node.kind:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
        return left / right

    def _spread(self, part: Node, here: Codes) -> list[Fraction]:
        if part.kind == "cells":
            return [figure or Fraction(0) for figure in self.figures(part, here)]
        return [self.value(part, here)]


def broken(
    world: World, operands: list[Node], symbols: list[str], missing: str, tolerance: Fraction
) -> tuple[list[tuple[list[tuple[str, ...]], Fraction, Fraction]], int]:
    """(cells, left, right) of every failure, and the number of places that were checked."""
    leaves = [leaf for operand in operands for leaf in operand.leaves()]
    failures, checked = [], 0
    for here in world.combinations(leaves):
        figures = [figure for leaf in leaves for figure in world.figures(leaf, here)]
        gaps = [figure is None for figure in figures]
        if (missing == "skip_if_any" and any(gaps)) or (missing == "skip_if_all" and all(gaps)):
            continue
        try:
            sides = [world.value(operand, here) for operand in operands]
        except ZeroDivisionError:
            continue
        checked += 1
        for symbol, (left, right) in zip(symbols, pairwise(sides), strict=True):
            if not _holds(symbol, left - right, tolerance):
                cells = list(dict.fromkeys(cell for leaf in leaves for cell in world.cells(leaf, here)))
                failures.append((cells, left, right))
                break
    return failures, checked


def _holds(symbol: str, gap: Fraction, tolerance: Fraction) -> bool:
    return {
        "=": abs(gap) <= tolerance,
        "<>": abs(gap) > tolerance,
        "<=": gap <= tolerance,
        ">=": gap >= -tolerance,
        "<": gap < tolerance,
        ">": gap > -tolerance,
    }[symbol]
