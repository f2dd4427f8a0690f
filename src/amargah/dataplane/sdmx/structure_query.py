"""What a structure query asks for: the addresses of SDMX REST 1.5 and 2.2 read into the same terms."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import falcon
from falcon.uri import parse_query_string

from amargah.dataplane.sdmx.wildcards import is_all, is_every_code, is_version
from amargah.dataplane.vintages import AS_OF
from amargah.exchange.sdmx.artefacts import Kind, Name
from amargah.exchange.sdmx.details import Detail
from amargah.exchange.sdmx.identity import AGENCY
from amargah.exchange.sdmx.references import WAYS
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

EVERYTHING = frozenset(Kind)
_NONE: frozenset[Kind] = frozenset()

# Kinds of the standard of which a service like ours has none.
_NEVER_HELD = (
    "attachmentconstraint",
    "allowedconstraint",
    "categoryschememap",
    "conceptschememap",
    "customtypescheme",
    "dataconsumerscheme",
    "dataproviderscheme",
    "hierarchicalcodelist",
    "hierarchy",
    "hierarchyassociation",
    "metadataconstraint",
    "metadataflow",
    "metadataproviderscheme",
    "metadataprovisionagreement",
    "metadatastructure",
    "namealiasscheme",
    "namepersonalisationscheme",
    "organisationschememap",
    "organisationunitscheme",
    "process",
    "provisionagreement",
    "reportingtaxonomy",
    "reportingtaxonomymap",
    "representationmap",
    "rulesetscheme",
    "structuremap",
    "structureset",
    "transformationscheme",
    "userdefinedoperatorscheme",
    "valuelist",
    "vtlmappingscheme",
)
KINDS: Final[Mapping[str, frozenset[Kind]]] = {
    **{kind.value: frozenset({kind}) for kind in Kind},
    **dict.fromkeys(_NEVER_HELD, _NONE),
    "contentconstraint": frozenset({Kind.CONSTRAINT}),
    "actualconstraint": frozenset({Kind.CONSTRAINT}),
    "organisationscheme": frozenset({Kind.AGENCY_SCHEME}),
}
"""By the names that addresses and `references` use, of both versions."""

_NAMES_OF_21: Final = {Kind.CONSTRAINT: "contentconstraint"}
_NOT_IN_21 = ("ancestors", Detail.RAW)
"""Understood there too, but not offered."""

_SCHEMES = frozenset({Kind.AGENCY_SCHEME, Kind.CATEGORY_SCHEME, Kind.CODELIST, Kind.CONCEPT_SCHEME})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Ids that are wanted; None stands for all."""

    ids: frozenset[str] | None = None

    def __contains__(self, id: str) -> bool:
        return self.ids is None or id in self.ids


@dataclass(frozen=True, slots=True)
class StructureQuery:
    """`items` of the schemes that match, None for all of them."""

    kinds: frozenset[Kind]
    agencies: Wanted
    ids: Wanted
    version: bool
    items: frozenset[str] | None
    detail: Detail
    references: tuple[str | Kind, ...]
    as_of: str | None

    def matches(self, name: Name) -> bool:
        """Clients that know one agency only ask it for the scheme of agencies too, which is where it stands."""
        agency = AGENCY if name.kind is Kind.AGENCY_SCHEME and AGENCY in self.agencies else name.agency
        return self.version and name.kind in self.kinds and agency in self.agencies and name.id in self.ids


def read_structure_query(
    request: falcon.Request, kinds: frozenset[Kind], parts: tuple[str, str, str, str], *, comma: bool
) -> StructureQuery:
    """`parts` are agency, id, version and item; `comma` separates several in 3.0, where 2.1 has a plus.

    Invalid for empty ids, for items of what has none, and for a `detail` or `references` that does not exist.
    """
    agencies, ids, versions, items = parts
    wanted = _wanted(items, comma, is_every_code).ids
    if wanted is not None and kinds and not kinds <= _SCHEMES:
        raise Invalid(
            Label(
                f"تنها طرح‌ها جزء دارند؛ «{items[:100]}» را از پایان نشانی بردارید",
                f"only schemes have items; take {items[:100]!r} off the end of the address",
            )
        )
    query = parse_query_string(request.query_string)
    return StructureQuery(
        kinds,
        _wanted(agencies, comma),
        _wanted(ids, comma),
        _version_fits(versions, comma),
        None if wanted is None else frozenset(id.rpartition(".")[2] for id in wanted),
        _detail(_last(query.get("detail")), latest=comma),
        tuple(way for word in _words(query.get("references")) for way in _ways(word, latest=comma)),
        _last(query.get(AS_OF)),
    )


def kinds_offered(*, latest: bool) -> list[str]:
    """The kinds of artefacts that we have, as SDMX REST 2.x (`latest`) or 1.5 calls them."""
    return [kind.value if latest else _NAMES_OF_21.get(kind, kind.value) for kind in Kind]


def _version_fits(text: str, comma: bool) -> bool:
    """Whether the one version that every artefact has is among those asked for."""
    if is_version(text):  # a plus alone is a version, not two empty ones
        return True
    asked = _wanted(text, comma).ids
    return asked is None or any(map(is_version, asked))


def _wanted(text: str, comma: bool, everything: Callable[[str], bool] = is_all) -> Wanted:
    ids = text.split("," if comma else "+")
    if text == "" or any(map(everything, ids)):
        return Wanted()
    if not all(ids):
        mark = "," if comma else "+"
        raise Invalid(
            Label(
                f"در «{text[:100]}» شناسه‌ای خالی است؛ شناسه‌ها را با «{mark}» از هم جدا کنید",
                f"an id in {text[:100]!r} is empty; write ids with {mark!r} between them",
            )
        )
    return Wanted(frozenset(ids))


def _detail(word: str | None, *, latest: bool) -> Detail:
    if word is None:
        return Detail.FULL
    if word not in list(Detail):
        raise _unknown("detail", word, _offered(Detail, latest=latest))
    return Detail(word)


def _ways(word: str, *, latest: bool) -> tuple[str | Kind, ...]:
    if word in WAYS:
        return (word,)
    if word not in KINDS:
        known = [*_offered(WAYS, latest=latest), *kinds_offered(latest=latest)]
        raise _unknown("references", word, known)
    return tuple(KINDS[word])


def _offered(words: Iterable[str], *, latest: bool) -> list[str]:
    return [word for word in words if latest or word not in _NOT_IN_21]


def _words(value: str | list[str] | None) -> list[str]:
    said = value if isinstance(value, list) else [value or "none"]
    return [word for each in said for word in each.split(",")]


def _last(value: str | list[str] | None) -> str | None:
    return value[-1] if isinstance(value, list) else value


def _unknown(parameter: str, word: str, known: list[str]) -> Invalid:
    listed = ", ".join(known)
    return Invalid(
        Label(
            f"«{word[:100]}» برای {parameter} شناخته نیست؛ یکی از این‌ها: {listed}",
            f"{parameter} cannot be {word[:100]!r}; it is one of {listed}",
        ),
        parameter=parameter,
    )
