"""Who signs letters, who receives them, who reads them."""

from amargah.office.people.public import Acting, OrganisationRef, Role
from amargah.statcore.errors import Forbidden
from amargah.statcore.labels import Label

SIGNATORIES = (
    Role.AGENCY_MANAGER,
    Role.PROVINCIAL_EXPERT,
    Role.HEAD,
    Role.DEPUTY,
    Role.SCI_EXPERT,
    Role.RELEASE_OFFICER,
)
RECEIVERS = (Role.LIAISON, Role.AGENCY_MANAGER, Role.HEAD)
READERS = tuple(Role)

NOT_A_SIGNATORY = Label("سمت شما حق امضای نامه ندارد.", "Your mandate does not sign letters.")
NOT_YOUR_LETTERHEAD = Label(
    "نامه را فقط از طرف سازمان خودتان می‌توانید بفرستید. نخست سمت خود را عوض کنید.",
    "Letters go out in the name of your own organisation only. Switch to that mandate first.",
)


def check_may_send(by: Acting, sender: OrganisationRef) -> None:
    """Raise Forbidden unless `by` signs for `sender` itself."""
    if by.role not in SIGNATORIES:
        raise Forbidden(NOT_A_SIGNATORY)
    if by.organisation.id != sender.id:
        raise Forbidden(NOT_YOUR_LETTERHEAD)
