"""From the text of a rule to its tree, bound to the dimensions and codes of a structure."""

from dataclasses import dataclass

from lark import Token, Tree

from amargah.persian.digits import parse_number
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.rules.grammar import at_place, tree_of
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

AGGREGATES = ("sum", "min", "max")
EVERY_CELL = "cell"
_SYMBOLS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}
_COMPARISONS = {"==": "=", "!=": "<>", "≠": "<>", "≤": "<=", "≥": ">="}


def parse(expression: str, structure: Structure) -> Comparison:
    """The tree of `expression` over `structure`.

    Invalid names the place and says what was expected, or which dimension, code or function is unknown.
    """
    tree = tree_of(expression)
    binder = _Binder(structure, _pinned_codes(tree))
    comparison = Comparison(
        tuple(map(binder.operand, _trees(tree))),
        tuple(_COMPARISONS.get(symbol, str(symbol)) for symbol in _tokens(tree)),
    )
    _check_naming(comparison)
    return comparison


def _pinned_codes(tree: Tree[Token]) -> frozenset[tuple[str, str]]:
    """(dimension, code) of every single cell that the rule names; `sum(COUNTY)` leaves these out."""
    return frozenset(_split(_token(pin))[:2] for pin in tree.find_data("pin"))


def _check_naming(comparison: Comparison) -> None:
    named = {cells.named for cells in cells_of(comparison) if cells.named}
    if not any(True for _ in cells_of(comparison)):
        raise Invalid(Label("قاعده هیچ خانه‌ای را نام نمی‌برد", "the rule names no cell"), place=1)
    if len(named) > 1:
        odd = ", ".join(sorted(frozenset.union(*named) - frozenset.intersection(*named)))
        raise Invalid(
            Label(
                f"{odd} فقط در بخشی از قاعده آمده است؛ کد آن را در همهٔ خانه‌ها بنویسید، مانند SEX.T:AGE.TOTAL",
                f"{odd} is named in a part of the rule only; name its code in every cell, as in SEX.T:AGE.TOTAL",
            ),
            place=1,
        )


@dataclass(frozen=True)
class _Binder:
    structure: Structure
    pinned: frozenset[tuple[str, str]]

    def operand(self, node: Tree[Token], *, summed: bool = False, previous: bool = False) -> Expression:
        """`summed`: the node stands directly in sum, min or max; `previous`: inside previous(…)."""
        match node.data:
            case "number":
                return Number(parse_number(_token(node)))
            case "cells":
                return self._cells(node, summed=summed, previous=previous)
            case "call":
                return self._call(node, previous=previous)
            case "negate":
                return Negation(self.operand(_trees(node)[0], previous=previous))
            case symbol:
                left, right = (self.operand(child, previous=previous) for child in _trees(node))
                return Operation(_SYMBOLS[str(symbol)], left, right)

    def _call(self, node: Tree[Token], *, previous: bool) -> Expression:
        name, arguments = _token(node), _trees(node)
        function = name.lower()
        if function == "previous":
            _expect_one(name, len(arguments))
            return self.operand(arguments[0], previous=True)
        if function == "abs":
            _expect_one(name, len(arguments))
        elif function not in AGGREGATES:
            raise _unknown_function(name)
        elif not arguments:
            raise _located(
                name, f"داخل پرانتز {function} خالی است", f"nothing stands in the brackets of {function}"
            )
        return Call(
            function,
            tuple(self.operand(each, summed=function != "abs", previous=previous) for each in arguments),
        )

    def _cells(self, node: Tree[Token], *, summed: bool, previous: bool) -> Cells:
        parts = _trees(node)
        if len(parts) == 1 and parts[0].data == "whole" and _token(parts[0]).lower() == EVERY_CELL:
            return Cells(previous=previous)
        pins: list[tuple[str, str]] = []
        over: list[tuple[str, tuple[str, ...]]] = []
        for part in parts:
            if part.data == "pin":
                pins.append(self._pin(_token(part)))
            else:
                over.append(self._group(part, summed=summed))
        self._check_once(_token(parts[0]), [dimension for dimension, _ in (*pins, *over)])
        return Cells(tuple(pins), tuple(over), previous)

    def _check_once(self, token: Token, dimensions: list[str]) -> None:
        for dimension in dimensions:
            if dimensions.count(dimension) > 1:
                raise _located(
                    token,
                    f"بُعد {dimension} دو بار برای یک خانه آمده است",
                    f"dimension {dimension} is named twice for one cell",
                )

    def _pin(self, token: Token) -> tuple[str, str]:
        id, code, quoted = _split(token)
        dimension = self._dimension(token, id)
        if code not in dimension.codelist:
            raise _unknown_code(token, dimension, code, quoted=quoted)
        return id, code

    def _group(self, part: Tree[Token], *, summed: bool) -> tuple[str, tuple[str, ...]]:
        token = _token(part)
        if part.data == "parts":
            id, code = self._pin(token)
            codes = tuple(each.id for each in self.structure.dimension(id).codelist if each.parent == code)
        else:
            id, code = str(token), ""
            codes = self._other_leaves(self._dimension(token, id))
        if not summed:
            raise _located(
                token,
                f"«{token}» چند کد دارد و فقط در sum، min و max می‌آید؛ یا یک کد آن را نام ببرید",
                f"“{token}” has several codes and stands only in sum, min and max; or name one of its codes",
            )
        if not codes:
            raise _located(
                token,
                f"برای «{token}» کد دیگری که جمع شود نمانده است",
                f"no other codes of “{token}” are left to be added up",
            )
        return id, codes

    def _other_leaves(self, dimension: Dimension) -> tuple[str, ...]:
        parents = {code.parent for code in dimension.codelist}
        return tuple(
            code.id
            for code in dimension.codelist
            if code.id not in parents and (dimension.id, code.id) not in self.pinned
        )

    def _dimension(self, token: Token, id: str) -> Dimension:
        for dimension in self.structure.dimensions:
            if dimension.id == id:
                return dimension
        known = ", ".join(dimension.id for dimension in self.structure.dimensions)
        raise _located(
            token,
            f"بُعد «{id}» در این جدول نیست؛ بُعدهای آن: {known}",
            f"this table has no dimension “{id}”; it has {known}",
            dimension=id,
        )


def _trees(node: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in node.children if isinstance(child, Tree)]


def _tokens(node: Tree[Token]) -> list[Token]:
    return [child for child in node.children if isinstance(child, Token)]


def _token(node: Tree[Token]) -> Token:
    return _tokens(node)[0]


def _split(token: Token) -> tuple[str, str, bool]:
    dimension, code = token.split(".", 1)
    quoted = code.startswith('"')
    return dimension, code[1:-1] if quoted else code, quoted


def _expect_one(name: Token, count: int) -> None:
    if count != 1:
        raise _located(name, f"{name} دقیقاً یک مقدار می‌گیرد", f"{name} takes exactly one value")


def _unknown_function(name: Token) -> Invalid:
    return _located(
        name,
        f"تابع «{name}» وجود ندارد؛ تابع‌ها: sum، min، max، abs، previous",
        f"there is no function “{name}”; there are sum, min, max, abs and previous",
    )


def _unknown_code(token: Token, dimension: Dimension, code: str, *, quoted: bool) -> Invalid:
    some = [each.id for each in dimension.codelist][:8]
    more = "، …" if len(dimension) > len(some) else ""
    known = ", ".join(some) + more
    spaced = not quoted and "-" in code
    return _located(
        token,
        f"بُعد «{dimension.label.fa}» ({dimension.id}) کد «{code}» ندارد؛ کدها: {known}"
        + ("؛ برای تفریق، پیش و پس از منها فاصله بگذارید" if spaced else ""),
        f"dimension {dimension.id} has no code “{code}”; its codes: {known}"
        + ("; to subtract, put spaces around the minus" if spaced else ""),
        dimension=dimension.id,
        code=code,
    )


def _located(token: Token, fa: str, en: str, **context: object) -> Invalid:
    place = (token.start_pos or 0) + 1
    where = at_place(place)
    return Invalid(Label(f"{where.fa}: {fa}", f"{where.en}: {en}"), place=place, **context)
