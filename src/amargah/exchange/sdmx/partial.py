"""Which items of the schemes in an answer are used in it: `detail=referencepartial` of SDMX REST."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from amargah.exchange.sdmx.artefacts import (
    Artefact,
    AttributeComponent,
    Categorisation,
    Component,
    Constraint,
    DataStructure,
    Kind,
    Name,
)
from amargah.exchange.sdmx.identity import structure_id


def used_items(artefacts: Iterable[Artefact]) -> Mapping[Name, frozenset[str]]:
    """Ids of the items that are used, by scheme; a scheme that is not named here is used whole.

    Categories are used by categorisations, codes by the constraints on a data structure; a data structure without
    a constraint uses all codes of its lists.
    """
    known = tuple(artefacts)
    used: defaultdict[Name, set[str]] = defaultdict(set)
    for each in known:
        if isinstance(each, Categorisation) and not each.stub:
            used[Name(Kind.CATEGORY_SCHEME, each.scheme)].add(each.category)
    constraints = {structure_id(each.dataflow): each for each in known if isinstance(each, Constraint)}
    whole: set[Name] = set()
    for each in known:
        if isinstance(each, DataStructure):
            _use(each, constraints.get(each.id), used, whole)
    return {scheme: frozenset(ids) for scheme, ids in used.items() if scheme not in whole}


def _use(
    structure: DataStructure, constraint: Constraint | None, used: Mapping[Name, set[str]], whole: set[Name]
) -> None:
    components: tuple[Component | AttributeComponent, ...] = (*structure.dimensions, *structure.attributes)
    for component in components:
        if component.representation.codelist is None:
            continue
        scheme = Name(Kind.CODELIST, component.representation.codelist)
        if constraint is None or component.id not in constraint.codes:
            whole.add(scheme)
        else:
            used[scheme].update(constraint.codes[component.id])
