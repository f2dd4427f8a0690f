from enum import StrEnum

from amargah.statcore.labels import Label


class Role(StrEnum):
    LIAISON = "liaison"
    AGENCY_MANAGER = "agency_manager"
    PROVINCIAL_EXPERT = "provincial_expert"
    HEAD = "head"
    DEPUTY = "deputy"
    SCI_EXPERT = "sci_expert"
    RELEASE_OFFICER = "release_officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


COMMAND = "import by command"
"""In place of a role where nobody acted in a mandate: somebody with access to the machine gave a command."""

ROLE_LABELS = {
    Role.LIAISON: Label("رابط آماری", "Statistical liaison"),
    Role.AGENCY_MANAGER: Label("مدیر دستگاه", "Agency manager"),
    Role.PROVINCIAL_EXPERT: Label("کارشناس استان", "Provincial expert"),
    Role.HEAD: Label("رئیس گروه", "Head of group"),
    Role.DEPUTY: Label("معاون آمار", "Deputy for statistics"),
    Role.SCI_EXPERT: Label("کارشناس مرکز آمار", "Expert of the Statistical Centre"),
    Role.RELEASE_OFFICER: Label("مسئول انتشار", "Release officer"),
    Role.AUDITOR: Label("ناظر", "Auditor"),
    Role.ADMINISTRATOR: Label("راهبر سامانه", "Administrator"),
}


def role_label(role: str) -> Label:
    """The words for what stands as role in the audit. ValueError for what is no role."""
    if role == COMMAND:
        return Label("ورود با فرمان", "Import by command")
    return ROLE_LABELS[Role(role)]
