"""Turns what a view raises into the answer of `errors.render_error`."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase

from amargah.office.ui.errors import render_error
from amargah.statcore.errors import AmargahError, Forbidden, Invalid, NotFound, Unavailable
from amargah.statcore.labels import Label

NOTHING_HERE = Label(
    "در این نشانی صفحه‌ای نیست. نشانی را بازبینی کنید یا از جست‌وجو کمک بگیرید.",
    "There is no page at this address. Check the address, or use the search.",
)
MOST = Label(
    "پرونده‌ای که فرستادید از ۱۰ مگابایت بزرگ‌تر است و خوانده نشد؛ تصویرها و برگه‌های افزوده را بردارید.",
    "The file that you sent is larger than 10 MB and was not read; remove pictures and sheets from it.",
)
FORMS_ONLY = Label(
    "این نشانی تنها آنچه را یک فرم می‌فرستد می‌گیرد. به صفحه‌ای که فرم در آن است برگردید.",
    "This address only takes what a form sends. Go back to the page with the form.",
)
NOT_ARRIVED = Label(
    "آنچه فرستادید کامل نرسید و چیزی ثبت نشد. اندکی بعد دوباره بفرستید.",
    "What you sent did not arrive whole, and nothing was kept. Send it again a little later.",
)
NOT_YOURS = Label(
    "این کار در اختیار سمتی که با آن وارد شده‌اید نیست.",
    "The mandate that you are acting under does not include this.",
)


# A filled template may have 10 MB; the rest is room for the other fields of its form.
MOST_BODY = 11 * 1024 * 1024


class TooLarge(Invalid):
    """The request is larger than anything that a page of ours sends."""

    status = 413
    title = Label("پرونده بسیار بزرگ است", "The file is too large")


class FormsOnly(Invalid):
    """The address of a form's answer, opened by itself: after signing in anew, or in the other language."""

    status = 405
    title = Label("این نشانی صفحه ندارد", "No page is here")


class BodyLimit:
    """Refuses a large body by the length that it announces, before anything reads it.

    Stands innermost but for `ErrorPages`: a form's token is looked for in the body only after this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > MOST_BODY:
            return render_error(request, TooLarge(MOST))
        return self.get_response(request)


class ErrorPages:
    """Stands innermost. An unexpected exception passes through: Django logs it and asks `handler500`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 404 and request.resolver_match is None:
            return render_error(request, NotFound(NOTHING_HERE))
        if response.status_code == 405 and request.method == "GET":
            return _with_methods(render_error(request, FormsOnly(FORMS_ONLY)), response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        error = as_error(exception)
        return render_error(request, error) if error else None


def _with_methods(page: HttpResponse, refusal: HttpResponseBase) -> HttpResponse:
    page["Allow"] = refusal["Allow"]
    return page


def as_error(exception: Exception) -> AmargahError | None:
    """The error of our tree that says what `exception` says; None when it is unexpected."""
    if isinstance(exception, AmargahError):
        return exception
    if isinstance(exception, RequestDataTooBig):
        return TooLarge(MOST)
    if isinstance(exception, UnreadablePostError):
        return Unavailable(NOT_ARRIVED)
    if isinstance(exception, Http404):
        return NotFound(NOTHING_HERE)
    if isinstance(exception, PermissionDenied):
        return Forbidden(NOT_YOURS)
    return None
