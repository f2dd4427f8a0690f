"""The door of collection."""

from amargah.office.collection.permissions import EVERYONE as TABLE_ROLES
from amargah.office.collection.permissions import OFFICE
from amargah.office.collection.queries import waiting
from amargah.office.collection.records import WaitingTable

__all__ = ["OFFICE", "TABLE_ROLES", "WaitingTable", "waiting"]
