"""One figure: where it stands, what it was in every vintage, and its way from the letter to the last approval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from amargah.office.portal.figures import Figure, decimals_at, figure, unit_at
from amargah.office.ui.public import TimelineEntry
from amargah.shelf import CellInVintage, Dataset, Shelf, Vintage
from amargah.statcore.cubes import coordinate
from amargah.statcore.labels import Label
from amargah.statcore.lineage import KINDS, PASSED, SEVERITIES, Origin, RuleResult, Step
from amargah.statcore.structures import Structure


@dataclass(frozen=True, slots=True)
class InVintage:
    """`exists` is False where that vintage had no such cell; `changed` when it differs from the one before."""

    vintage: Vintage
    exists: bool
    figure: Figure
    changed: bool
    url: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """How one rule ended; `status` is the code of its tone, `ended` the words."""

    result: RuleResult
    status: str
    ended: Label


@dataclass(frozen=True, slots=True)
class Lineage:
    """An origin as the public reads it; `steps` newest first, organisations and roles only."""

    origin: Origin
    kind: Label
    rules: tuple[RuleLine, ...]
    steps: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class CellPage:
    """`place` is (dimension, code) for each dimension; `history` newest vintage first."""

    vintage: Vintage
    exists: bool
    figure: Figure
    unit: Label
    place: tuple[tuple[Label, Label], ...]
    history: tuple[InVintage, ...]
    lineage: Lineage | None


def cell_page(
    shelf: Shelf, dataset: Dataset, vintage: Vintage, given: Mapping[str, str], language: str
) -> CellPage:
    """The cell at the codes in `given`, as `vintage` had it. Invalid for unknown or missing codes."""
    codes = _codes(shelf, dataset, given)
    found = shelf.history(dataset, codes)
    shown = next(each for each in found if each.vintage is vintage)
    written = next(each for each in (shown, *found) if _fits(shelf.open(each.vintage).structure, codes))
    structure = shelf.open(written.vintage).structure
    index = coordinate(structure, [codes[each.id] for each in structure.dimensions])
    history = _history(found, codes, decimals_at(structure, index), language)
    return CellPage(
        vintage=vintage,
        exists=shown.exists,
        figure=next(each.figure for each in history if each.vintage is vintage),
        unit=unit_at(structure, index),
        place=_place(structure, index),
        history=history,
        lineage=_lineage(shown.origin, language) if shown.origin else None,
    )


def _codes(shelf: Shelf, dataset: Dataset, given: Mapping[str, str]) -> dict[str, str]:
    """What of the query names a dimension, in this or an earlier vintage."""
    structures = (shelf.open(vintage).structure for vintage in dataset.vintages)
    known = {dimension.id for structure in structures for dimension in structure.dimensions}
    return {id: code for id, code in given.items() if id in known}


def _fits(structure: Structure, codes: Mapping[str, str]) -> bool:
    return len(codes) == len(structure.dimensions) and all(
        codes.get(each.id, "") in each.codelist for each in structure.dimensions
    )


def _place(structure: Structure, index: Sequence[int]) -> tuple[tuple[Label, Label], ...]:
    return tuple(
        (dimension.label, dimension.codelist.codes[place].label)
        for dimension, place in zip(structure.dimensions, index, strict=True)
    )


def _history(
    found: Sequence[CellInVintage], codes: Mapping[str, str], decimals: int, language: str
) -> tuple[InVintage, ...]:
    figures = [figure(each.value, each.sign, decimals, language) for each in found]
    before = [*figures[1:], None]
    return tuple(
        InVintage(
            each.vintage,
            each.exists,
            shown,
            earlier is not None and shown != earlier,
            f"?{urlencode({**codes, 'vintage': each.vintage.number})}",
        )
        for each, shown, earlier in zip(found, figures, before, strict=True)
    )


def _lineage(origin: Origin, language: str) -> Lineage:
    rules = tuple(_rule_line(each) for each in origin.rule_results)
    newest = sorted(origin.steps, key=lambda step: step.at, reverse=True)
    return Lineage(origin, KINDS[origin.kind], rules, tuple(_entry(step, language) for step in newest))


def _rule_line(result: RuleResult) -> RuleLine:
    if not result.failed:
        return RuleLine(result, "done", PASSED)
    return RuleLine(result, result.severity, SEVERITIES.get(result.severity, Label(result.severity, "")))


def _entry(step: Step, language: str) -> TimelineEntry:
    comma = "، " if language == "fa" else ", "
    who = comma.join((step.role.text(language), step.organisation.text(language)))
    return TimelineEntry(step.at, step.action.text(language), who)
