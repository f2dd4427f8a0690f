"""When a release may be armed or withdrawn."""

from typing import TYPE_CHECKING

from amargah.office.audit.public import now
from amargah.office.people.public import Acting
from amargah.statcore.errors import Conflict, Invalid
from amargah.statcore.labels import Label

if TYPE_CHECKING:
    from amargah.office.releases.models import Release


INSTANT_PASSED = Label(
    "لحظهٔ انتشار گذشته است؛ لحظه‌ای در آینده بنویسید", "the instant has passed; choose one to come"
)


def can_be_armed(subject: "Release", by: Acting) -> None:
    if not subject.items().exists():
        raise Invalid(Label("دست‌کم یک نسخه را برای انتشار برگزینید", "choose at least one version to release"))
    if subject.visible_from <= now():
        raise Invalid(INSTANT_PASSED, field="visible_from")


def not_yet_public(subject: "Release", by: Acting) -> None:
    if subject.is_public(now()):
        raise Conflict(
            Label(
                "منتشر شده است و پس گرفته نمی‌شود؛ اصلاحیه منتشر کنید", "it is public; release a correction instead"
            )
        )
