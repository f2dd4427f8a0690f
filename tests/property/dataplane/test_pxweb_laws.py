"""Laws of PxWebApi: any selection gives the cells of the cube, sums are sums, and the embargo holds."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import prod

import numpy as np
import pandas
import pytest
from falcon.testing import TestClient
from hypothesis import given
from hypothesis import strategies as st

from amargah.dataplane import create_app
from amargah.dataplane.pxweb2.asking import VariableSelection, VariablesSelection
from amargah.dataplane.pxweb2.expressions import Listed, expand
from amargah.dataplane.pxweb2.placement import Placement, placed
from amargah.dataplane.pxweb2.saved_id import SavedQuery, id_of, query_of
from amargah.dataplane.pxweb2.selecting import Wish, choose
from amargah.dataplane.pxweb2.summing import summed
from amargah.dataplane.pxweb2.table import Table
from amargah.shelf import Shelf
from amargah.statcore.selections import resolve
from amargah.statcore.signs import MEANINGS, Sign
from released import COUNTIES, SEXES, YEARS, cube, metadata, released, stage

CODES = {"COUNTY": COUNTIES, "SEX": SEXES, "TIME": YEARS}
HOUR = timedelta(hours=1)


@st.composite
def selections(draw):
    """Codes by variable, in any order."""
    return {
        id: draw(st.lists(st.sampled_from([code for code, *_ in codes]), min_size=1, unique=True))
        for id, codes in CODES.items()
    }


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pxweb")
    now = datetime(2026, 3, 21, tzinfo=UTC)
    shelf = Shelf(folder / "shelf", lambda: now)
    stage(shelf, folder / "cubes", "r1", now)
    return shelf, TestClient(create_app(shelf))


@given(selection=selections())
def test_a_selection_is_the_same_through_both_versions_and_every_text_format(served, selection):
    _, client = served
    ordered = {id: [code for code, *_ in CODES[id] if code in codes] for id, codes in selection.items()}
    whole = cube()
    expected = whole.values[np.ix_(*resolve(whole.structure, ordered))].reshape(-1).tolist()
    query = "&".join(f"valueCodes[{id}]={','.join(codes)}" for id, codes in selection.items())
    address = f"/api/v2/tables/POP_COUNTY/data?{query}"
    assert client.simulate_get(address).json["value"] == expected
    laid = client.simulate_get(f"{address}&outputFormat=csv&stub=COUNTY&heading=SEX,TIME").content
    frame = pandas.read_csv(io.BytesIO(laid))
    assert frame.iloc[:, 1:].to_numpy(float).reshape(-1).tolist() == expected
    items = [{"code": id, "selection": {"filter": "item", "values": codes}} for id, codes in selection.items()]
    old = client.simulate_post("/api/v1/fa/amargah/population/POP_COUNTY", json={"query": items}).json
    assert [float(row["values"][0]) for row in old["data"]] == expected


@given(
    selection=selections(),
    order=st.permutations(list(CODES)),
    cut=st.integers(0, 3),
    most=st.integers(1, 20),
)
def test_blocks_of_rows_are_the_cells_laid_out(served, selection, order, cut, most):
    shelf, _ = served
    dataset = shelf.edition().dataset("POP_COUNTY")
    table = Table("POP_COUNTY", shelf.open(dataset.latest))
    chosen = choose(table, [Wish(id, tuple(codes)) for id, codes in selection.items()])
    placement = placed(chosen.structure, Placement(tuple(order[:cut]), tuple(order[cut:])), Placement())
    rows = list(chosen.rows(placement.stub, placement.heading, most))
    axes = [chosen.structure.axis(id) for id in order]
    columns = prod(len(chosen.structure.dimension(id)) for id in placement.heading)
    expected = chosen.figures()[0].transpose(axes).reshape(-1, columns)
    assert np.array_equal(np.concatenate([values for values, _ in rows]), expected)


@given(data=st.data())
def test_every_expression_gives_places_of_the_list_once_and_in_order(data):
    codes = data.draw(st.lists(st.text("ab*?(1", min_size=1, max_size=4), min_size=1, max_size=8, unique=True))
    listed = Listed("V", tuple(codes))
    count, offset = data.draw(st.integers(1, 12)), data.draw(st.integers(0, len(codes) - 1))
    first, last = data.draw(st.sampled_from(codes)), data.draw(st.sampled_from(codes))
    top = expand(listed, [f"TOP({count},{offset})"])
    assert top == tuple(range(len(codes)))[offset : offset + count]
    assert expand(listed, ["*"]) == tuple(range(len(codes))) or "*" in codes
    both = expand(listed, [first, last])
    assert both == tuple(sorted({codes.index(first), codes.index(last)}))
    between = expand(listed, [f"FROM({first})"]), expand(listed, [f"TO({first})"])
    assert set(between[0]) | set(between[1]) == set(range(len(codes)))
    assert set(between[0]) & set(between[1]) == {codes.index(first)}


numbers = st.floats(-1e6, 1e6)
signs = st.sampled_from([Sign.NORMAL, Sign.PROVISIONAL, Sign.ESTIMATED, Sign.CONFIDENTIAL, Sign.NOT_AVAILABLE])


@given(
    cells=st.lists(st.tuples(numbers, signs), min_size=12, max_size=12),
    groups=st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4, unique=True), min_size=1, max_size=4),
    axis=st.integers(0, 1),
)
def test_a_sum_is_the_sum_of_its_members_or_is_not_available(cells, groups, axis):
    values = np.array([np.nan if MEANINGS[sign].replaces else number for number, sign in cells])
    marks = np.array([sign for _, sign in cells], np.uint8)
    shape = (4, 3) if axis == 0 else (3, 4)
    sums, said = summed(values.reshape(shape), marks.reshape(shape), axis, groups)
    rows, signed = (np.moveaxis(each.reshape(shape), axis, 0) for each in (values, marks))
    for place, members in enumerate(groups):
        for other in range(3):
            parts = [(rows[member, other], signed[member, other]) for member in members]
            result = np.moveaxis(sums, axis, 0)[place, other], np.moveaxis(said, axis, 0)[place, other]
            _check(parts, *result)


def _check(parts, total, sign):
    if any(np.isnan(number) for number, _ in parts):
        assert np.isnan(total) and sign == Sign.NOT_AVAILABLE
        return
    assert total == pytest.approx(sum(number for number, _ in parts))
    assert sign == max((each for _, each in parts), default=Sign.NORMAL)


words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@given(
    table=words,
    variables=st.lists(st.tuples(words, st.lists(words, max_size=4)), max_size=3),
    format=st.sampled_from([None, "csv", "px"]),
)
def test_the_id_of_a_saved_query_gives_the_query_back(table, variables, format):
    selection = VariablesSelection([VariableSelection(name, codes) for name, codes in variables])
    query = SavedQuery(table, selection, "en", format)
    again = query_of(id_of(query))
    assert (again.table_id, again.language, again.output_format) == (table, "en", format)
    assert again.selection.wishes() == selection.wishes()


SECRET = "CPI_SECRET"
ADDRESSES = [
    "/api/v2/config",
    "/api/v2/navigation",
    "/api/v2/navigation/population",
    "/api/v2/navigation/prices",
    "/api/v2/tables",
    "/api/v2/tables?query=secret&pageSize=1&pageNumber=2",
    f"/api/v2/tables/{SECRET}",
    f"/api/v2/tables/{SECRET}/metadata",
    f"/api/v2/tables/{SECRET}/defaultselection",
    f"/api/v2/tables/{SECRET}/data",
    f"/api/v2/tables/{SECRET}/data?valueCodes[SEX]=T&asOf=2026-03-20",
    f"/api/v2/tables/{SECRET}/data?outputFormat=wrong",
    f"/api/v2/codelists/vs_{SECRET}.SEX",
    f"/api/v2/codelists/vs_{SECRET}.WRONG",
    "/api/v1/en",
    "/api/v1/en/amargah",
    "/api/v1/en/amargah?query=secret",
    "/api/v1/en/amargah/prices",
    f"/api/v1/en/amargah/prices/{SECRET}",
    f"/api/v1/en/amargah/population/{SECRET}",
    f"/api/v1/en/amargah/{SECRET}?config",
]

SAME_AFTERWARDS = {
    "/api/v2/config",
    "/api/v2/tables?query=secret&pageSize=1&pageNumber=2",
    f"/api/v2/codelists/vs_{SECRET}.WRONG",
    f"/api/v1/en/amargah/population/{SECRET}",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_before_its_instant_a_table_is_not_there(shelf, clock, tmp_path, address):
    stage(shelf, tmp_path / "cubes", "r1", clock())
    client = TestClient(create_app(shelf))
    body = {"query": []} if "/v1/" in address else {"selection": []}

    def answers():
        got, posted = client.simulate_get(address), client.simulate_post(address, json=body)
        return [(each.status_code, each.content, dict(each.headers)) for each in (got, posted)]

    before = answers()
    about = replace(metadata("راز", "Secret"), topic="prices")
    stage(shelf, tmp_path / "cubes", "r2", clock() + HOUR, released(tmp_path / "cubes", SECRET, about=about))
    assert answers() == before
    clock.advance(HOUR)
    assert (answers() != before) or address in SAME_AFTERWARDS
