"""The one place where an error becomes an answer: a page, an htmx fragment or problem+json."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language

from amargah.statcore.errors import AmargahError

PROBLEM = "application/problem+json"
JSON = ("application/json", PROBLEM)


def render_error(request: HttpRequest, error: AmargahError) -> HttpResponse:
    """`error` in the form that the asker can use, with the status of its kind."""
    if _wants_json(request):
        return _problem(error)
    if request.headers.get("HX-Request") == "true":
        return _fragment(request, error)
    # Messages wait for the next page: this one may be kept by a cache, where nothing of one reader belongs.
    context = _texts(error) | {"back": _back(request), "above": "../", "messages": ()}
    return render(request, "ui/error.html", context, status=error.status)


def _back(request: HttpRequest) -> str:
    """Where the asker can go on: the page itself, or the page of ours from which a form was sent; else empty."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    origin, sent_from = f"{request.scheme}://{request.get_host()}/", request.headers.get("Referer", "")
    return "/" + sent_from.removeprefix(origin).lstrip("/\\") if sent_from.startswith(origin) else ""


def _wants_json(request: HttpRequest) -> bool:
    if request.content_type in JSON:
        return True
    return request.get_preferred_type(["text/html", *JSON]) in JSON


def _texts(error: AmargahError) -> dict[str, object]:
    language = get_language() or "fa"
    return {
        "status": error.status,
        "error_title": error.title.text(language),
        "detail": error.detail.text(language),
    }


def _problem(error: AmargahError) -> JsonResponse:
    texts = _texts(error)
    body = {
        "type": "about:blank",
        "title": texts["error_title"],
        "status": error.status,
        "detail": texts["detail"],
        "context": {key: str(value) for key, value in error.context.items()},
    }
    return JsonResponse(body, status=error.status, content_type=PROBLEM)


def _fragment(request: HttpRequest, error: AmargahError) -> HttpResponse:
    response = render(request, "ui/components/error_fragment.html", _texts(error), status=error.status)
    response["HX-Retarget"] = "#problems"
    response["HX-Reswap"] = "innerHTML"
    return response
