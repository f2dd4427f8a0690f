"""A file laid over the dataset that is there: what the file does not say stays as it was."""

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

import numpy as np

from amargah.office.site.importing.files import Held, Layout
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.structures import Code, Codelist, Dimension, Grouping, Measure, Role, Structure
from amargah.statcore.tables import LEVELS

_PERSIAN = re.compile("[\u0600-\u06ff]")


def new_dataset(id: str, held: Held, organisation: Label) -> Held:
    """What the file holds, as a dataset that is new: title and source are said where the file leaves them out."""
    structure = replace(held.cube.structure, id=id)
    title = held.metadata.title if _said(held.metadata.title) else structure.label
    metadata = replace(
        held.metadata,
        title=title if _said(title) else Label(id, id),
        source=held.metadata.source if _said(held.metadata.source) else organisation,
    )
    cube = replace(held.cube, structure=structure)
    return replace(held, cube=cube, metadata=metadata, layout=fitting(structure, held.layout))


def next_version(held: Held, known: Structure, metadata: Metadata, layout: Layout) -> Held:
    """What the file holds, as the next version of a dataset of that structure, metadata and layout.

    Dimensions keep their order, for the keys of SDMX follow it. Invalid when the file has none of them but time.
    """
    _check_related(held.cube.structure, known)
    cube = _in_order(held.cube, known)
    structure = _structure(cube.structure, known)
    wanted = held.layout if _says_layout(held.layout, layout, structure) else layout
    return replace(
        held,
        cube=replace(cube, structure=structure),
        metadata=_metadata(held.metadata, metadata),
        layout=fitting(structure, wanted),
    )


def _check_related(new: Structure, known: Structure) -> None:
    """A file of another table, under an id that was mistyped, would delete all that is there."""
    ids, known_ids = (
        [each.id for each in structure.dimensions if each.role is not Role.TIME] for structure in (new, known)
    )
    if not set(ids) & set(known_ids):
        theirs, ours = ", ".join(ids), ", ".join(known_ids)
        raise Invalid(
            Label(
                f"پرونده بُعدهای {theirs} را دارد و مجموعه دادهٔ {known.id} بُعدهای {ours}؛ --dataset را درست کنید",
                f"the file has the dimensions {theirs}, and the dataset {known.id} has {ours}; correct --dataset",
            )
        )


def fitting(structure: Structure, wanted: Layout) -> Layout:
    """The layout that the file wants, completed: a table has something in its stub and something in its header.

    Invalid for a structure that no table can show.
    """
    ids = [dimension.id for dimension in structure.dimensions]
    _check_dimensions(structure)
    stub = tuple(id for id in wanted[0] if id in ids)[:LEVELS]
    header = tuple(id for id in wanted[1] if id in ids and id not in stub)[:LEVELS]
    if stub and header:
        return stub, header
    time = structure.time.id
    laid = stub + header or (*(id for id in ids if id != time), time)
    laid = laid if len(laid) > 1 else (*laid, next(id for id in ids if id not in laid))
    return laid[:-1][:LEVELS], laid[-1:]


def _check_dimensions(structure: Structure) -> None:
    if len(structure.dimensions) == 1:
        raise Invalid(
            Label(
                "جدول دست‌کم دو بُعد لازم دارد؛ بُعدی با یک کد بیفزایید (مثلاً کل کشور)",
                "a table needs two dimensions; add one of a single code (for example the whole country)",
            )
        )
    if sum(len(dimension) > 1 for dimension in structure.dimensions) > 2 * LEVELS:
        raise Invalid(
            Label(
                "جدول تا شش بُعد با چند کد نشان می‌دهد؛ پرونده را به چند مجموعه داده بخش کنید",
                "a table shows up to six dimensions of several codes; split the file into several datasets",
            )
        )


def _in_order(cube: Cube, known: Structure) -> Cube:
    """The same cells with the dimensions in the order of `known`, when they are the same ones."""
    ids = [dimension.id for dimension in known.dimensions]
    if {dimension.id for dimension in cube.structure.dimensions} != set(ids):
        return cube
    axes = [cube.structure.axis(id) for id in ids]
    structure = replace(cube.structure, dimensions=tuple(cube.structure.dimensions[axis] for axis in axes))
    return Cube(
        structure,
        np.ascontiguousarray(cube.values.transpose(axes)),
        np.ascontiguousarray(cube.signs.transpose(axes)),
        np.ascontiguousarray(cube.origin_numbers.transpose(axes)),
        cube.origins,
    )


def _says_layout(new: Layout, known: Layout, structure: Structure) -> bool:
    """Whether a file lays the table out anew. Where a dimension of one code stands says nothing."""
    single = {dimension.id for dimension in structure.dimensions if len(dimension) == 1}
    said, before = ([[id for id in side if id not in single] for side in layout] for layout in (new, known))
    return any(said) and said != before


def _structure(new: Structure, known: Structure) -> Structure:
    before = {dimension.id: dimension for dimension in known.dimensions}
    return Structure(
        known.id,
        known.label,
        tuple(_dimension(each, before[each.id]) if each.id in before else each for each in new.dimensions),
        _measure(new.measure, known.measure),
    )


def _measure(new: Measure, known: Measure) -> Measure:
    return Measure(
        merged(new.label, known.label),
        merged(new.unit, known.unit),
        new.decimals,
        additive=new.additive or known.additive,
    )


def _dimension(new: Dimension, known: Dimension) -> Dimension:
    before = {code.id: code for code in known.codelist}
    codes = tuple(_code(code, before.get(code.id), new.codelist) for code in new.codelist)
    return replace(
        new,
        label=merged(new.label, known.label),
        codelist=replace(known.codelist, codes=codes, groupings=_groupings(new.codelist, known.codelist)),
        role=known.role if new.role is Role.OTHER and known.role is not Role.TIME else new.role,
    )


def _code(new: Code, known: Code | None, codelist: Codelist) -> Code:
    if known is None:
        return new
    parent = known.parent if known.parent and known.parent in codelist else None
    return Code(
        new.id,
        known.label if new.label.text("en") == new.id else merged(new.label, known.label),
        new.parent or parent,
        merged(new.unit, known.unit) if new.unit and known.unit else new.unit or known.unit,
        known.decimals if new.decimals is None else new.decimals,
    )


def _groupings(new: Codelist, known: Codelist) -> tuple[Grouping, ...]:
    """What the file groups, else the groups of before whose members are all still there."""
    kept = (
        replace(each, groups=tuple(group for group in each.groups if all(code in new for code in group.members)))
        for each in known.groupings
    )
    return new.groupings or tuple(each for each in kept if each.groups)


def _metadata(new: Metadata, known: Metadata) -> Metadata:
    kept: dict[str, Any] = {
        each.name: _kept(getattr(new, each.name), getattr(known, each.name)) for each in fields(Metadata)
    }
    return Metadata(**kept)


def _kept(new: object, known: object) -> object:
    if isinstance(new, Label) and isinstance(known, Label):
        return merged(new, known)
    if isinstance(new, tuple) and isinstance(known, tuple) and _words(new) == _words(known):
        return known
    return new or known


def _words(labels: Iterable[object]) -> set[object]:
    """What is said in any language: a file may hold words of two languages in one list."""
    return {word for each in labels for word in ((each.fa, each.en) if isinstance(each, Label) else (each,))}


def merged(new: Label, known: Label) -> Label:
    """`new` where it says something. A file in one language says the same on both sides: the other side stays."""
    if not _said(new) or new == known:
        return known
    if new.fa != new.en or not (known.fa and known.en):
        return Label(new.fa or known.fa, new.en or known.en)
    if new.fa in (known.fa, known.en):
        return known
    return Label(new.fa, known.en) if _PERSIAN.search(new.fa) else Label(known.fa, new.en)


def _said(label: Label) -> bool:
    return bool(label.fa or label.en)
