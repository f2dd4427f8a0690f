"""Numbers and symbols of the data, in every way that they are written, across the borders of pieces."""

import numpy as np
import pytest

from amargah.exchange.px import cells
from amargah.exchange.px.cells import Span, read_cells
from amargah.statcore.errors import Invalid


def read(text, count):
    data = f"DATA={text};".encode()
    values, marks = read_cells(Span.after(data, 5), count)
    return values.tolist(), marks.tolist()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0.0),
        ("-0", 0.0),
        ("007", 7.0),
        ("-12.50", -12.5),
        ("0.1", 0.1),
        ("5.", 5.0),
        (".5", 0.5),
        ("-.5", -0.5),
        ("+3", 3.0),
        ("1e3", 1000.0),
        ("1.5E-07", 1.5e-7),
        ("999999999999999", 999999999999999.0),
        ("99999999999999.9", 99999999999999.9),
        ("0.30000000000000004", 0.1 + 0.2),
        ("123456789012345678901234567890", 123456789012345678901234567890.0),
        ("0.000000000000001", 1e-15),
        ("9007199254740993", 9007199254740993.0),
    ],
)
def test_a_number(text, number):
    assert read(text, 1) == ([number], [0])


def test_numbers_of_all_lengths_together():
    texts = ["1", "-22", "333.25", "4", "1e2", "55555", "0.30000000000000004", "-6"]
    assert read(" ".join(texts), len(texts))[0] == [float(text) for text in texts]


@pytest.mark.parametrize("quote", ['"', ""])
def test_symbols_with_quotation_marks_and_without(quote):
    symbols = [".", "..", "...", "....", ".....", "......", ".......", "-"]
    values, marks = read(" ".join(f"{quote}{symbol}{quote}" for symbol in symbols), 8)
    assert np.isnan(values).all()
    assert marks == [1, 2, 3, 4, 5, 6, 7, 8]


def test_separators_are_alike():
    assert read(' 1,2;3\t4\r\n\r\n5 ,"..",6 ', 7)[1] == [0, 0, 0, 0, 0, 2, 0]


def test_no_cells():
    assert read(" \n ", 0) == ([], [])


@pytest.mark.parametrize("size", range(513, 600, 7))
def test_a_cell_is_not_cut_by_a_piece(monkeypatch, size):
    monkeypatch.setattr(cells, "_PIECE", size)
    texts = [str(number / 8) if number % 3 else '"..."' for number in range(2000)]
    values, _ = read("\n".join(texts), 2000)
    np.testing.assert_array_equal(values, [n / 8 if n % 3 else np.nan for n in range(2000)])


def test_a_bad_cell_is_found_in_a_later_piece(monkeypatch):
    monkeypatch.setattr(cells, "_PIECE", 600)
    with pytest.raises(Invalid) as caught:
        read("\n".join("1" if place != 1500 else "1,5x" for place in range(2000)), 2001)
    assert caught.value.context["line"] == 1501


@pytest.mark.parametrize("count", [1999, 2001])
def test_the_count_is_told_over_all_pieces(monkeypatch, count):
    monkeypatch.setattr(cells, "_PIECE", 600)
    with pytest.raises(Invalid, match=f"have 2000 cells, and {count} are expected"):
        read("\n".join("1" for _ in range(2000)), count)


def test_random_numbers_are_read_as_float_reads_them():
    generator = np.random.default_rng(1405)
    texts = [
        f"{value:.{digits}f}" for digits in range(12) for value in generator.normal(0, 10.0 ** (digits % 7), 300)
    ]
    assert read(" ".join(texts), len(texts))[0] == [float(text) for text in texts]
