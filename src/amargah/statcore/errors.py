"""The one tree of errors. Each says what happened and what to change, in both languages.

Doors (pages, fragments, problem+json, protocols) render them; nothing else formats an error.
"""

from collections.abc import Mapping

from amargah.statcore.labels import Label


class AmargahError(Exception):
    """`title` names the kind, `detail` says what to change, `context` points at the place (field, cell, …)."""

    status = 500
    title = Label("خطا", "Error")

    def __init__(self, detail: Label, **context: object) -> None:
        super().__init__(detail.en)
        self.detail = detail
        self.context: Mapping[str, object] = context


class Invalid(AmargahError):
    """The input cannot be taken as it is."""

    status = 400
    title = Label("ورودی نادرست", "Invalid input")


class Forbidden(AmargahError):
    """The person is known, and may not do this."""

    status = 403
    title = Label("اجازه ندارید", "Not permitted")


class NotFound(AmargahError):
    """There is nothing here, or nothing that the asker may know of."""

    status = 404
    title = Label("یافت نشد", "Not found")


class Conflict(AmargahError):
    """Somebody else was first, or the thing is no longer in the state that was shown."""

    status = 409
    title = Label("هم‌زمانی", "Conflict")


class Unavailable(AmargahError):
    """A part that the answer needs is away for now; trying again later can help."""

    status = 503
    title = Label("فعلاً در دسترس نیست", "Unavailable for now")
