"""What the two frames read from the context processor of the site, and what lists and timelines are made of."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the navigation; `count` is a number that waits behind it (0 shows nothing)."""

    label: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class AccountBox:
    """Who is signed in, as the frames show it; all addresses may be empty."""

    name: str
    mandate_label: str = ""
    switch_url: str = ""
    sign_out_url: str = ""
    sign_in_url: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of a history: what happened, when, who or which organisation, and why."""

    at: datetime
    title: str
    who: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One thing that waits for somebody; `status` is a state's code, `due` is shown as a date."""

    title: str
    url: str
    meta: str = ""
    status: str = ""
    status_label: str = ""
    since: datetime | None = None
    due: datetime | None = None
    late: bool = False
