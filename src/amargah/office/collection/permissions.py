"""Who may open which page of collection. What they may do there is in the rows of `processes`."""

from amargah.office.people.public import Role

EXPERTS = (Role.PROVINCIAL_EXPERT, Role.SCI_EXPERT)
OFFICE = (*EXPERTS, Role.HEAD, Role.DEPUTY, Role.AUDITOR)
AGENCY = (Role.LIAISON, Role.AGENCY_MANAGER)
EVERYONE = (*OFFICE, *AGENCY)
