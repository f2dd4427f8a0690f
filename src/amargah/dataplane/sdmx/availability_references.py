"""What comes along with a constraint: the structures it speaks of, their codelists as far as it uses them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from amargah.dataplane.sdmx.holdings import Holdings
from amargah.exchange.sdmx.artefacts import Artefact, Constraint, Kind, Name, Scheme
from amargah.exchange.sdmx.partial import used_items
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

_KINDS: Final[Mapping[str, frozenset[Kind]]] = {
    "none": frozenset(),
    "all": frozenset({Kind.DATAFLOW, Kind.DATA_STRUCTURE, Kind.CONCEPT_SCHEME, Kind.CODELIST}),
    "codelist": frozenset({Kind.CODELIST}),
    "datastructure": frozenset({Kind.DATA_STRUCTURE}),
    "conceptscheme": frozenset({Kind.CONCEPT_SCHEME}),
    "dataflow": frozenset({Kind.DATAFLOW}),
    "dataproviderscheme": frozenset(),
    "valuelist": frozenset(),
}


_NOT_IN_21 = "valuelist"  # understood there too, but not offered


def reference_kinds(text: str, *, latest: bool) -> frozenset[Kind]:
    """The kinds that `references=` of REST 2.x (`latest`) or 1.5 names, one or more. Invalid for other words."""
    words = text.split(",")
    unknown = [word for word in words if word not in _KINDS]
    if unknown:
        known = ", ".join(word for word in _KINDS if latest or word != _NOT_IN_21)
        raise Invalid(
            Label(
                f"references از این‌هاست: \u2066{known}\u2069 و نه «{unknown[0][:200]}»",
                f"references is of {known}, not {unknown[0][:200]!r}",
            ),
            parameter="references",
        )
    return frozenset().union(*(_KINDS[word] for word in words))


def with_references(
    holdings: Holdings, constraints: Sequence[Constraint], kinds: frozenset[Kind]
) -> Mapping[Kind, Iterable[Artefact]]:
    """The constraints and, of each of `kinds`, the artefacts that they refer to at any distance."""
    related = holdings.graph.references([each.name for each in constraints], "descendants") if kinds else set()
    names = [name for name in holdings.names if name in related and name.kind in kinds]
    structures = [holdings.make(name) for name in related if name.kind is Kind.DATA_STRUCTURE]
    used = used_items([*constraints, *structures])
    made = [_narrowed(holdings.make(name), used) for name in names]
    return {
        kind: constraints if kind is Kind.CONSTRAINT else [each for each in made if each.kind is kind]
        for kind in Kind
    }


def _narrowed(artefact: Artefact, used: Mapping[Name, frozenset[str]]) -> Artefact:
    """A codelist with the codes that are used, and those above them."""
    if not isinstance(artefact, Scheme) or artefact.name not in used:
        return artefact
    parents = {item.id: item.parent for item in artefact.items}
    kept = set(used[artefact.name])
    above = {parents.get(id) for id in kept} - {None}
    while above - kept:
        kept |= {id for id in above if id is not None}
        above = {parents.get(id) for id in kept} - {None}
    return artefact.of(frozenset(kept))
