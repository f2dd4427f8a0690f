"""Small SDMX messages written by hand, for the tests of the readers."""

import json

CSV_1 = """DATAFLOW,COUNTY,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS
SCI:POP(1.0),1501,M,2016-03-20/P366D,10.5,A
SCI:POP(1.0),1501,F,2016-03-20/P366D,,Q
SCI:POP(1.0),1502,M,2016-03-20/P366D,7,P
"""

CSV_2 = """STRUCTURE,STRUCTURE_ID,ACTION,COUNTY,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS
dataflow,SCI:POP(1.0),I,1501,M,2016-03-20/P366D,10.5,A
dataflow,SCI:POP(1.0),I,1501,F,2016-03-20/P366D,,Q
dataflow,SCI:POP(1.0),I,1502,M,2016-03-20/P366D,7,P
"""

_MESSAGE_21 = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
_MESSAGE_30 = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message"

GENERIC = f"""<?xml version="1.0" encoding="UTF-8"?>
<m:GenericData xmlns:m="{_MESSAGE_21}"
    xmlns:g="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
    xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
  <m:Header><m:ID>x</m:ID>
    <m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD">
      <c:Structure><Ref agencyID="SCI" id="DSD_POP" version="1.0"/></c:Structure>
    </m:Structure>
  </m:Header>
  <m:DataSet structureRef="S" action="Replace">
    <g:Series>
      <g:SeriesKey><g:Value id="COUNTY" value="1501"/><g:Value id="SEX" value="M"/></g:SeriesKey>
      <g:Obs><g:ObsDimension value="2016-03-20/P366D"/><g:ObsValue value="10.5"/></g:Obs>
    </g:Series>
    <g:Series>
      <g:SeriesKey><g:Value id="COUNTY" value="1501"/><g:Value id="SEX" value="F"/></g:SeriesKey>
      <g:Attributes><g:Value id="OBS_STATUS" value="Q"/></g:Attributes>
      <g:Obs><g:ObsDimension value="2016-03-20/P366D"/></g:Obs>
    </g:Series>
    <g:Series>
      <g:SeriesKey><g:Value id="COUNTY" value="1502"/><g:Value id="SEX" value="M"/></g:SeriesKey>
      <g:Attributes><g:Value id="OBS_STATUS" value="Q"/></g:Attributes>
      <g:Obs><g:ObsDimension value="2016-03-20/P366D"/><g:ObsValue value="7"/>
        <g:Attributes><g:Value id="OBS_STATUS" value="P"/></g:Attributes></g:Obs>
    </g:Series>
  </m:DataSet>
</m:GenericData>
"""

SPECIFIC = f"""<?xml version="1.0" encoding="UTF-8"?>
<m:StructureSpecificData xmlns:m="{_MESSAGE_30}" xmlns:x="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:s="http://www.sdmx.org/resources/sdmxml/schemas/v3_0/data/structurespecific"
    xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v3_0/common" xmlns:n="urn:x">
  <m:Header><m:ID>x</m:ID>
    <m:Structure structureID="S" dimensionAtObservation="SEX">
      <c:StructureUsage>urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=SCI:POP(1.0)</c:StructureUsage>
    </m:Structure>
  </m:Header>
  <m:DataSet s:structureRef="S" s:action="Merge" x:type="n:DataSetType" DECIMALS="1">
    <Group x:type="n:G" COUNTY="1501" UNIT_MEASURE="PERSONS"/>
    <Atts COUNTY="1502" UNIT_MEASURE="PERSONS"/>
    <Series COUNTY="1501" TIME_PERIOD="2016-03-20/P366D">
      <Obs SEX="M" OBS_VALUE="10.5"/>
      <Obs SEX="F"><Comp id="OBS_STATUS"><Value>Q</Value></Comp></Obs>
    </Series>
    <Series COUNTY="1502" TIME_PERIOD="2016-03-20/P366D"><Obs SEX="M" OBS_VALUE="7" OBS_STATUS="P"/></Series>
  </m:DataSet>
</m:StructureSpecificData>
"""


def component(id, *values, place=None, **more):
    position = {} if place is None else {"keyPosition": place}
    return {"id": id, "name": id.title(), **position, **more, "values": list(values)}


def coded(id, fa, en):
    return {"id": id, "name": en, "names": {"fa": fa, "en": en}}


COUNTY = component("COUNTY", coded("1501", "خرم‌آباد", "Khorramabad"), coded("1502", "بروجرد", "Borujerd"), place=0)
SEX = component("SEX", coded("M", "مرد", "Male"), coded("F", "زن", "Female"), place=1)
TIME = component("TIME_PERIOD", {"value": "2016-03-20/P366D"}, place=2)
STATUS = component("OBS_STATUS", *({"id": id} for id in "AQP"))
_URN = "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=SCI:POP(1.0)"


def json_2(dataset, dimensions, attributes, **structure):
    part = {
        "links": [{"rel": "dataflow", "urn": _URN}],
        "name": "Population",
        "dimensions": dimensions,
        "attributes": attributes,
        "measures": {"observation": [{"id": "OBS_VALUE"}]},
        **structure,
    }
    return json.dumps({"meta": {"id": "x"}, "data": {"structures": [part], "dataSets": [dataset]}})


JSON_2 = json_2(
    {
        "structure": 0,
        "action": "Replace",
        "series": {
            "0:0": {"observations": {"0": [10.5, 0]}},
            "0:1": {"observations": {"0": [None, 1]}},
            "1:0": {"attributes": [None], "observations": {"0": [7, 2]}},
        },
    },
    {"series": [COUNTY, SEX], "observation": [TIME]},
    {"series": [component("UNIT_MEASURE", coded("U1", "نفر", "persons"))], "observation": [STATUS]},
)

JSON_1 = json.dumps(
    {
        "meta": {"id": "x"},
        "data": {
            "structure": {
                "links": [{"rel": "dataflow", "urn": _URN}],
                "dimensions": {
                    "dataSet": [component("TIME_PERIOD", {"id": "2016-03-20$2FP366D", "name": "1395"}, place=2)],
                    "observation": [SEX, COUNTY],
                },
                "attributes": {"dataSet": [component("DECIMALS", {"id": "1"})], "observation": [STATUS]},
            },
            "dataSets": [
                {
                    "action": "Information",
                    "links": [],
                    "attributes": [0],
                    "observations": {"0:0": [10.5, 0], "1:0": [None, 1], "0:1": ["7", 2, 0]},
                }
            ],
        },
    }
)
EVERY = {
    "csv 1": CSV_1,
    "csv 2": CSV_2,
    "generic": GENERIC,
    "specific": SPECIFIC,
    "json 1": JSON_1,
    "json 2": JSON_2,
}
