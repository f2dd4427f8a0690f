"""What the page of a dataset says besides its chart: table, metadata, how to take it along and to cite it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from amargah.cubes import StoredCube
from amargah.dataplane.formats import FORMATS
from amargah.office.portal.addresses import sdmx_csv
from amargah.office.portal.choices import Choices
from amargah.office.ui.public import TableView, table_view
from amargah.persian.calendar import TEHRAN, format_date
from amargah.persian.digits import to_persian_digits
from amargah.shelf import Dataset, Vintage
from amargah.statcore.cubes import codes_at
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.periods import parse_period
from amargah.statcore.structures import Structure
from amargah.statcore.tables import LEVELS, Table
from amargah.statcore.topics import BY_ID

OFFERED = (
    ("xlsx", "XLSX", Label("برای Excel و LibreOffice", "for Excel and LibreOffice")),
    ("csv", "CSV", Label("متن جدولی، یک سطر برای هر خانه", "plain text, a row for each cell")),
    ("json", "JSON-stat", Label("برای برنامه‌نویسان", "for programmers")),
    ("parquet", "Parquet", Label("برای تحلیل داده‌های بزرگ", "for analysis at scale")),
    ("px", "PX", Label("برای PxWin و دیگر برنامه‌های PX", "for PxWin and other PX programs")),
)
"""End of the address, name and purpose of each file."""

SDMX_CSV = ("SDMX-CSV", Label("برای ابزارهای SDMX", "for SDMX tools"), "application/vnd.sdmx.data+csv")


@dataclass(frozen=True, slots=True)
class Download:
    name: str
    purpose: Label
    media_type: str
    url: str


@dataclass(frozen=True, slots=True)
class BreakNote:
    period: str
    note: Label


def table(dataset: Dataset, vintage: Vintage, stored: StoredCube, choices: Choices, language: str) -> TableView:
    """The chosen part laid out like the yearbook's table, each figure leading to its cell page."""
    cube = stored.select(choices.indices)
    address = reverse("portal:cell", kwargs={"dataset": dataset.id})
    old = _old(dataset, vintage)
    ids = [dimension.id for dimension in cube.structure.dimensions]

    def cell_url(index: tuple[int, ...]) -> str:
        codes = dict(zip(ids, codes_at(cube.structure, index), strict=True))
        return f"{address}?{urlencode({**codes, **old})}"

    return table_view(
        laid_out(cube.structure, vintage.layout),
        cube,
        language,
        title=vintage.metadata.title,
        source=vintage.metadata.source,
        notes=vintage.metadata.notes,
        cell_url=cell_url,
    )


def laid_out(structure: Structure, layout: tuple[tuple[str, ...], tuple[str, ...]]) -> Table:
    """The layout of the release, completed where it leaves out a dimension of several codes."""
    stub, header = list(layout[0]), list(layout[1])
    for dimension in structure.dimensions:
        if dimension.id not in stub + header and (len(dimension) > 1 or not stub or not header):
            _side(stub, header).append(dimension.id)
    return Table(structure, tuple(stub), tuple(header))


def _side(stub: list[str], header: list[str]) -> list[str]:
    """Where one more dimension goes: to a side that is empty, else to the header while it has room."""
    if not stub or not header:
        return header if stub else stub
    return header if len(header) < LEVELS else stub


def summary(metadata: Metadata, structure: Structure) -> tuple[tuple[str, Label], ...]:
    """The metadata that are filled in, in the order of the European standard."""
    topic = BY_ID.get(metadata.topic)
    rows = (
        (gettext("Description"), metadata.description),
        (gettext("Measure and unit"), _with_unit(structure)),
        (gettext("Topic"), topic.label if topic else Label("", "")),
        (gettext("Concepts and definitions"), metadata.concepts),
        (gettext("Coverage"), metadata.coverage),
        (gettext("Frequency"), metadata.frequency),
        (gettext("Base period"), Label(to_persian_digits(metadata.base_period), metadata.base_period)),
        (gettext("Method"), metadata.method),
        (gettext("Quality"), metadata.quality),
        (gettext("Revision policy"), metadata.revision_policy),
        (gettext("Legal mandate"), metadata.mandate),
        (gettext("Source"), metadata.source),
        (gettext("Contact"), metadata.contact),
    )
    return tuple((term, text) for term, text in rows if text.fa or text.en)


def breaks(metadata: Metadata, language: str) -> Iterator[BreakNote]:
    for each in metadata.breaks:
        yield BreakNote(_period(each.period, language), each.note)


def downloads(dataset: Dataset, vintage: Vintage, language: str) -> tuple[Download, ...]:
    """The whole vintage in every format."""
    query = urlencode({"lang": language} | _old(dataset, vintage))
    files = (
        Download(name, purpose, media_type(end), f"/data/{dataset.id}.{end}?{query}")
        for end, name, purpose in OFFERED
    )
    return (*files, Download(*SDMX_CSV, sdmx_csv(dataset, vintage)))


def media_type(extension: str) -> str:
    """Of the files with that end, without parameters."""
    return FORMATS[extension].media_type.split(";")[0]


def page_address(dataset: Dataset, vintage: Vintage) -> str:
    """The address to share and to cite."""
    query = urlencode(_old(dataset, vintage))
    address = settings.SITE_URL + reverse("portal:dataset", kwargs={"dataset": dataset.id})
    return f"{address}?{query}" if query else address


def citation(dataset: Dataset, vintage: Vintage, language: str) -> str:
    """How to name the dataset in a work that uses it, without the address."""
    day = format_date(vintage.visible_from.astimezone(TEHRAN).date(), language)
    number = to_persian_digits(str(vintage.number)) if language == "fa" else str(vintage.number)
    return gettext("%(organisation)s, “%(title)s” (%(id)s), vintage %(number)s, released %(day)s, Amargah.") % {
        "organisation": vintage.organisation.text(language),
        "title": vintage.metadata.title.text(language),
        "id": dataset.id,
        "number": number,
        "day": day,
    }


def _old(dataset: Dataset, vintage: Vintage) -> dict[str, str]:
    return {} if vintage is dataset.latest else {"vintage": str(vintage.number)}


def _with_unit(structure: Structure) -> Label:
    label, unit = structure.measure.label, structure.measure.unit
    return Label(f"{label.fa} ({unit.fa})", f"{label.en} ({unit.en})")


def _period(id: str, language: str) -> str:
    try:
        return parse_period(id).label(language)
    except Invalid:
        return id
