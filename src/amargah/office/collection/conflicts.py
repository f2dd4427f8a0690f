"""What is said to somebody who comes too late: who was first, and what they did."""

from amargah.office.collection.models import Assignment, Revision
from amargah.office.collection.queries import state_label
from amargah.office.workflow.public import history
from amargah.persian.calendar import format_instant
from amargah.statcore.errors import Conflict
from amargah.statcore.labels import Label

WAYS = {
    "grid": Label("در جدول", "in the grid"),
    "excel": Label("با پروندهٔ اکسل", "from an Excel file"),
    "api": Label("از سامانهٔ دیگری", "from another system"),
}


def saved_since(row: Assignment) -> Conflict:
    """The figures are not those of the page that was sent."""
    last = Revision.objects.select_related("person", "organisation").filter(assignment=row).last()
    if last is None:
        return Conflict(
            Label(
                "این صفحه از آن نسخهٔ دیگری است؛ آن را دوباره باز کنید", "this page is out of date; open it again"
            )
        )
    way = WAYS[last.via]
    return Conflict(
        Label(
            f"پس از باز کردن این صفحه، {last.person.name_fa} ({last.organisation.name_fa}) در "
            f"{format_instant(last.at, 'fa')} ارقام را {way.fa} ذخیره کرده است. آنچه او نوشته مانده و آنچه شما "
            "فرستادید ذخیره نشده است؛ صفحه را دوباره باز کنید",
            f"after you opened this page, {last.person.name_en} ({last.organisation.name_en}) saved figures "
            f"{way.en} at {format_instant(last.at, 'en')}. Those stand, and what you sent was not stored; "
            "open the page again",
        ),
        revision=row.revision,
    )


def moved_on(row: Assignment) -> Conflict:
    """The table has left the liaison's hands."""
    last, state = history(row)[-1], state_label(row)
    return Conflict(
        Label(
            f"جدول قفل است: {last.who.fa} در {format_instant(last.at, 'fa')} «{last.label.fa}» را انجام داده و "
            f"وضعیت آن «{state.fa}» است",
            f"the table is locked: {last.who.en} did “{last.label.en}” at {format_instant(last.at, 'en')}, "
            f"and it is now “{state.en}”",
        ),
        state=row.state,
    )


def round_closed() -> Conflict:
    return Conflict(
        Label(
            "نوبت گردآوری بسته است؛ برای ادامه، از سازمان گردآورنده بخواهید آن را دوباره بگشاید",
            "the collection round is closed; to go on, ask the collecting office to open it again",
        )
    )
