"""Which codes of each dimension a data query would find, or could be asked for beside what it asks."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from amargah.dataplane.sdmx.data_cells import Survey, survey
from amargah.dataplane.sdmx.history import Asking, Wanted
from amargah.dataplane.sdmx.keys import Box
from amargah.exchange.sdmx.artefacts import Annotation, Constraint
from amargah.exchange.sdmx.artefacts_of import constraint
from amargah.exchange.sdmx.definition import Definition
from amargah.exchange.sdmx.identity import TIME_DIMENSION
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

_METRICS = "sdmx_metrics"
Looked = Sequence[tuple[Wanted, Survey]]


def available(asking: Asking, components: frozenset[str] | None, *, exact: bool) -> Constraint | None:
    """The content that the question finds; not `exact`: for each dimension, what could be chosen in it while the
    choices in the others stay. None when there is nothing. Invalid for components that are no dimensions.
    """
    definition = asking.definition(asking.newest)
    _check(definition, components)
    found = _looked(asking)
    used = [_places(definition, found, axis) for axis in range(len(definition.ids))]
    if not exact:
        used = [_places(definition, _looked(_without(asking, id)), axis) for axis, id in enumerate(definition.ids)]
    if not all(used):
        return None
    return replace(_narrowed(constraint(definition, tuple(used)), components), annotations=_metrics(found))


def _looked(asking: Asking) -> Looked:
    return [
        (each, survey(each.cells, frozenset(), each.cells.definition.axes[TIME_DIMENSION]))
        for each in asking.wanted()
    ]


def _places(definition: Definition, looked: Looked, axis: int) -> tuple[int, ...]:
    """Places in the newest codelist; what was deleted together with its code has none there."""
    id, places = definition.ids[axis], definition.places[axis]
    codes = {
        each.cells.definition.codes[old][place]
        for each, found in looked
        for old in [each.cells.definition.axes[id]]
        for place in found.used[old]
    }
    return tuple(sorted(places[code] for code in codes if code in places))


def _without(asking: Asking, dimension: str) -> Asking:
    """The question with nothing said of one dimension."""
    kept = tuple(each for each in asking.question.conditions if each.component != dimension)
    return replace(
        asking,
        question=replace(asking.question, conditions=kept),
        boxes=lambda definition: _boxes_without(asking.boxes(definition), dimension),
    )


def _boxes_without(boxes: Sequence[Box] | None, dimension: str) -> Sequence[Box] | None:
    if boxes is None:
        return None
    return [{id: codes for id, codes in box.items() if id != dimension} for box in boxes]


def _narrowed(found: Constraint, components: frozenset[str] | None) -> Constraint:
    if components is None:
        return found
    codes = {id: codes for id, codes in found.codes.items() if id in components}
    return replace(found, codes=codes, days=found.days if TIME_DIMENSION in components else None)


def _metrics(looked: Looked) -> tuple[Annotation, ...]:
    counts = {
        "series_count": sum(found.series for _, found in looked),
        "obs_count": sum(found.observations for _, found in looked),
    }
    return tuple(Annotation(_METRICS, id, str(count)) for id, count in counts.items())


def _check(definition: Definition, components: Iterable[str] | None) -> None:
    unknown = sorted(set(components or ()) - set(definition.ids))
    if unknown:
        known = ", ".join(definition.ids)
        raise Invalid(
            Label(
                f"«{unknown[0][:200]}» بُعدی از {definition.dataset} نیست؛ بُعدها: \u2066{known}\u2069",
                f"{definition.dataset} has no dimension {unknown[0][:200]!r}; there are {known}",
            ),
            parameter="componentID",
        )
