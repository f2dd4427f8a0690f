"""Signing in, the second factor, mandates and sessions, through the pages."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axes.utils import reset
from django.core import mail
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse
from django.utils.translation import override

from amargah.office.audit.public import now
from amargah.office.people.public import (
    Access,
    Kind,
    Role,
    acting,
    allow,
    create_mandate,
    create_organisation,
    create_person,
)
from amargah.office.site.urls import urlpatterns as site_urls
from amargah.persian.digits import to_persian_digits
from amargah.statcore.errors import Forbidden
from amargah.statcore.labels import Label

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
PASSWORD = "lalehzar-1405-shemiran"


@allow(Role.LIAISON, Role.HEAD)
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.acting.role} {request.acting.organisation.code}")


urlpatterns = [*site_urls, path("guarded/", guarded, name="guarded")]


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    reset()


@pytest.fixture
def person():
    return create_person(
        by=None,
        username="maryam",
        email="maryam@example.ir",
        name=Label("مریم کریمی", "Maryam Karimi"),
        password=PASSWORD,
    )


@pytest.fixture
def agency():
    return create_organisation(by=None, code="A1", name=Label("ثبت احوال", "Registry"), kind=Kind.AGENCY)


def sign_in(client: Client, login: str = "maryam", password: str = PASSWORD, **extra: str):
    return client.post("/fa/account/sign-in/", {"login": login, "password": password}, **extra)


def signed_in(client: Client) -> bool:
    return client.get("/fa/account/").status_code == 200


@pytest.mark.parametrize("login", ["maryam", "MARYAM", "maryam@example.ir", " Maryam@Example.ir "])
def test_user_name_and_e_mail_address_both_sign_in(client, person, login):
    response = sign_in(client, login)
    assert response.status_code == 302
    page = client.get("/fa/account/")
    assert "مریم کریمی" in page.content.decode()
    assert "Maryam Karimi" in client.get("/en/account/").content.decode()


def test_the_page_leads_back_to_where_one_came_from(client, person):
    response = client.get("/fa/account/sessions/")
    assert response.url == "/fa/account/sign-in/?next=/fa/account/sessions/"
    page = client.get(response.url).content.decode()
    assert 'name="next" value="/fa/account/sessions/"' in page
    response = client.post(
        "/fa/account/sign-in/", {"login": "maryam", "password": PASSWORD, "next": "/fa/account/sessions/"}
    )
    assert response.url == "/fa/account/sessions/"


@pytest.mark.parametrize("login", ["maryam", "maryam@example.ir", "nobody", "nobody@example.ir"])
def test_a_wrong_password_is_told_in_persian_and_alike_for_all(client, person, login):
    response = sign_in(client, login, "wrong")
    assert response.status_code == 200
    assert "نام کاربری یا نشانی رایانامه با گذرواژه نمی‌خواند." in response.content.decode()
    assert not signed_in(client)


def test_a_closed_account_does_not_sign_in(client, person, django_user_model):
    django_user_model.objects.filter(pk=person.id).update(is_active=False)
    page = sign_in(client)
    assert page.status_code == 302
    assert "این حساب بسته است" in client.get(page.url).content.decode()
    assert not signed_in(client)


def test_there_is_no_public_sign_up(client):
    assert client.get("/fa/account/signup/").status_code == 404


def test_repeated_failures_lock_name_and_e_mail_as_one(client, person, settings):
    for login in ("maryam", "maryam@example.ir", "MARYAM", "maryam"):
        assert sign_in(client, login, "wrong").status_code == 200
    assert sign_in(client, "maryam", "wrong").status_code == 429
    page = sign_in(client, "maryam@example.ir")
    assert page.status_code == 429
    assert "۱۵ دقیقه صبر کنید" in page.content.decode()
    assert not signed_in(client)
    assert sign_in(client, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_success_forgets_earlier_failures(client, person):
    for _ in range(2):
        for _ in range(4):
            sign_in(client, "maryam", "wrong")
        assert sign_in(client).status_code == 302
        client.post("/fa/account/sign-out/")


def test_signing_out_asks_by_get_and_acts_by_post(client, person):
    sign_in(client)
    assert client.get("/fa/account/sign-out/").status_code == 200
    assert signed_in(client)
    client.post("/fa/account/sign-out/")
    assert not signed_in(client)


def test_a_forgotten_password_is_replaced_by_the_link_in_the_mail(client, person):
    page = client.post("/fa/account/password/forgotten/", {"email": "maryam@example.ir"}, follow=True)
    assert "رایانامه خود را ببینید" in page.content.decode()
    assert "گذرواژه تازه" in mail.outbox[0].subject
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "narenjestan-88", "password2": "narenjestan-88"})
    assert sign_in(client, password="narenjestan-88").status_code == 302
    assert "مهلت آن گذشته" in Client().get(link).content.decode()


def test_an_unknown_address_gets_no_mail_and_the_same_page(client, person):
    page = client.post("/fa/account/password/forgotten/", {"email": "nobody@example.ir"}, follow=True)
    assert "رایانامه خود را ببینید" in page.content.decode()
    assert mail.outbox == []


def test_changing_the_password_signs_out_everywhere_else(client, person):
    other = Client()
    sign_in(other)
    sign_in(client)
    wrong = {"oldpassword": "wrong", "password1": "narenjestan-88", "password2": "narenjestan-88"}
    assert "گذرواژه درست نیست." in client.post("/fa/account/password/", wrong).content.decode()
    client.post("/fa/account/password/", wrong | {"oldpassword": PASSWORD})
    assert signed_in(client)
    assert not signed_in(other)


def test_sessions_are_listed_and_one_ended_elsewhere_signs_out(client, person):
    phone = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Safari/537.36")
    sign_in(phone)
    sign_in(client, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
    page = client.get("/fa/account/sessions/").content.decode()
    assert page.index("Firefox, Linux") < page.index("Chrome, Android")
    assert page.count("همین نشست") == 1
    target = re.findall(r"/fa/account/sessions/\d+/end/", page)[-1]
    assert client.post(target).status_code == 302
    assert not signed_in(phone)
    assert signed_in(client)
    assert "Android" not in client.get("/fa/account/sessions/").content.decode()


def test_nobody_ends_the_session_of_another(client, person):
    create_person(by=None, username="ali", email="a@example.ir", name=Label("علی", "Ali"), password=PASSWORD)
    ali = Client()
    sign_in(client)
    sign_in(ali, "ali")
    target = re.search(r"/fa/account/sessions/\d+/end/", client.get("/fa/account/sessions/").content.decode())[0]
    ali.raise_request_exception = False
    assert ali.post(target).status_code == 404
    assert signed_in(client)


def test_all_other_sessions_end_together(client, person):
    others = [Client(), Client()]
    for each in others:
        sign_in(each)
    sign_in(client)
    client.post("/fa/account/sessions/end-others/")
    assert signed_in(client)
    assert not any(map(signed_in, others))


def test_the_mandate_in_force_can_be_switched_between_ones_own(client, person, agency, clock):
    other = create_organisation(by=None, code="A2", name=Label("آموزش", "School"), kind=Kind.AGENCY)
    first = create_mandate(by=None, person=person.id, role=Role.LIAISON, organisation=agency.id)
    clock.advance(timedelta(days=1))
    second = create_mandate(by=None, person=person.id, role=Role.HEAD, organisation=other.id)
    sign_in(client)
    assert client.get("/guarded/").content == b"liaison A1"
    response = client.post("/fa/account/mandates/switch/", {"mandate": second.mandate, "next": "/guarded/"})
    assert response.url == "/guarded/"
    assert client.get("/guarded/").content == b"head A2"
    page = client.get("/fa/account/mandates/").content.decode()
    assert page.index("سمت کنونی") > page.index("رئیس گروه، آموزش")
    assert f'value="{first.mandate}"' in page
    away = client.post("/fa/account/mandates/switch/", {"mandate": first.mandate, "next": "https://evil.example/"})
    assert away.url == "/fa/account/mandates/"


def test_a_mandate_of_another_or_one_that_ended_is_not_taken(client, person, agency, clock):
    ali = create_person(by=None, username="ali", email="a@example.ir", name=Label("علی", "Ali"))
    foreign = create_mandate(by=None, person=ali.id, role=Role.HEAD, organisation=agency.id)
    ended = create_mandate(
        by=None,
        person=person.id,
        role=Role.HEAD,
        organisation=agency.id,
        starts=now() - timedelta(days=2),
        ends=now() - timedelta(days=1),
    )
    client.raise_request_exception = False
    sign_in(client)
    for mandate in (foreign.mandate, ended.mandate, 0, "x", ""):
        assert client.post("/fa/account/mandates/switch/", {"mandate": mandate}).status_code == 403


def test_a_chosen_mandate_that_ends_gives_way_to_the_next(client, person, agency, clock):
    create_mandate(by=None, person=person.id, role=Role.LIAISON, organisation=agency.id)
    short = create_mandate(
        by=None,
        person=person.id,
        role=Role.HEAD,
        organisation=agency.id,
        starts=now() + timedelta(minutes=1),
        ends=now() + timedelta(days=1),
    )
    clock.advance(timedelta(hours=1))
    sign_in(client)
    client.post("/fa/account/mandates/switch/", {"mandate": short.mandate})
    assert client.get("/guarded/").content == b"head A1"
    clock.advance(timedelta(days=2))
    assert client.get("/guarded/").content == b"liaison A1"


def test_a_guarded_view_says_who_it_is_for():
    assert guarded.access == Access((Role.LIAISON, Role.HEAD))


def test_a_guarded_view_turns_the_others_away_each_in_their_way(client, person, agency):
    assert client.get("/guarded/").url.startswith("/fa/account/sign-in/")
    answer = client.post("/guarded/", "{}", content_type="application/json")
    assert (answer.status_code, answer.json()["detail"]) == (401, "نخست وارد سامانه شوید.")
    assert client.get("/guarded/", headers={"HX-Request": "true"})["HX-Redirect"] == "/fa/account/sign-in/"
    request = RequestFactory().get("/guarded/")
    request.session = {}
    request.user = type("User", (), {"is_authenticated": True, "pk": person.id})()
    with pytest.raises(Forbidden, match="no mandate"):
        guarded(request)
    create_mandate(by=None, person=person.id, role=Role.AUDITOR, organisation=agency.id)
    del request.acting
    with pytest.raises(Forbidden, match="Statistical liaison, Head of group"):
        guarded(request)


def test_who_acts_is_read_once_a_request(person, agency, django_assert_num_queries):
    create_mandate(by=None, person=person.id, role=Role.AUDITOR, organisation=agency.id)
    request = RequestFactory().get("/")
    request.session = {}
    request.user = type("User", (), {"is_authenticated": True, "pk": person.id})()
    with django_assert_num_queries(1):
        assert acting(request) == acting(request)


def code_of(secret: str) -> str:
    counter = next(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counter))


def turn_on_second_factor(client: Client) -> str:
    confirm = client.get("/fa/account/two-step/app/").url
    assert "گذرواژه درست نیست." in client.post(confirm, {"password": "wrong"}).content.decode()
    page = client.post(confirm, {"password": PASSWORD}, follow=True).content.decode()
    secret = re.search(r"<code dir=\"ltr\">(\w+)</code>", page)[1]
    page = client.post("/fa/account/two-step/app/", {"code": to_persian_digits(code_of(secret))}, follow=True)
    assert page.content.decode().count("<code") == 10
    return secret


def test_the_second_factor_is_asked_for_once_it_is_on(client, person):
    sign_in(client)
    secret = turn_on_second_factor(client)
    other = Client()
    assert sign_in(other).url == "/fa/account/sign-in/code/"
    assert not signed_in(other)
    wrong = other.post("/fa/account/sign-in/code/", {"code": "000000"})
    assert "این کد درست نیست" in wrong.content.decode()
    cache.clear()  # a code counts once; this one was used when the app was set up
    other.post("/fa/account/sign-in/code/", {"code": code_of(secret)})
    assert signed_in(other)
    assert "حذف برنامه رمزساز" in other.get("/fa/account/two-step/").content.decode()


def test_where_it_is_required_staff_are_led_to_set_it_up(client, person, agency, settings):
    create_mandate(by=None, person=person.id, role=Role.LIAISON, organisation=agency.id)
    settings.MFA_REQUIRED = True
    sign_in(client)
    assert client.get("/guarded/").url == "/fa/account/two-step/app/"
    assert client.post("/guarded/").status_code == 403
    assert client.get("/fa/account/two-step/").status_code == 200
    turn_on_second_factor(client)
    assert client.get("/guarded/").content == b"liaison A1"


def test_every_address_of_the_account_says_who_may_open_it():
    from amargah.office.people.urls import OWN
    from amargah.office.people.urls import urlpatterns as account_urls

    for each in [*OWN, *account_urls[1:]]:
        assert isinstance(each.callback.access, Access), each
    with override("en"):
        assert reverse("people:sessions") == "/en/account/sessions/"
