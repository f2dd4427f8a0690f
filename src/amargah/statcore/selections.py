"""Which cells of a cube are wanted: codes by dimension. A dimension that is not named is wanted whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Codelist, Structure

Selection = Mapping[str, Sequence[str]]
Indices = tuple[tuple[int, ...], ...]


def resolve(structure: Structure, selection: Selection) -> Indices:
    """Positions wanted along each dimension, in the order asked for.

    Invalid names the unknown dimension or code.
    """
    for id in selection:
        if id not in {dimension.id for dimension in structure.dimensions}:
            known = ", ".join(dimension.id for dimension in structure.dimensions)
            raise Invalid(
                Label(f"بُعد «{id}» وجود ندارد؛ بُعدها: {known}", f"no dimension {id!r}; there are: {known}"),
                dimension=id,
            )
    return tuple(
        _positions(dimension.codelist, selection[dimension.id], dimension.id)
        if dimension.id in selection
        else tuple(range(len(dimension)))
        for dimension in structure.dimensions
    )


def narrowed(structure: Structure, indices: Indices) -> Structure:
    """The structure of the selected part."""
    return replace(
        structure,
        dimensions=tuple(
            dimension
            if len(places) == len(dimension) and places == tuple(range(len(dimension)))
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


def _alone(code: Code) -> Code:
    return code if code.parent is None else replace(code, parent=None)


def _positions(codelist: Codelist, codes: Sequence[str], dimension: str) -> tuple[int, ...]:
    for code in codes:
        if code not in codelist:
            raise Invalid(
                Label(f"کد «{code}» در بُعد «{dimension}» نیست", f"dimension {dimension} has no code {code!r}"),
                dimension=dimension,
                code=code,
            )
    if not codes or len(set(codes)) != len(codes):
        raise Invalid(
            Label(f"کدهای بُعد «{dimension}» خالی یا تکراری است", f"codes of {dimension} are empty or repeated"),
            dimension=dimension,
        )
    return tuple(codelist.position(code) for code in codes)
