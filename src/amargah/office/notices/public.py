"""The door of notices: tell people, and count what they have not read."""

from amargah.office.notices.actions import notify
from amargah.office.notices.delivery import sweep as sweep_messages
from amargah.office.notices.queries import unread

__all__ = ["notify", "sweep_messages", "unread"]
