"""A dataset in the words of schema.org, for search engines: https://schema.org/Dataset."""

import json
from datetime import UTC
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from amargah.office.portal.datasets import Download, page_address
from amargah.shelf import Dataset, Vintage
from amargah.statcore.errors import Invalid
from amargah.statcore.periods import parse_period
from amargah.statcore.structures import Role, Structure

# Nothing in the block can end it: the page is HTML around JSON.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def linked_data(
    dataset: Dataset, vintage: Vintage, structure: Structure, downloads: tuple[Download, ...], language: str
) -> SafeString:
    """JSON-LD for a data block in the page's head."""
    document = _document(dataset, vintage, structure, downloads, language)
    return SafeString(json.dumps(document, ensure_ascii=False).translate(ESCAPES))


def _document(
    dataset: Dataset, vintage: Vintage, structure: Structure, downloads: tuple[Download, ...], language: str
) -> dict[str, Any]:
    metadata, measure = vintage.metadata, structure.measure
    organisation = {"@type": "Organization", "name": vintage.organisation.text(language)}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": page_address(dataset, vintage),
        "url": page_address(dataset, vintage),
        "identifier": dataset.id,
        "name": metadata.title.text(language),
        "alternateName": metadata.title.text("en" if language == "fa" else "fa"),
        "description": metadata.description.text(language),
        "keywords": [keyword.text(language) for keyword in metadata.keywords],
        "inLanguage": language,
        "isAccessibleForFree": True,
        "license": settings.SITE_URL + reverse("portal:terms"),
        "creator": organisation,
        "publisher": organisation,
        "datePublished": _instant(dataset.vintages[-1]),
        "dateModified": _instant(vintage),
        "version": str(vintage.number),
        **_coverage(vintage, structure, language),
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": measure.label.text(language),
            "unitText": measure.unit.text(language),
        },
        "distribution": [_distribution(each) for each in downloads],
    }


def _coverage(vintage: Vintage, structure: Structure, language: str) -> dict[str, str]:
    places = vintage.metadata.coverage.text(language)
    days = _days(structure)
    return ({"temporalCoverage": days} if days else {}) | (
        {"spatialCoverage": places} if places and structure.with_role(Role.GEO) else {}
    )


def _days(structure: Structure) -> str:
    """The first and the last day that figures speak of, as schema.org asks for them: in the ISO calendar."""
    try:
        periods = [parse_period(code.id) for code in structure.time.codelist]
    except Invalid:
        return ""
    first, last = min(each.first_day for each in periods), max(each.last_day for each in periods)
    return f"{first.isoformat()}/{last.isoformat()}"


def _distribution(download: Download) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": download.name,
        "encodingFormat": download.media_type,
        "contentUrl": settings.SITE_URL + download.url,
    }


def _instant(vintage: Vintage) -> str:
    return vintage.visible_from.astimezone(UTC).isoformat()
