"""Linear places and array indices of a cube's cells."""

from hypothesis import given
from hypothesis import strategies as st

from amargah.statcore.cubes import index_at, linear
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

NAME = Label("نام", "Name")


def structure(sizes):
    dimensions = []
    for number, size in enumerate(sizes):
        codes = tuple(Code(str(place), NAME) for place in range(size))
        role = Role.OTHER if number else Role.TIME
        dimensions.append(Dimension(f"D{number}", NAME, Codelist(f"C{number}", NAME, codes), role))
    return Structure("S", NAME, tuple(dimensions), Measure(NAME, NAME))


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_places_count_the_cells_with_the_last_dimension_fastest(sizes):
    made = structure(sizes)
    indices = [index_at(made, place) for place in range(made.size)]
    assert indices == sorted(indices)
    assert [linear(made, index) for index in indices] == list(range(made.size))
