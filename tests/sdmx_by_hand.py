"""Data messages of SDMX read with nothing of ours: each gives its sets of data as (action, cells).

Cells are a mapping from codes, in the order of `ids`, to number (None where there is none) and status.
"""

import csv
import io
import json

import numpy as np
from lxml import etree

from amargah.statcore.signs import MEANINGS


def expected(definition, values, signs):
    """What a message of these arrays should say."""
    return {
        tuple(codes[place] for codes, place in zip(definition.codes, index, strict=True)): (
            None if np.isnan(values[index]) else float(values[index]),
            MEANINGS[signs[index]].status,
        )
        for index in np.ndindex(values.shape)
        if not np.isnan(values[index]) or signs[index]
    }


def _local(element):
    return etree.QName(element).localname


def _in_order(ids, keys, value, status):
    return tuple(keys[id] for id in ids), (None if value is None else float(value), status)


def read_generic(content, ids):
    root = etree.fromstring(content)
    at = next(each for each in root.iter() if _local(each) == "Structure").get("dimensionAtObservation")
    return [
        (each.get("action"), dict(_generic_cells(each, ids, at))) for each in root if _local(each) == "DataSet"
    ]


def _generic_cells(dataset, ids, at):
    for observation in dataset.iter("{*}Obs"):
        keys = {each.get("id"): each.get("value") for each in observation.iterfind("{*}ObsKey/{*}Value")}
        for each in observation.iterfind("../{*}SeriesKey/{*}Value"):
            keys[each.get("id")] = each.get("value")
        for each in observation.iterfind("{*}ObsDimension"):
            keys[at] = each.get("value")
        told = {each.get("id"): each.get("value") for each in observation.iterfind("{*}Attributes/{*}Value")}
        value = observation.find("{*}ObsValue")
        yield _in_order(ids, keys, None if value is None else value.get("value"), told.get("OBS_STATUS"))


def read_specific(content, ids):
    root = etree.fromstring(content)
    found = []
    for dataset in root:
        if _local(dataset) != "DataSet":
            continue
        action = next(value for name, value in dataset.items() if name.endswith("}action"))
        cells = {}
        for observation in dataset.iter("Obs"):
            parent = observation.getparent()
            keys = {**(dict(parent.items()) if parent.tag == "Series" else {}), **dict(observation.items())}
            codes, cell = _in_order(ids, keys, keys.get("OBS_VALUE"), keys.get("OBS_STATUS"))
            cells[codes] = cell
        found.append((action, cells))
    return found


def read_json(content, ids):
    data = json.loads(content)["data"]
    structures = data.get("structures") or [data["structure"]]
    return [
        (each["action"], dict(_json_cells(each, structures[each.get("structure", 0)], ids)))
        for each in data["dataSets"]
    ]


def _json_cells(dataset, structure, ids):
    levels = structure["dimensions"]
    observed = [each["id"] for each in structure["attributes"].get("observation", [])]
    status = observed.index("OBS_STATUS") + 1 if "OBS_STATUS" in observed else None
    for key, series in dataset.get("series", {"": dataset}).items():
        of_series = _codes(levels.get("series", []), key)
        for place, cell in series.get("observations", {}).items():
            keys = {**of_series, **_codes(levels["observation"], place)}
            told = cell[status] if status and status < len(cell) else None
            values = structure["attributes"]["observation"][status - 1]["values"] if status else []
            yield _in_order(ids, keys, cell[0] if cell else None, None if told is None else values[told]["id"])


def _codes(dimensions, key):
    numbers = key.split(":") if key else []
    return {
        each["id"]: each["values"][int(number)].get("value")
        or each["values"][int(number)]["id"].replace("$2F", "/")
        for each, number in zip(dimensions, numbers, strict=True)
    }


def read_csv(content, ids):
    """Sets in the order in which their actions and instants first occur."""
    found = {}
    for row in csv.DictReader(io.StringIO(content.decode())):
        row = {name.split(": ")[0]: (value or "").split(": ")[0] for name, value in row.items()}
        action = row.get("ACTION") or "Information"
        told = {"I": "Information", "R": "Replace", "D": "Delete"}.get(action, action)
        codes, cell = _in_order(ids, row, row.get("OBS_VALUE") or None, row.get("OBS_STATUS") or None)
        found.setdefault((told, row.get("VALID_FROM"), row.get("VALID_TO")), {})[codes] = cell
    return [(action, cells) for (action, *_), cells in found.items()]
