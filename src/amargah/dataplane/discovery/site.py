"""Absolute addresses of open data and of the portal's pages."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import falcon

from amargah.dataplane.framing import Plane
from amargah.statcore.labels import LANGUAGES, Label

OFFICE = Label("مرکز آمار ایران", "Statistical Centre of Iran")
TITLE = Label("آمارگاه: داده‌های باز آمار رسمی", "Amargah: open data of official statistics")
DESCRIPTION = Label(
    "همهٔ مجموعه داده‌های منتشرشده، با همهٔ نسخه‌ها، یادداشت‌ها و رد هر رقم تا نامهٔ درخواست",
    "Every released dataset with all its vintages, its notes and the trail of each figure",
)


@dataclass(frozen=True, slots=True)
class Site:
    """`base` begins every address: `https://amar.example`."""

    base: str

    def page(self, language: str, path: str = "") -> str:
        """A page of the portal: `https://…/fa/data/POP/`."""
        return f"{self.base}/{language}/{path}"

    def dataset(self, language: str, dataset: str) -> str:
        return self.page(language, f"data/{quote(dataset)}/")

    def release(self, language: str, name: str) -> str:
        return self.page(language, f"releases/{name}/")

    def topic(self, language: str, topic: str) -> str:
        return self.page(language, f"topics/{quote(topic)}/")

    @property
    def host(self) -> str:
        return urlsplit(self.base).hostname or "localhost"


def site_of(plane: Plane, request: falcon.Request) -> Site:
    """The site as it is configured, or else as the request names it."""
    return Site(plane.address or f"{request.scheme}://{request.netloc}")


def in_each_language(path: str) -> tuple[tuple[str, str], ...]:
    """The paths of a page by language."""
    return tuple((language, f"/{language}/{path}") for language in LANGUAGES)
