"""The output that a query asks for: the name of a format, and its parameters."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from amargah.exchange.pivot import Shown
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

DEFAULT = "json-stat2"
SHOWN: Final[Mapping[str, Shown]] = {
    "UseCodes": Shown.CODES,
    "UseTexts": Shown.TEXTS,
    "UseCodesAndTexts": Shown.BOTH,
}
SEPARATORS: Final[Mapping[str, str]] = {"SeparatorTab": "\t", "SeparatorSpace": " ", "SeparatorSemicolon": ";"}
TITLE = "IncludeTitle"
PARAMETERS: Final = (*SHOWN, TITLE, *SEPARATORS)
_BY_FOLDED = {name.casefold(): name for name in PARAMETERS}


@dataclass(frozen=True, slots=True)
class Output:
    """`format` is one of those that the protocol knows; `parameters` as they are spelt in its document."""

    format: str = DEFAULT
    parameters: tuple[str, ...] = ()

    @property
    def shown(self) -> Shown:
        return next((SHOWN[name] for name in self.parameters if name in SHOWN), Shown.TEXTS)

    @property
    def separator(self) -> str:
        return next((SEPARATORS[name] for name in self.parameters if name in SEPARATORS), ",")

    @property
    def title(self) -> bool:
        return TITLE in self.parameters


def read_output(
    format: str | None, parameters: Iterable[str], known: Collection[str], *, asked_by: str = "outputFormat"
) -> Output:
    """Names in any case. Invalid for what is not known, and for parameters that exclude each other.

    `asked_by` is what the protocol calls the parameter that names the format.
    """
    name = (format or DEFAULT).casefold()
    if name not in known:
        raise _unknown(asked_by, format or "", known)
    found = tuple(_parameter(text) for text in parameters if text)
    separators = [each for each in found if each in SEPARATORS]
    if len({each for each in found if each in SHOWN}) > 1 or len(set(separators)) > 1:
        raise Invalid(
            Label(
                "از پارامترهای Use… یکی و از Separator… یکی بیاید",
                "give one of the parameters Use… and one of Separator…",
            ),
            parameter="outputFormatParams",
        )
    if separators and name != "csv":
        raise Invalid(
            Label(
                f"{separators[0]} فقط برای csv است؛ آن را بردارید یا csv بخواهید",
                f"{separators[0]} is for csv only; leave it out or ask for csv",
            ),
            parameter="outputFormatParams",
        )
    return Output(name, found)


def _parameter(text: str) -> str:
    name = _BY_FOLDED.get(text.strip().casefold())
    if name is None:
        raise _unknown("outputFormatParams", text, PARAMETERS)
    return name


def _unknown(parameter: str, text: str, known: Iterable[str]) -> Invalid:
    names = ", ".join(known)
    return Invalid(
        Label(
            f"«{text}» در {parameter} شناخته نیست؛ یکی از این‌ها: {names}",
            f"{parameter} knows no {text!r}; it is one of {names}",
        ),
        parameter=parameter,
    )
