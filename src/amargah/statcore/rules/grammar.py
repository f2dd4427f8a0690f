"""The grammar of the rule language, and syntax errors in the words of a statistician."""

from functools import lru_cache

from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedToken

from amargah.persian.digits import format_number
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

# A hyphen belongs to a code (0-4, 1400-Q3) unless what follows it is another dimension (SEX.T-SEX.M).
GRAMMAR = r"""
start: sum (COMPARISON sum)+

?sum: product
    | sum _PLUS product        -> add
    | sum _MINUS product       -> subtract
?product: sign
    | product _TIMES sign      -> multiply
    | product _DIVIDE sign     -> divide
?sign: atom
    | _MINUS sign              -> negate
?atom: NUMBER                  -> number
    | NAME _OPEN (sum (_COMMA sum)*)? _CLOSE -> call
    | part (_COLON part)*      -> cells
    | _OPEN sum _CLOSE
part: NAME                     -> whole
    | TERM                     -> pin
    | _PARTS _OPEN TERM _CLOSE  -> parts

COMPARISON: /<=|>=|<>|!=|==|[≤≥≠=<>]/
_PARTS.3: /parts(?=\s*\()/i
TERM.2: /[^\W\d]\w*\.("[^"]+"|\w+(-\w+(?![\w.]))*)/
NAME: /[^\W\d]\w*/
NUMBER: /\d+([.٫]\d+)?/
_PLUS: "+"
_MINUS: /[-−]/
_TIMES: /[*×]/
_DIVIDE: /[\/÷]/
_OPEN: "("
_CLOSE: ")"
_COMMA: /[,،]/
_COLON: ":"
%ignore /\s+/
"""

_PARSER = Lark(GRAMMAR, parser="lalr", maybe_placeholders=False)

_OPERAND = Label("یک خانه (مانند SEX.T)، یک عدد یا یک پرانتز", "a cell such as SEX.T, a number or a bracket")
_JOIN = Label("یکی از نشانه‌های + - × ÷", "one of + - * /")
_COMPARE = Label("یک نشانهٔ مقایسه (= <> < <= > >=)", "a comparison (= <> < <= > >=)")
_CLOSING = Label("بستن پرانتز", "a closing bracket")
_OPENING = Label("باز کردن پرانتز", "an opening bracket")
_END = Label("پایان قاعده", "the end of the rule")
_OF_TERMINAL = {
    "NUMBER": _OPERAND,
    "TERM": _OPERAND,
    "NAME": _OPERAND,
    "_PLUS": _JOIN,
    "COMPARISON": _COMPARE,
    "_CLOSE": _CLOSING,
    "_OPEN": _OPENING,
    "$END": _END,
}
# People write a line or two; sums over hundreds of codes are built. What is nested deeper is nobody's rule.
_LONGEST = 20_000
_DEEPEST = 100


@lru_cache(maxsize=512)
def tree_of(expression: str) -> Tree[Token]:
    """The syntax tree of `expression`. Invalid names the place and says what was expected there."""
    if not expression.strip():
        raise _invalid(Label("قاعده خالی است", "the rule is empty"), 1)
    if len(expression) > _LONGEST:
        raise _invalid(Label("قاعده بیش از اندازه بلند است", "the rule is too long"), _LONGEST)
    try:
        tree = _PARSER.parse(expression)
    except UnexpectedCharacters as error:
        raise _strange_character(expression, error.pos_in_stream or 0) from None
    except UnexpectedToken as error:
        raise _unexpected(expression, error) from None
    if _depth(tree) > _DEEPEST:
        raise _invalid(
            Label(
                "قاعده بیش از اندازه تودرتو است؛ به‌جای + های پیاپی sum(…, …) بنویسید",
                "the rule is nested too deeply; write sum(…, …) in place of a long row of +",
            ),
            1,
        )
    return tree


def at_place(place: int) -> Label:
    """Words for a place in an expression, counted from 1."""
    return Label(f"در نویسهٔ {format_number(place, 0, 'fa')}", f"at character {place}")


def _depth(tree: Tree[Token]) -> int:
    depth, level = 0, [tree]
    while level:
        depth += 1
        level = [child for node in level for child in node.children if isinstance(child, Tree)]
    return depth


def _unexpected(expression: str, error: UnexpectedToken) -> Invalid:
    at_end = error.token.type == "$END"
    place = len(expression) if at_end else (error.token.start_pos or 0) + 1
    expected = _expected(set(error.accepts or error.expected))
    where = at_place(place)
    if at_end:
        return _invalid(
            Label(
                f"قاعده ناتمام است؛ در پایان آن {expected.fa} لازم است",
                f"the rule ends too early; add {expected.en}",
            ),
            place,
        )
    return _invalid(
        Label(
            f"{where.fa}: به‌جای «{error.token}» باید {expected.fa} بیاید",
            f"{where.en}: instead of “{error.token}” there must be {expected.en}",
        ),
        place,
    )


def _expected(terminals: set[str]) -> Label:
    """Words for what may stand at a place, each kind once, in a fixed order."""
    kinds = list(dict.fromkeys(words for name, words in _OF_TERMINAL.items() if name in terminals))
    if _OPERAND in kinds:
        kinds = [_OPERAND]
    return Label(" یا ".join(kind.fa for kind in kinds), " or ".join(kind.en for kind in kinds))


def _strange_character(expression: str, position: int) -> Invalid:
    where = at_place(position + 1)
    character = expression[position]
    if character in ".\"'":
        return _invalid(
            Label(
                f'{where.fa}: خانه را با نام بُعد، نقطه و کد بنویسید، مانند SEX.T یا AGE."65+"',
                f'{where.en}: write a cell as dimension, dot and code, as in SEX.T or AGE."65+"',
            ),
            position + 1,
        )
    return _invalid(
        Label(
            f"{where.fa}: «{character}» در قاعده معنایی ندارد",
            f"{where.en}: “{character}” has no meaning in a rule",
        ),
        position + 1,
    )


def _invalid(detail: Label, place: int) -> Invalid:
    return Invalid(detail, place=place)
