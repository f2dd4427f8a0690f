"""Who may open the pages of releases."""

from amargah.office.people.public import Role

OFFICERS = (Role.RELEASE_OFFICER,)
READERS = (*OFFICERS, Role.HEAD, Role.DEPUTY, Role.AUDITOR)
