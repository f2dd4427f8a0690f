"""How much of an artefact is told: the parameter `detail` of SDMX REST."""

from enum import StrEnum

from amargah.exchange.sdmx.artefacts import Artefact


class Detail(StrEnum):
    """`raw` differs from `full` for extended codelists only, and we have none."""

    FULL = "full"
    ALL_STUBS = "allstubs"
    REFERENCE_STUBS = "referencestubs"
    ALL_COMPLETE_STUBS = "allcompletestubs"
    REFERENCE_COMPLETE_STUBS = "referencecompletestubs"
    REFERENCE_PARTIAL = "referencepartial"
    RAW = "raw"

    @property
    def matches(self) -> "Detail":
        """What it says of the artefacts that were asked for."""
        return self if self in (Detail.ALL_STUBS, Detail.ALL_COMPLETE_STUBS) else Detail.FULL

    @property
    def references(self) -> "Detail":
        """What it says of those that come along with them."""
        return {
            Detail.REFERENCE_STUBS: Detail.ALL_STUBS,
            Detail.REFERENCE_COMPLETE_STUBS: Detail.ALL_COMPLETE_STUBS,
        }.get(self, self)


_ALWAYS = ("id", "agency", "label")
_COMPLETE = (*_ALWAYS, "description", "annotations")


def told(artefact: Artefact, detail: Detail) -> Artefact:
    """The artefact, or the stub of it that `detail` means."""
    if detail is Detail.ALL_STUBS:
        return _stub(artefact, _ALWAYS)
    if detail is Detail.ALL_COMPLETE_STUBS:
        return _stub(artefact, _COMPLETE)
    return artefact


def _stub(artefact: Artefact, kept: tuple[str, ...]) -> Artefact:
    return type(artefact)(stub=True, **{name: getattr(artefact, name) for name in kept})
