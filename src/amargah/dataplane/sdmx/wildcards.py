"""Words that stand for everything, or for whatever is the latest, in the addresses of both versions.

The standard itself writes the words now in small letters and now in capitals.
"""

from amargah.dataplane.sdmx.negotiation import covers
from amargah.exchange.sdmx.identity import AGENCY, VERSION


def is_all(asked: str) -> bool:
    """For agencies, artefacts and versions."""
    return is_every_code(asked.lower())


def is_every_code(asked: str) -> bool:
    """For codes, of which one may be called ALL."""
    return asked in ("all", "*")


def is_agency(asked: str) -> bool:
    """Whether the one agency that everything is of is among those asked for."""
    return asked == AGENCY or is_all(asked)


def is_version(asked: str) -> bool:
    """Whether the one version that everything has is among those asked for."""
    return is_all(asked) or asked.lower() == "latest" or covers(asked, VERSION)
