"""Who may look into the catalogue."""

from amargah.office.people.public import Role

READERS = (
    Role.PROVINCIAL_EXPERT,
    Role.HEAD,
    Role.DEPUTY,
    Role.SCI_EXPERT,
    Role.RELEASE_OFFICER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
