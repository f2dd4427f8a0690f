"""Files and JSON-stat as programs read them that nobody here wrote, against every cell of the cubes."""

import io
import json
import subprocess
from pathlib import Path

import httpx
import pandas as pd
import pytest
from jsonstat_validator import validate_jsonstat
from pyaxis import pyaxis
from pyjstat import pyjstat
from served import PEOPLE, PRICES, cells, numbers

from amargah.statcore.signs import MEANINGS

DATASETS = [PEOPLE, PRICES]
ADDRESSES = {
    "files": "/data/{id}.json?lang=en",
    "version 2": "/api/v2/tables/{id}/data?lang=en&outputFormat=json-stat2&{all}",
    "version 1": "/api/v1/en/amargah/{topic}/{id}",
}
TOPICS = {PEOPLE: "population", PRICES: "prices"}
_NODE = """
const JSONstat = require(process.argv[2]);
let text = "";
process.stdin.on("data", piece => { text += piece; });
process.stdin.on("end", () => {
  const dataset = JSONstat(JSON.parse(text));
  const rows = dataset.toTable({type: "arrobj", field: "id", content: "id", status: true});
  process.stdout.write(JSON.stringify({ids: dataset.id, rows}));
});
"""


def ids(cube):
    return [dimension.id for dimension in cube.structure.dimensions]


def answer(served, dataset, address):
    cube = served.cubes[dataset]
    everything = "&".join(f"valueCodes[{id}]=*" for id in ids(cube))
    url = served.address + ADDRESSES[address].format(id=dataset, topic=TOPICS[dataset], all=everything)
    if address != "version 1":
        return httpx.get(url).raise_for_status().text
    query = [{"code": id, "selection": {"filter": "all", "values": ["*"]}} for id in ids(cube)]
    return httpx.post(url, json={"query": query, "response": {"format": "json-stat2"}}).raise_for_status().text


every_answer = pytest.mark.parametrize(
    ("dataset", "address"), [(dataset, address) for dataset in DATASETS for address in ADDRESSES]
)


@every_answer
def test_jsonstat_is_valid(served, dataset, address):
    assert validate_jsonstat(json.loads(answer(served, dataset, address))) is True


@pytest.mark.filterwarnings("ignore:Shouldn't use this function anymore")  # which it does itself
@every_answer
def test_pyjstat_reads_every_cell(served, dataset, address):
    cube = served.cubes[dataset]
    frame = pyjstat.Dataset.read(answer(served, dataset, address)).write("dataframe", naming="id")
    rows = zip(*(frame[id].astype(str) for id in ids(cube)), strict=True)
    found = {key: value for key, value in zip(rows, frame["value"], strict=True) if not pd.isna(value)}
    assert found == numbers(cube)


def in_node(text, tmp_path):
    script = tmp_path / "read.js"
    script.write_text(_NODE)
    toolkit = Path(__file__).parents[3] / "node_modules/jsonstat-toolkit/main.cjs"
    done = subprocess.run(["node", script, toolkit], input=text, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@every_answer
def test_jsonstat_toolkit_reads_every_cell_and_status(served, dataset, address, tmp_path):
    cube = served.cubes[dataset]
    found = in_node(answer(served, dataset, address), tmp_path)
    assert [id for id in found["ids"] if id != "ContentsCode"] == ids(cube)
    told = {tuple(row[id] for id in ids(cube)): (row["value"], row.get("status")) for row in found["rows"]}
    symbols = {meaning.status: meaning.symbol for meaning in MEANINGS}
    for key, (value, status) in cells(cube).items():
        number, said = told[key]
        assert number == value
        assert said in ((None, "", "A") if status == "A" else (status, symbols[status]))
    assert {key for key, (value, _) in told.items() if value is not None} == set(numbers(cube))


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_pyaxis_reads_every_cell(served, dataset, query):
    cube = served.cubes[dataset]
    frame = pyaxis.parse(f"{served.address}/data/{dataset}.px{query}", encoding="utf-8")["DATA"]
    language = "en" if query else "fa"
    names = [dimension.label.text(language) for dimension in cube.structure.dimensions]
    texts = [{code.label.text(language): code.id for code in d.codelist} for d in cube.structure.dimensions]
    rows = zip(*(frame[name] for name in names), strict=True)
    found = {}
    for key, value in zip(rows, frame["DATA"], strict=True):
        codes = tuple(known[text] for known, text in zip(texts, key, strict=True))
        if not pd.isna(pd.to_numeric(value, errors="coerce")):
            found[codes] = float(value)
    assert found == numbers(cube)


@pytest.mark.parametrize("dataset", DATASETS)
def test_pandas_reads_the_files(served, dataset):
    cube = served.cubes[dataset]
    csv = httpx.get(f"{served.address}/data/{dataset}.csv?lang=en").content
    frame = pd.read_csv(io.BytesIO(csv), dtype=dict.fromkeys(ids(cube), str))
    keys = zip(*(frame[id] for id in ids(cube)), strict=True)
    values = (None if pd.isna(value) else value for value in frame["value"])
    told = zip(values, frame["status"].fillna("A"), strict=True)
    assert dict(zip(keys, told, strict=True)) == cells(cube)
