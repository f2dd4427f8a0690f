"""Which of the formats that we offer an asker wants, and in which language.

By the header fields Accept and Accept-Language (RFC 9110), or by `format`, `formatVersion` and `lang` in the
query, which go first, as the SDMX REST documentation says of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import falcon
from falcon.uri import parse_query_string

from amargah.dataplane.sdmx.wildcards import covers
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import LANGUAGES, Label

_LONGEST = 4_000  # characters of a header field; every client known sends less than 300
_WORD = r'[^\s;,="]+'
_PARAMETER = re.compile(rf'\s*({_WORD})\s*=\s*(?:"([^"]*)"|({_WORD}|))\s*')
_ANYTHING = ("*/*", "*")


class NotAcceptable(Invalid):
    """Nothing that we have is what the asker takes."""

    status = 406
    title = Label("قالب در دسترس نیست", "Not acceptable")


@dataclass(frozen=True, slots=True)
class Offer:
    """A format of answers.

    `aliases` are general media types that mean it too (`application/xml`), `names` the values of `format=`.
    `charset` is said in Content-Type, for text that does not name its own encoding.
    """

    media_type: str
    version: str
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    charset: str | None = None

    def __str__(self) -> str:
        return f"{self.media_type};version={self.version}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The offer taken, how the asker called it, and what else was said of it: `labels`, `keys`, `timeformat`, …

    Names of parameters are in small letters.
    """

    offer: Offer
    language: str
    called: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def content_type(self) -> str:
        """By the name that the asker used: who knows only `application/xml` is told that."""
        name = self.called if self.called in self.offer.aliases else str(self.offer)
        return f"{name};charset={self.offer.charset}" if self.offer.charset else name

    @property
    def negotiated(self) -> tuple[str, ...]:
        """Everything that headers decided: what `known_already` must know of."""
        return (self.content_type, self.language, *(f"{name}={said}" for name, said in self.parameters.items()))


@dataclass(frozen=True, slots=True)
class _Range:
    """One of the media ranges of Accept."""

    name: str
    quality: float
    parameters: Mapping[str, str]

    def closeness(self, offer: Offer) -> int:
        """How exactly the range names the offer; 0 when it does not."""
        version = _final(self.parameters.get("version"))
        if self.name == offer.media_type:
            return 0 if version and not covers(version, offer.version) else 4 + bool(version)
        if self.name in offer.aliases:
            return 3
        kind = self.name.removesuffix("/*")
        if kind != self.name and any(each.startswith(f"{kind}/") for each in (offer.media_type, *offer.aliases)):
            return 2
        return int(self.name in _ANYTHING)


def negotiate(request: falcon.Request, offers: Sequence[Offer]) -> Chosen:
    """The offer that fits best; the first one when nothing is asked for.

    NotAcceptable when no offer fits. Among equally welcome ones the asker's order decides, then ours; ours alone
    when anything else is as welcome, as R and others say by default without meaning the order of their list.
    """
    query = parse_query_string(request.query_string)
    language = asked_language(request)
    asked = _one(query.get("format"))
    if asked:
        return Chosen(_named(asked, _one(query.get("formatVersion")), offers), language)
    ranges = _ranges(_bounded(request, "Accept"))
    if not ranges:
        return Chosen(offers[0], language)
    return _best(ranges, offers, language)


def asked_language(request: falcon.Request) -> str:
    """`lang` of the query or the best of Accept-Language; Persian when neither is ours. Never an error."""
    asked = _one(parse_query_string(request.query_string).get("lang"))
    if asked:
        wished = [asked]
    else:
        accepted = request.get_header("Accept-Language", default="")[:_LONGEST]
        wished = [each.name for each in sorted(_ranges(accepted), key=lambda each: -each.quality) if each.quality]
    known = (each.split("-")[0].lower() for each in wished)
    return next((each for each in known if each in LANGUAGES), LANGUAGES[0])


def _best(ranges: Sequence[_Range], offers: Sequence[Offer], language: str) -> Chosen:
    anything = max((each.quality for each in ranges if each.name in _ANYTHING), default=0)
    welcome = []
    for place, offer in enumerate(offers):
        closeness, order, chosen = _closest(ranges, offer)
        if closeness and chosen.quality:
            ordered = -order if chosen.quality > anything else 0
            welcome.append(((chosen.quality, closeness > 2, ordered, -place), offer, chosen))
    if not welcome:
        raise _not_acceptable(", ".join(each.name for each in ranges[:5]), offers)
    _, offer, chosen = max(welcome, key=lambda each: each[0])
    return Chosen(offer, language, chosen.name, _about(chosen))


def _closest(ranges: Sequence[_Range], offer: Offer) -> tuple[int, int, _Range]:
    """The range that speaks of the offer most exactly decides how welcome it is, as RFC 9110 says."""
    rated = [(each.closeness(offer), -order, each) for order, each in enumerate(ranges)]
    closeness, order, chosen = max(rated, key=lambda each: each[:2])
    return closeness, -order, chosen


def _about(chosen: _Range) -> dict[str, str]:
    return {name: said for name, said in chosen.parameters.items() if name not in ("q", "version", "charset")}


def _named(name: str, version: str | None, offers: Sequence[Offer]) -> Offer:
    wanted = _final(version)
    for offer in offers:
        if name.lower() in offer.names and (wanted is None or covers(wanted, offer.version)):
            return offer
    raise _not_acceptable(name if version is None else f"{name} {version}", offers)


def _final(version: str | None) -> str | None:
    """Clients still ask for the working draft of SDMX-JSON (`1.0.0-wd`), which is what became 1.0.0."""
    return version and version.lower().removesuffix("-wd")


def _not_acceptable(asked: str, offers: Iterable[Offer]) -> NotAcceptable:
    known = ", ".join(str(offer) for offer in offers)
    return NotAcceptable(
        Label(
            f"این پاسخ در قالب «{asked[:200]}» نیست؛ یکی از این‌ها را بخواهید: \u2066{known}\u2069",
            f"this answer is not there as {asked[:200]!r}; ask for one of {known}",
        )
    )


def _bounded(request: falcon.Request, name: str) -> str:
    said = request.get_header(name, default="")
    if len(said) > _LONGEST:
        raise Invalid(
            Label(f"سرآیند {name} بسیار بلند است؛ کوتاهش کنید", f"the header field {name} is too long; shorten it")
        )
    return said


def _ranges(accepted: str) -> list[_Range]:
    return [_range(part) for part in _split(accepted, ",") if part.strip()]


def _range(part: str) -> _Range:
    name, *said = _split(part, ";")
    found = (_PARAMETER.fullmatch(each) for each in said)
    # An empty second group is a quoted value without characters; None is a value without quotes.
    parameters = {m[1].lower(): m[3] if m[2] is None else m[2] for m in found if m}
    return _Range(name.strip().lower(), _quality(parameters.get("q")), parameters)


def _split(words: str, mark: str) -> Iterator[str]:
    """The parts between `mark`s that stand outside quotation marks."""
    held = ""
    for piece in words.split(mark):
        held = f"{held}{mark}{piece}" if held else piece
        if held.count('"') % 2 == 0:
            yield held
            held = ""
    if held:
        yield held


def _quality(said: str | None) -> float:
    """From 0 to 1; what cannot be read counts as fully welcome, as if it were not said."""
    try:
        quality = float(said or 1)
    except ValueError:
        return 1
    return quality if 0 <= quality <= 1 else 1


def _one(value: str | list[str] | None) -> str | None:
    return value[0] if isinstance(value, list) else value
