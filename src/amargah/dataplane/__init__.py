"""Open data over HTTP: a WSGI application on the shelf. It needs no database and keeps no state."""

from amargah.dataplane.app import create_app

__all__ = ["create_app"]
