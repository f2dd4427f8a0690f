"""`/catalog.jsonld`: every dataset with its vintages and files, as DCAT-AP 3 in JSON-LD; streamed."""

from collections.abc import Iterator
from typing import Any

import falcon
import orjson

from amargah.dataplane.discovery.dcat_datasets import dataset_node
from amargah.dataplane.discovery.site import DESCRIPTION, OFFICE, TITLE, Site, site_of
from amargah.dataplane.discovery.vocabulary import (
    CONTEXT,
    DCAT_AP,
    IRAN,
    LANGUAGE_NAMES,
    SERVICES,
    THEMES,
    Service,
    node,
    typed,
)
from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import known_already
from amargah.dataplane.telling import told
from amargah.exchange.csvw import both
from amargah.shelf import Edition

JSON_LD = "application/ld+json"


class Catalogue:
    """One document for both languages. Memory does not grow with the number of datasets."""

    def __init__(self, plane: Plane) -> None:
        self._plane = plane

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        edition, site = self._plane.shelf.edition(), site_of(self._plane, request)
        if known_already(request, response, edition):
            return
        response.content_type = JSON_LD
        response.stream = self._pieces(edition, site)

    on_head = on_get

    def _pieces(self, edition: Edition, site: Site) -> Iterator[bytes]:
        yield orjson.dumps(_catalogue(edition, site))[:-1] + b',"dcat:dataset":['
        for number, dataset in enumerate(edition.datasets.values()):
            written = orjson.dumps(dataset_node(site, dataset, self._plane.shelf.open(dataset.latest)))
            yield b"," + written if number else written
        yield b"]}\n"


def _catalogue(edition: Edition, site: Site) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@id": f"{site.base}/catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": both(TITLE),
        "dct:description": both(DESCRIPTION),
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": both(OFFICE)},
        "foaf:homepage": node(site.page("fa")),
        "dct:language": list(map(node, LANGUAGE_NAMES.values())),
        "dct:license": node(site.page("fa", "terms/")),
        "dct:spatial": node(IRAN),
        "dct:conformsTo": node(DCAT_AP),
        "dcat:themeTaxonomy": [_own_taxonomy(site), node(THEMES)],
        **_times(edition),
        "dcat:service": [_service(site, service) for service in SERVICES],
    }


def _times(edition: Edition) -> dict[str, Any]:
    if not edition.releases:
        return {}
    return {
        "dct:issued": typed(told(edition.releases[-1].visible_from, "en"), "dateTime"),
        "dct:modified": typed(told(edition.releases[0].visible_from, "en"), "dateTime"),
    }


def _own_taxonomy(site: Site) -> dict[str, Any]:
    return {
        "@id": site.page("fa", "topics/"),
        "@type": "skos:ConceptScheme",
        "dct:title": [
            {"@value": "موضوع‌های سالنامهٔ آماری", "@language": "fa"},
            {"@value": "Subjects of the statistical yearbook", "@language": "en"},
        ],
    }


def _service(site: Site, service: Service) -> dict[str, Any]:
    return {
        "@id": f"{site.base}{service.prefix}#service",
        "@type": "dcat:DataService",
        "dct:title": both(service.title),
        "dcat:endpointURL": node(site.base + service.prefix),
        "dcat:endpointDescription": node(f"{site.base}/openapi.json"),
        "dct:conformsTo": node(service.standard),
        "dct:license": node(site.page("fa", "terms/")),
    }
