"""The door of the user interface for Python; templates load the tag library `ui`."""

from amargah.office.ui.errors import render_error
from amargah.office.ui.frames import AccountBox, InboxItem, NavItem, TimelineEntry
from amargah.office.ui.tables import Mark, TableView, table_view
from amargah.office.ui.views import styleguide

__all__ = [
    "AccountBox",
    "InboxItem",
    "Mark",
    "NavItem",
    "TableView",
    "TimelineEntry",
    "render_error",
    "styleguide",
    "table_view",
]
