"""A PX file, ours or another office's, as a cube with its metadata."""

from dataclasses import dataclass, replace
from math import prod

import numpy as np

from amargah.exchange.px import said
from amargah.exchange.px.cells import MOST_CELLS, Span, read_cells
from amargah.exchange.px.contents import measure, with_contents
from amargah.exchange.px.dimensions import dimensions
from amargah.exchange.px.document import Document, Unknown, document
from amargah.exchange.px.encodings import BYTE_ORDER_MARK, encoding_of
from amargah.exchange.px.entries import entry, pieces
from amargah.exchange.px.failures import line_at, wrong
from amargah.exchange.px.identifiers import identifiers
from amargah.exchange.px.keyed import read_keyed
from amargah.exchange.px.notes import metadata
from amargah.exchange.px.official import mark_numbers, signs_of
from amargah.exchange.px.references import check_references
from amargah.exchange.px.undated import with_period
from amargah.exchange.px.variables import Variables, variables
from amargah.exchange.px.writing import Layout
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.periods import Period
from amargah.statcore.structures import Structure


@dataclass(frozen=True)
class PxFile:
    """`layout` names the dimensions of stub and heading; the cube's dimensions are in that order.

    `dataset` is TABLEID, or else MATRIX. `unknown` are the keywords that were not read, to be told to whoever has
    the file.
    """

    cube: Cube
    metadata: Metadata
    layout: Layout
    dataset: str
    unknown: tuple[Unknown, ...] = ()


def read_px(data: bytes, period: Period | None = None) -> PxFile:
    """The file whole, or Invalid with the `line` of the first thing that is wrong and what to change.

    The variable of time is that of TIMEVAL, else the one of VARIABLE-TYPE "T", else the one that is called time,
    year, month or the like and has periods as values. A file that has none is about `period`, or the one that
    REFPERIOD names; the dimension stands last, and neither in stub nor heading. Texts of other languages than
    Persian and English stand in for both. A text of SUBJECT-CODE that is no topic of the yearbook stays as it is.
    """
    found, start, encoding = _document(data)
    known = variables(found)
    check_references(found, known)
    shape = tuple(len(variable) for variable in known.all)
    _check_size(found, shape)
    usual = measure(found, known)
    axes = tuple(with_contents(found, known, each, usual) for each in dimensions(found, known))
    axes = with_period(found, axes, period)
    words = metadata(found, known)
    structure = Structure(identifiers([_dataset(found)], named=True)[0], words.title, axes, usual)
    cube, marks = _cube(Span.after(data, start), found, known, structure, encoding)
    ids = tuple(each.id for each in axes)
    return PxFile(
        cube,
        replace(words, notes=(*words.notes, *marks)),
        (ids[: known.stub], ids[known.stub : len(known.all)]),
        _dataset(found),
        found.unknown,
    )


def _document(data: bytes) -> tuple[Document, int, str]:
    """The keywords, where the data begin, and the encoding of the texts."""
    marked = data.startswith(BYTE_ORDER_MARK)
    found, start = pieces(data, len(BYTE_ORDER_MARK) if marked else 0)
    encoding = encoding_of(found, marked)
    return document((entry(piece, encoding) for piece in found), line_at(data, start)), start, encoding


def _check_size(found: Document, shape: tuple[int, ...]) -> None:
    if prod(shape) > MOST_CELLS:
        raise wrong(
            found.end,
            f"جدول {prod(shape)} خانه دارد و بیش از {MOST_CELLS} خوانده نمی‌شود؛ آن را چند فایل کنید",
            f"the table has {prod(shape)} cells, and more than {MOST_CELLS} are not read; split the file",
        )


def _dataset(found: Document) -> str:
    named = found.one("TABLEID") or found.one("MATRIX")
    return said.text(named) if named else ""


def _cube(
    span: Span, found: Document, known: Variables, structure: Structure, encoding: str
) -> tuple[Cube, tuple[Label, ...]]:
    """The figures with their signs, and as notes the marks beside them that are no official sign."""
    if found.all("KEYS"):
        numbers, marks = read_keyed(span, found, known, encoding)
    else:
        numbers, marks = read_cells(span, structure.size)
    shape = tuple(len(variable) for variable in known.all)
    values, signs = numbers.reshape(shape), signs_of(found, numbers, marks).reshape(shape)
    notes = mark_numbers(found, known, values, signs)
    whole = structure.shape  # that of the file, and one period more where it has no variable of time
    return Cube(structure, values.reshape(whole), signs.reshape(whole), np.zeros(whole, np.uint16)), notes
