"""What a request of PxWebApi 2 asks for: in its query string, or in the body of a POST."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import falcon
import msgspec

from amargah.dataplane.asked import LANGUAGE, VINTAGE, read_query
from amargah.dataplane.bodies import has_body, read_json
from amargah.dataplane.pxweb2.placement import Placement
from amargah.dataplane.pxweb2.selecting import Wish
from amargah.dataplane.vintages import AS_OF
from amargah.persian.digits import format_number
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

_OF_VARIABLE = re.compile(r"(valuecodes|codelist|outputvalues)\[(.+)\]", re.IGNORECASE | re.DOTALL)
_NAMING_VARIABLES = ("valuecodes", "codelist", "outputvalues")
_COMMA = re.compile(r",(?![^(\[]*[)\]])")  # a comma within brackets belongs to an expression or a code
_TRUTH = {"true": True, "1": True, "false": False, "0": False, "": False}


@dataclass(frozen=True)
class Query:
    """Names of `parameters` are in small letters. Without wishes the default selection is asked for."""

    language: str
    vintage: str | None
    as_of: str | None
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wishes: tuple[Wish, ...] = ()
    placement: Placement = field(default_factory=Placement)
    language_given: bool = False

    @property
    def state(self) -> Mapping[str, str]:
        """The parameter that names the vintage; none when the latest is meant."""
        asked = {VINTAGE: self.vintage, AS_OF: self.as_of}
        return {name: text for name, text in asked.items() if text is not None}

    def text(self, name: str) -> str | None:
        """The one value of a parameter, named as documented. Invalid when it is repeated with another."""
        values = self.parameters.get(name.casefold())
        if values is None:
            return None
        if len(set(values)) > 1:
            raise Invalid(
                Label(f"«{name}» یک بار می‌آید", f"{name} is given once; leave one value"), parameter=name
            )
        return values[0]

    def truth(self, name: str) -> bool:
        """`true` or `false` in any case; not given is false."""
        text = self.text(name) or ""
        if text.casefold() not in _TRUTH:
            raise _not_of(name, text, ("true", "false"))
        return _TRUTH[text.casefold()]

    def number(self, name: str, *, least: int | None = None) -> int | None:
        """A whole number, or None when there is none. Invalid below `least`."""
        text = self.text(name)
        if text is None or text == "":
            return None
        if not re.fullmatch(r"-?[0-9]{1,9}", text):
            raise Invalid(
                Label(f"«{name}» عددی صحیح تا نه رقم است", f"{name} is a whole number of at most nine digits"),
                parameter=name,
            )
        if least is not None and int(text) < least:
            shown = format_number(least, 0, "fa")
            raise Invalid(Label(f"«{name}» از {shown} آغاز می‌شود", f"{name} is {least} or more"), parameter=name)
        return int(text)


class VariableSelection(msgspec.Struct, rename="camel"):
    """What a body says of one variable; `codeList` is an older spelling."""

    variable_code: str
    value_codes: list[str] | None = None
    codelist: str | None = None
    code_list: str | None = None
    output_values: str | None = None

    def wish(self) -> Wish:
        codelist = self.codelist or self.code_list or None
        codes = tuple(self.value_codes or ())
        return Wish(self.variable_code, codes, codelist, _single(self.output_values))


class VariablePlacement(msgspec.Struct):
    heading: list[str] | None = None
    stub: list[str] | None = None


class VariablesSelection(msgspec.Struct):
    """The body of a query for data."""

    selection: list[VariableSelection] | None = None
    placement: VariablePlacement | None = None

    def wishes(self) -> tuple[Wish, ...]:
        return tuple(each.wish() for each in self.selection or ())

    def placed(self) -> Placement:
        placement = self.placement or VariablePlacement()
        return Placement(tuple(placement.stub or ()), tuple(placement.heading or ()))


def read_request(request: falcon.Request) -> Query:
    """The query string. Names of parameters may be in any case. Invalid for one that names a variable wrongly."""
    asked = read_query(request)
    parameters: dict[str, tuple[str, ...]] = {}
    said: dict[str, dict[str, tuple[str, ...]]] = {"valuecodes": {}, "codelist": {}, "outputvalues": {}}
    for name, values in asked.selection.items():
        kind, variable = _parameter(name)
        if variable is None:
            parameters[kind] = values
        else:
            of_kind = said[kind]
            of_kind[variable] = of_kind[variable] + values if variable in of_kind else values
    return Query(
        asked.language,
        asked.vintage,
        asked.as_of or next(iter(parameters.get("asof", ())), None),
        parameters,
        _wishes(said["valuecodes"], said["codelist"], said["outputvalues"]),
        Placement(_ids(parameters, "stub"), _ids(parameters, "heading")) if parameters else Placement(),
        request.get_param(LANGUAGE) is not None,
    )


@lru_cache(maxsize=4096)
def _parameter(name: str) -> tuple[str, str | None]:
    """What a parameter is, and the variable that it is of, if it is of one. Invalid for wrong brackets."""
    match = _OF_VARIABLE.fullmatch(name)
    if match:
        return match[1].lower(), match[2]
    if "[" in name or name.casefold() in _NAMING_VARIABLES:
        raise _no_parameter(name)
    return name.casefold(), None


def read_posted(request: falcon.Request) -> Query:
    """Query string and body; what stands in the body counts. An empty body asks for the default selection."""
    query = read_request(request)
    if not has_body(request):
        return query
    body = read_json(request, VariablesSelection)
    return replace(query, wishes=body.wishes(), placement=body.placed())


def split(values: Iterable[str]) -> tuple[str, ...]:
    """Codes and expressions; a code that holds a comma stands in square brackets."""
    return tuple(_bare(part) for part in _COMMA.split(",".join(values)) if part.strip())


def _wishes(
    codes: Mapping[str, Sequence[str]], lists: Mapping[str, Sequence[str]], outputs: Mapping[str, Sequence[str]]
) -> tuple[Wish, ...]:
    """By the variables that are named, each as it is spelt."""
    if not lists and not outputs:
        return tuple([Wish(variable, _codes(values)) for variable, values in codes.items()])
    return tuple(
        Wish(
            variable,
            _codes(codes.get(variable, ())),
            next(iter(lists.get(variable, ())), None) or None,
            _single(next(iter(outputs.get(variable, ())), None)),
        )
        for variable in dict.fromkeys((*codes, *lists, *outputs))
    )


def _codes(values: Sequence[str]) -> tuple[str, ...]:
    """Already cut at every comma; what was cut within brackets is joined again."""
    if len(values) == 1 and values[0].isalnum():
        return (values[0],)
    if any("(" in value or "[" in value for value in values):
        return split(values)
    return tuple(filter(None, values))


def _bare(text: str) -> str:
    text = text.strip()
    return text[1:-1] if text.startswith("[") and text.endswith("]") else text


def _ids(parameters: Mapping[str, tuple[str, ...]], name: str) -> tuple[str, ...]:
    return tuple(filter(None, parameters.get(name, ())))


def _single(output: str | None) -> bool:
    if (output or "aggregated").casefold() not in ("aggregated", "single"):
        raise _not_of("outputValues", output or "", ("aggregated", "single"))
    return (output or "").casefold() == "single"


def _not_of(name: str, text: str, known: Sequence[str]) -> Invalid:
    values = ", ".join(known)
    return Invalid(
        Label(
            f"«{text}» برای {name} شناخته نیست؛ یکی از این‌ها: {values}", f"{name} is one of {values}, not {text!r}"
        ),
        parameter=name,
    )


def _no_parameter(name: str) -> Invalid:
    return Invalid(
        Label(
            f"پارامتر «{name}» نیست؛ مانند \u2066valueCodes[SEX]=T\u2069 بنویسید",
            f"there is no parameter {name!r}; write for example valueCodes[SEX]=T",
        ),
        parameter=name,
    )
