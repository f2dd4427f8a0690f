"""Which cells of a cube are wanted: codes by dimension. A dimension that is not named is wanted whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import prod

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Codelist, Dimension, Structure

Selection = Mapping[str, Sequence[str]]
Indices = tuple[tuple[int, ...], ...]


def resolve(structure: Structure, selection: Selection) -> Indices:
    """Positions wanted along each dimension, in the order asked for.

    Invalid names the unknown dimension or code.
    """
    if not structure.has_all(selection):
        raise _unknown_dimension(structure, next(id for id in selection if not structure.has(id)))
    return tuple(
        [
            dimension.codelist.every_place
            if (codes := selection.get(dimension.id)) is None
            else _places(dimension, codes)
            for dimension in structure.dimensions
        ]
    )


def narrowed(structure: Structure, indices: Indices) -> Structure:
    """The structure of the selected part."""
    return replace(
        structure,
        dimensions=tuple(
            dimension
            if places == dimension.codelist.every_place
            else replace(
                dimension,
                codelist=Codelist(
                    dimension.codelist.id,
                    dimension.codelist.label,
                    tuple(_alone(dimension.codelist.codes[place]) for place in places),
                ),
            )
            for dimension, places in zip(structure.dimensions, indices, strict=True)
        ),
    )


def blocks(indices: Indices, most: int) -> Iterator[Indices]:
    """Cut a selection into pieces of at most `most` cells that follow each other in row-major order."""
    lengths = [len(places) for places in indices]
    if prod(lengths) <= most:
        yield indices
        return
    axis = next(axis for axis, length in enumerate(lengths) if length > 1)
    step = max(1, most // prod(lengths[axis + 1 :]))
    for start in range(0, lengths[axis], step):
        piece = indices[axis][start : start + step]
        yield from blocks((*indices[:axis], piece, *indices[axis + 1 :]), most)


def _alone(code: Code) -> Code:
    return code if code.parent is None else replace(code, parent=None)


def _places(dimension: Dimension, codes: Sequence[str]) -> tuple[int, ...]:
    try:
        places = dimension.codelist.places(codes)
    except KeyError as unknown:
        raise _unknown_code(dimension.id, unknown.args[0]) from None
    if len(places) != 1 and (not places or len(set(places)) < len(places)):
        raise Invalid(
            Label(
                f"کدهای بُعد «{dimension.id}» خالی یا تکراری است",
                f"codes of {dimension.id} are empty or repeated",
            ),
            dimension=dimension.id,
        )
    return places


def _unknown_dimension(structure: Structure, id: str) -> Invalid:
    known = ", ".join(dimension.id for dimension in structure.dimensions)
    return Invalid(
        Label(f"بُعد «{id}» وجود ندارد؛ بُعدها: {known}", f"no dimension {id!r}; there are: {known}"),
        dimension=id,
    )


def _unknown_code(dimension: str, code: str) -> Invalid:
    return Invalid(
        Label(f"کد «{code}» در بُعد «{dimension}» نیست", f"dimension {dimension} has no code {code!r}"),
        dimension=dimension,
        code=code,
    )
