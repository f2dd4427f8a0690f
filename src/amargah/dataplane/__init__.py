"""Open data over HTTP: a WSGI application on the shelf. It needs no database and keeps no state."""

from amargah.dataplane.app import OpenData, create_app
from amargah.dataplane.counting import CallCounter
from amargah.dataplane.fair_use import FairUse, KeyRing, Limits

__all__ = ["CallCounter", "FairUse", "KeyRing", "Limits", "OpenData", "create_app"]
