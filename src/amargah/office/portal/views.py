"""The public pages, each a function of edition and address; `public_page` renders, keeps and tags them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from amargah.dataplane.asked import VINTAGE
from amargah.dataplane.fair_use import KEY_HEADER
from amargah.dataplane.vintages import AS_OF, vintage_asked
from amargah.office.people.public import anyone, limits_of_readers
from amargah.office.portal import calendar, datasets
from amargah.office.portal.addresses import program_addresses
from amargah.office.portal.cache import public_page
from amargah.office.portal.cards import cards, topic_lines
from amargah.office.portal.cells import cell_page
from amargah.office.portal.charts import chart
from amargah.office.portal.choices import choose
from amargah.office.portal.key_figures import key_figures
from amargah.office.portal.linked_data import linked_data
from amargah.office.portal.processes import published_processes
from amargah.office.portal.revisions import revision_files, revision_page
from amargah.office.releases.public import shelf
from amargah.persian.calendar import TEHRAN, solar_date
from amargah.shelf import Dataset, Edition, Vintage
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label
from amargah.statcore.topics import BY_ID

Context = dict[str, Any]
LATEST = 5
MOST_FOUND = 50


@anyone
@public_page("portal/home.html")
def home(request: HttpRequest, edition: Edition) -> Context:
    return {
        "search_url": "",  # the page has a large search box of its own
        "figures": key_figures(shelf(), edition, _language()),
        "releases": _told(calendar.releases(edition)[:LATEST]),
        "topics": tuple(line for line in topic_lines(edition) if line.datasets),
    }


@anyone
@public_page("portal/search.html")
def search(request: HttpRequest, edition: Edition) -> Context:
    text = request.GET.get("q", "").strip()
    hits = shelf().search(text, limit=MOST_FOUND) if text else ()
    found = [edition.datasets[hit.dataset] for hit in hits if hit.dataset in edition.datasets]
    return {
        "search_url": "",
        "text": text,
        "found": cards(shelf(), found, _language()),
        "topics": tuple(line for line in topic_lines(edition) if line.datasets),
    }


@anyone
@public_page("portal/topics.html")
def topics(request: HttpRequest, edition: Edition) -> Context:
    return {"topics": topic_lines(edition)}


@anyone
@public_page("portal/topic.html")
def topic(request: HttpRequest, edition: Edition, topic: str) -> Context:
    if topic not in BY_ID:
        raise NotFound(Label("چنین موضوعی نیست", "there is no such topic"))
    of_topic = (each for each in edition.datasets.values() if each.latest.metadata.topic == topic)
    return {"topic": BY_ID[topic], "found": cards(shelf(), of_topic, _language())}


@anyone
@public_page("portal/dataset.html")
def dataset(request: HttpRequest, edition: Edition, dataset: str) -> Context:
    found = edition.dataset(dataset)
    vintage = _vintage(request, found)
    stored, language = shelf().open(vintage), _language()
    known = {dimension.id for dimension in stored.structure.dimensions}
    choices = choose(stored.structure, {id: codes for id, codes in request.GET.lists() if id in known})
    downloads = datasets.downloads(found, vintage, language)
    return {
        "dataset": found,
        "vintage": vintage,
        "metadata": vintage.metadata,
        "measure": stored.structure.measure,
        "topic": BY_ID.get(vintage.metadata.topic),
        "chart": chart(stored, vintage.metadata, language),
        "table": datasets.table(found, vintage, stored, choices, language),
        "choices": choices,
        "form": choices.form(language),
        "summary": datasets.summary(vintage.metadata, stored.structure),
        "breaks": tuple(datasets.breaks(vintage.metadata, language)),
        "downloads": downloads,
        "addresses": program_addresses(found, vintage, choices, language),
        "linked_data": linked_data(found, vintage, stored.structure, downloads, language),
        "page_address": datasets.page_address(found, vintage),
        "citation": datasets.citation(found, vintage, language),
    }


@anyone
@public_page("portal/cell.html")
def cell(request: HttpRequest, edition: Edition, dataset: str) -> Context:
    found = edition.dataset(dataset)
    vintage = _vintage(request, found)
    page = cell_page(shelf(), found, vintage, request.GET.dict(), _language())
    return {"dataset": found, "cell": page, "measure": shelf().open(vintage).structure.measure}


@anyone
@public_page("portal/revision.html")
def revision(request: HttpRequest, edition: Edition, dataset: str, number: str) -> Context:
    found = edition.dataset(dataset)
    vintage = found.vintage_asked(number)
    page = revision_page(shelf(), found, vintage, _language())
    return {
        "dataset": found,
        "vintage": vintage,
        "revision": page,
        "files": revision_files(found, vintage, _language()),
        "measure": shelf().open(vintage).structure.measure,
    }


@anyone
@public_page("portal/releases.html")
def releases(request: HttpRequest, edition: Edition) -> Context:
    return {"months": tuple((month.label, _told(month.releases)) for month in calendar.months(edition))}


@anyone
@public_page("portal/release.html")
def release(request: HttpRequest, edition: Edition, release: str) -> Context:
    found = calendar.release(edition, release)
    in_it = [edition.dataset(id) for id, _ in found.datasets]
    return {
        "release": found,
        "headlines": found.headlines(_language()),
        "found": cards(shelf(), in_it, _language()),
    }


@anyone
@public_page("portal/processes.html")
def processes(request: HttpRequest, edition: Edition) -> Context:
    return {"processes": published_processes()}


@anyone
@public_page("portal/about.html")
def about(request: HttpRequest, edition: Edition) -> Context:
    return {}


@anyone
@public_page("portal/open_data.html")
def open_data(request: HttpRequest, edition: Edition) -> Context:
    without, with_key = limits_of_readers()
    newest = max(edition.datasets.values(), key=lambda each: each.latest.visible_from, default=None)
    return {
        "without": without,
        "with_key": with_key,
        "header": KEY_HEADER,
        "site": settings.SITE_URL,
        "list_url": "/data",
        "catalogue_url": "/catalog.jsonld",
        "feed_url": f"/feeds/releases.atom?lang={_language()}",
        "description_url": "/openapi.json",
        "example": newest.id if newest else "DATASET",
        "example_day": _example_day(newest.vintages[-1].visible_from if newest else shelf().now()),
    }


@anyone
@public_page("portal/terms.html")
def terms(request: HttpRequest, edition: Edition) -> Context:
    return {}


@anyone
@public_page("portal/privacy.html")
def privacy(request: HttpRequest, edition: Edition) -> Context:
    return {}


def _vintage(request: HttpRequest, dataset: Dataset) -> Vintage:
    """The one of `vintage=` or `asOf=`, as every protocol reads them; an empty field asks for nothing."""
    number, as_of = (request.GET.get(name) or None for name in (VINTAGE, AS_OF))
    return vintage_asked(shelf(), dataset, number=number, as_of=as_of)


def _example_day(instant: datetime) -> str:
    """The Solar day of an instant as `asOf` reads it."""
    day = solar_date(instant.astimezone(TEHRAN).date())
    return f"{day.year}-{day.month:02}-{day.day:02}"


def _language() -> str:
    return get_language() or "fa"


def _told(found: tuple[calendar.PublicRelease, ...]) -> tuple[tuple[calendar.PublicRelease, tuple[str, ...]], ...]:
    """Releases with their headlines in the active language."""
    return tuple((each, each.headlines(_language())) for each in found)
