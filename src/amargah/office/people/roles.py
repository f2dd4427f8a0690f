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
