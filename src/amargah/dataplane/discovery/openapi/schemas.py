"""Shapes that several answers share."""

from typing import Final

from amargah.dataplane.discovery.openapi.parts import Json, array, integer, optional, record, ref, table_of, text
from amargah.statcore.labels import LANGUAGES

INSTANT: Final = text(format="date-time")
LANGUAGE_CODE: Final = text(enum=list(LANGUAGES))
ADDRESSES: Final = table_of(text(format="uri-reference"))
_NUMBER: Final = {"type": ["number", "null"]}
_VINTAGE: Final = {
    "vintage": integer(minimum=1),
    "released": INSTANT,
    "version": text(pattern="^[0-9a-f]{64}$"),
    "organisation": text(),
    "reason": text(),
}
_FIGURE: Final = {
    "value": _NUMBER,
    "status": optional(record(code=text(), symbol=text(), label=text())),
}
_BOTH: Final = record(fa=text(), en=text())

SCHEMAS: Final[dict[str, Json]] = {
    "Problem": {
        **record(type=text(), title=text(), status=integer(), detail=text(), titles=_BOTH, details=_BOTH),
        "description": "RFC 9457, in the language asked for and in both; some tell the place as well.",
    },
    "DatasetList": record(
        language=LANGUAGE_CODE,
        datasets=array(
            record(
                id=text(),
                title=text(),
                description=text(),
                source=text(),
                topic=text(),
                updated=INSTANT,
                vintages=integer(minimum=1),
                links=ADDRESSES,
            )
        ),
    ),
    "Vintage": record(**_VINTAGE),
    "Dataset": record(
        dataset=text(),
        language=LANGUAGE_CODE,
        **_VINTAGE,
        permalink=text(format="uri-reference"),
        cells=integer(minimum=0),
        rows=integer(minimum=0),
        metadata=record(title=text(), description=text(), source=text(), topic=text()),
        structure=record(
            id=text(),
            label=text(),
            measure=record(label=text(), unit=text(), decimals=integer()),
            dimensions=array(
                record(id=text(), label=text(), role=text(), codes=array(record(id=text(), label=text())))
            ),
        ),
        links=ADDRESSES,
        vintages=array(ref("Vintage")),
    ),
    "Cell": record(
        dataset=text(),
        title=text(),
        language=LANGUAGE_CODE,
        cell=table_of(text()),
        place=array(record(dimension=text(), dimension_label=text(), code=text(), code_label=text())),
        measure=text(),
        unit=text(),
        decimals=integer(),
        source=text(),
        **_VINTAGE,
        exists={"type": "boolean"},
        **_FIGURE,
        text=text(),
        origin=optional(
            record(
                id=text(),
                kind=text(),
                kind_label=text(),
                source=text(),
                letter={"type": ["object", "null"]},
                rule_results=array(
                    record(rule=text(), expression=text(), ended=text(), ended_label=text(), explanation=text())
                ),
                steps=array(record(action=text(), organisation=text(), role=text(), at=INSTANT)),
            )
        ),
        history=array(
            record(**_VINTAGE, exists={"type": "boolean"}, **_FIGURE, text=text(), changed={"type": "boolean"})
        ),
    ),
    "Revision": record(
        **_VINTAGE,
        against={"type": ["integer", "null"]},
        added=integer(minimum=0),
        changed=integer(minimum=0),
        deleted=integer(minimum=0),
        permalink=text(format="uri-reference"),
        links=ADDRESSES,
    ),
    "Revisions": record(dataset=text(), language=LANGUAGE_CODE, revisions=array(ref("Revision"))),
    "ChangedCells": {
        "allOf": [
            ref("Revision"),
            record(
                dataset=text(),
                language=LANGUAGE_CODE,
                cells=array(
                    record(
                        change=text(enum=["added", "changed", "deleted"]),
                        cell=table_of(text()),
                        old=record(value=_NUMBER, status={"type": ["string", "null"]}),
                        new=record(value=_NUMBER, status={"type": ["string", "null"]}),
                        difference=_NUMBER,
                    )
                ),
            ),
        ]
    },
    "JsonStat": {
        **record(
            version=text(const="2.0"),
            label=text(),
            id=array(text()),
            size=array(integer(minimum=0)),
            dimension=table_of({"type": "object"}),
            value=array(_NUMBER),
        ),
        "description": "A dataset of JSON-stat 2.0, https://json-stat.org/full/",
    },
    "Csvw": record(
        **{"@context": array({}), "url": text(), "tableSchema": record(columns=array(record(name=text())))}
    ),
    "JsonFeed": record(
        version=text(const="https://jsonfeed.org/version/1.1"),
        title=text(),
        items=array(record(id=text(), url=text(), title=text(), content_text=text(), date_published=INSTANT)),
    ),
    "Catalogue": record(
        **{"@context": {"type": "object"}, "@id": text(), "@type": text(), "dcat:dataset": array({})}
    ),
}
