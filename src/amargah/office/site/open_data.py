"""The data plane as this installation serves it: its shelf, its keys, its limits."""

from django.conf import settings

from amargah.dataplane import CallCounter, FairUse, OpenData, create_app
from amargah.office.audit.public import now
from amargah.office.people.public import key_ring, limits_of_readers
from amargah.office.releases.public import shelf


def open_data() -> OpenData:
    """Workers that part from this process count calls together, in a file of the data folder."""
    anonymous, with_key = limits_of_readers()
    fair_use = FairUse(
        lambda: now().timestamp(),
        CallCounter(settings.CALL_COUNTS),
        key_ring(settings.API_KEYS),
        anonymous,
        with_key,
        settings.BEHIND_PROXY,
    )
    return create_app(shelf(), fair_use=fair_use, address=settings.SITE_URL)
