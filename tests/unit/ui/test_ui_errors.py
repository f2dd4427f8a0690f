import json

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseNotFound, UnreadablePostError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from amargah.office.ui.middleware import ErrorPages
from amargah.office.ui.public import render_error
from amargah.office.ui.views import styleguide
from amargah.statcore.errors import Conflict, Forbidden, Invalid, NotFound
from amargah.statcore.labels import Label

STALE = Conflict(Label("دیگری زودتر تأیید کرد", "Somebody approved it first"), table=7)


@pytest.fixture
def plain_templates(settings):
    """Only what ui itself needs: the site's processors read tables that these tests do without."""
    processor = "django.template.context_processors.request"
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"OPTIONS": {"context_processors": [processor]}}]


@pytest.fixture(autouse=True)
def _use(plain_templates):
    return None


def request(**headers: str):
    return RequestFactory().get("/fa/x/", headers=headers)


def answer(error, language="fa", **headers):
    with override(language):
        return render_error(request(**headers), error)


def test_a_person_gets_a_page_in_the_active_language():
    response = answer(STALE, accept="text/html,*/*;q=0.8")
    assert response.status_code == 409
    assert 'dir="rtl"' in response.content.decode()
    assert "دیگری زودتر تأیید کرد" in response.content.decode()
    english = answer(STALE, "en").content.decode()
    assert '<html lang="en"' in english
    assert "Somebody approved it first" in english


def test_who_sent_a_form_is_led_back_to_its_page_and_nowhere_else():
    def page(sent_from):
        posted = RequestFactory().post("/fa/x/step/", headers={"referer": sent_from})
        return render_error(posted, STALE).content.decode()

    assert 'href="/fa/x/?a=1"' in page("http://testserver/fa/x/?a=1")
    assert 'href="/evil.example/"' in page("http://testserver//evil.example/")
    assert "evil" not in page("https://evil.example/")
    assert 'href="/fa/x/step/"' not in page("")


def test_the_address_of_a_form_opened_by_itself_is_a_page_with_a_way_back():
    refusing = HttpResponseNotAllowed(["POST"])
    page = ErrorPages(lambda _: refusing)(request(accept="text/html"))
    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert 'href="../"' in page.content.decode()
    assert ErrorPages(lambda _: refusing)(RequestFactory().delete("/fa/x/")) is refusing


def test_htmx_gets_a_fragment_for_the_place_of_problems():
    response = answer(STALE, hx_request="true")
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#problems"
    assert "<html" not in response.content.decode()


@pytest.mark.parametrize(
    "accept", ["application/json", "application/problem+json", "application/json, text/html;q=0.5"]
)
def test_programs_get_problem_json(accept):
    response = answer(STALE, "en", accept=accept)
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content) == {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "Somebody approved it first",
        "context": {"table": "7"},
    }


def test_who_sends_json_gets_json():
    posted = RequestFactory().post("/", "{}", content_type="application/json")
    assert render_error(posted, STALE)["Content-Type"] == "application/problem+json"


def test_what_an_error_says_is_escaped():
    error = Invalid(Label("<script>", "<script>"))
    assert "<script>\n" not in answer(error).content.decode()
    assert "&lt;script&gt;" in answer(error).content.decode()


@pytest.mark.parametrize(
    ("exception", "status"),
    [(STALE, 409), (Forbidden(Label("نه", "no")), 403), (Http404(), 404), (PermissionDenied(), 403)],
)
def test_the_middleware_answers_for_what_views_raise(exception, status):
    middleware = ErrorPages(lambda _: HttpResponse())
    assert middleware.process_exception(request(), exception).status_code == status


def test_an_unexpected_exception_is_left_to_be_logged():
    middleware = ErrorPages(lambda _: HttpResponse())
    assert middleware.process_exception(request(), ZeroDivisionError()) is None


def test_an_unknown_address_gets_our_page_and_a_found_view_keeps_its_own():
    middleware = ErrorPages(lambda _: HttpResponseNotFound("bare"))
    unknown, known = request(), request()
    unknown.resolver_match, known.resolver_match = None, object()
    assert b"bare" not in middleware(unknown).content
    assert middleware(known).content == b"bare"


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html"])
def test_the_last_resort_speaks_both_languages_without_any_context(name):
    html = render_to_string(name)
    assert 'lang="fa" dir="rtl"' in html
    assert '<div lang="en" dir="ltr">' in html


def test_the_style_guide_is_there_in_the_demo_only(settings):
    settings.DEMO = False
    with pytest.raises(Http404):
        styleguide(request())
    settings.DEMO = True
    html = styleguide(request()).content.decode()
    assert " style=" not in html
    assert "onclick" not in html


def test_not_found_says_what_to_do():
    assert "جست‌وجو" in answer(NotFound(Label("از جست‌وجو کمک بگیرید", "Use the search"))).content.decode()


def test_a_form_that_breaks_off_on_its_way_is_no_fault_of_ours():
    response = ErrorPages(lambda _: HttpResponse()).process_exception(request(), UnreadablePostError("cut"))
    assert response.status_code == 503
    assert "کامل نرسید" in response.content.decode()
