"""What the datasets of a message do to the cells of a cube, one after the other."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from amargah.exchange.sdmx.definition import STATUS
from amargah.exchange.sdmx.reading.codes import Axis
from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.observations import NOTHING, Action, Column, Observations
from amargah.statcore.cubes import Cube, Signs, Values, empty_cube
from amargah.statcore.signs import BY_STATUS, MEANINGS, Sign
from amargah.statcore.structures import Structure

_REPLACES = np.array([meaning.replaces for meaning in MEANINGS])
_UNKNOWN = -2

Linear = npt.NDArray[np.int64]


def grown(cube: Cube, structure: Structure) -> Cube:
    """A copy of the cells in a structure that has all their codes in each dimension, and perhaps more."""
    larger = empty_cube(structure)
    pairs = zip(cube.structure.dimensions, structure.dimensions, strict=True)
    where = np.ix_(*([new.codelist.position(code.id) for code in old.codelist] for old, new in pairs))
    larger.values[where] = cube.values
    larger.signs[where] = cube.signs
    larger.origin_numbers[where] = cube.origin_numbers
    return replace(larger, origins=cube.origins)


def change(cube: Cube, axes: Sequence[Axis], dataset: Observations) -> None:
    """Writes a dataset into the cube. Invalid for two observations of one cell, and for unknown statuses."""
    if dataset.action is Action.DELETE:
        _delete(cube, axes, dataset)
        return
    cells = _cells(cube, axes, dataset)
    _check_once(cells, dataset, axes)
    signs, told = _signs(dataset)
    _check_beside(signs, dataset)
    values, stored = cube.values.reshape(-1), cube.signs.reshape(-1)
    if dataset.action is Action.REPLACE:
        values[cells], stored[cells] = dataset.values, signs
        return
    numbered = ~np.isnan(dataset.values) | (told & _REPLACES[signs])
    answered = cells[~np.isnan(dataset.values) & _REPLACES[stored[cells]]]
    values[cells[numbered]] = dataset.values[numbered]
    stored[answered] = Sign.NORMAL  # what says why there is no number does not stand beside one
    stored[cells[told]] = signs[told]


def _cells(cube: Cube, axes: Sequence[Axis], dataset: Observations) -> Linear:
    """The place of each observation in the flat arrays of the cube."""
    shape, linear = cube.structure.shape, np.zeros(dataset.values.size, np.int64)
    for axis, size in zip(axes, shape, strict=True):
        linear = linear * size + _along(axis, dataset)
    return linear


def _along(axis: Axis, dataset: Observations) -> Linear:
    """Places in the dimension; NOTHING where no code is told."""
    column = dataset.columns.get(axis.component)
    if column is None:
        return np.full(dataset.values.size, NOTHING, np.int64)
    places = [axis.places.get(text, _UNKNOWN) for text in column.texts]
    return np.array([*places, NOTHING], np.int64)[column.places]


def _check_once(cells: Linear, dataset: Observations, axes: Sequence[Axis]) -> None:
    found, firsts = np.unique(cells, return_index=True)
    if found.size == cells.size:
        return
    first = np.ones(cells.size, bool)
    first[firsts] = False
    number = int(np.flatnonzero(first)[0])
    codes = ", ".join(_code(dataset.columns[axis.component], axis, number) for axis in axes)
    raise wrong(
        f"مشاهدهٔ {codes} دو بار آمده است؛ یکی را بردارید",
        f"the observation {codes} occurs twice; leave one of them",
        dataset.line(number),
    )


def _code(column: Column, axis: Axis, number: int) -> str:
    return f"{axis.component}={column.texts[column.places[number]]}"


def _signs(dataset: Observations) -> tuple[Signs, npt.NDArray[np.bool_]]:
    """The sign of each observation, and whether it is told."""
    column = dataset.columns.get(STATUS)
    if column is None:
        return np.zeros(dataset.values.size, np.uint8), np.zeros(dataset.values.size, bool)
    for place, text in enumerate(column.texts):
        if text not in BY_STATUS and (column.places == place).any():
            raise _unknown_status(text, dataset.line(column.places.tolist().index(place)))
    known = [BY_STATUS[text].sign if text in BY_STATUS else 0 for text in column.texts]
    return np.array([*known, 0], np.uint8)[column.places], column.places != NOTHING


def _unknown_status(text: str, line: int | None) -> Exception:
    known = ", ".join(f"{meaning.status} ({meaning.label.en})" for meaning in MEANINGS)
    return wrong(
        f"{STATUS} با مقدار «{text}» شناخته نیست؛ شناخته‌ها: {known}",
        f"{STATUS} {text!r} is not known here; known are {known}",
        line,
    )


def _check_beside(signs: Signs, dataset: Observations) -> None:
    """A sign that says why there is no number stands alone."""
    both = np.flatnonzero(_REPLACES[signs] & ~np.isnan(dataset.values))
    if both.size:
        status = MEANINGS[signs[both[0]]].status
        raise wrong(
            f"کنار {STATUS} با مقدار «{status}» عدد نمی‌آید؛ عدد یا وضعیت را بردارید",
            f"beside {STATUS} {status!r} stands no number; take out the number or the status",
            dataset.line(int(both[0])),
        )


def _delete(cube: Cube, axes: Sequence[Axis], dataset: Observations) -> None:
    """What names every dimension deletes one cell; what leaves out some, all cells that have the others' codes."""
    along = [_along(axis, dataset) for axis in axes]
    known = ~np.any([places == _UNKNOWN for places in along], axis=0)
    whole = known & ~np.any([places == NOTHING for places in along], axis=0)
    _empty(cube.values, cube.signs, tuple(places[whole] for places in along))
    for number in np.flatnonzero(known & ~whole).tolist():
        _empty(
            cube.values,
            cube.signs,
            tuple(slice(None) if places[number] == NOTHING else int(places[number]) for places in along),
        )


def _empty(values: Values, signs: Signs, where: tuple[Linear | slice | int, ...]) -> None:
    values[where], signs[where] = np.nan, 0
