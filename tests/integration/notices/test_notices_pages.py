import pytest
from office_tree import appoint, plant

from amargah.office.audit.public import now
from amargah.office.notices.models import Notice
from amargah.office.notices.public import notify, unread
from amargah.office.notices.queries import outbox
from amargah.office.people.models import Person
from amargah.office.people.public import Role, create_mandate
from amargah.statcore.labels import Label

pytestmark = pytest.mark.django_db


@pytest.fixture
def liaison(clock):
    return appoint(Role.LIAISON, plant().agency, "مریم کریمی")


@pytest.fixture
def other(liaison):
    return appoint(Role.LIAISON, plant().agency, "علی رضایی")


def tell(*to, link: str = "/fa/account/") -> None:
    notify(
        to=to,
        kind="collection.assigned",
        subject=Label("جدول تازه برای شما", "A new table for you"),
        body=Label("تا ۱۰ مهر تکمیل شود.", "To be filled by 2 October."),
        link=link,
    )


def of(client, acting):
    client.force_login(Person.objects.get(pk=acting.person))
    return client


def test_a_person_is_told_once_by_notice_mail_and_sms(liaison):
    Person.objects.filter(pk=liaison.person).update(phone="09120000000")
    second = create_mandate(
        by=None,
        person=liaison.person,
        role=Role.AGENCY_MANAGER,
        organisation=liaison.organisation.id,
        starts=now(),
    )
    tell(liaison, second)
    assert unread(liaison.person) == 1
    sms, letter = outbox()
    assert (letter.channel, letter.subject) == ("email", "جدول تازه برای شما")
    assert letter.body == "تا ۱۰ مهر تکمیل شود.\n\nhttp://127.0.0.1:8000/fa/account/"
    assert (sms.channel, sms.address) == ("sms", "09120000000")


def test_notices_are_seen_by_their_receiver_only(client, liaison, other):
    tell(liaison)
    assert "جدول تازه برای شما" in of(client, liaison).get("/fa/notices/").content.decode()
    page = of(client, other).get("/fa/notices/").content.decode()
    assert "جدول تازه" not in page
    assert "اعلانی نیست" in page


def test_nobody_opens_the_notice_of_another(client, liaison, other):
    tell(liaison)
    notice = Notice.objects.get()
    assert of(client, other).post(f"/fa/notices/{notice.pk}/").status_code == 404
    client.post("/fa/notices/read/")
    assert unread(liaison.person) == 1


def test_opening_marks_as_read_and_leads_on_in_the_language_of_the_reader(client, liaison):
    tell(liaison)
    notice = Notice.objects.get()
    assert of(client, liaison).post(f"/en/notices/{notice.pk}/").url == "/en/account/"
    assert unread(liaison.person) == 0
    assert "A new table for you" in client.get("/en/notices/").content.decode()


def test_a_notice_without_a_link_leads_back_to_the_list(client, liaison):
    tell(liaison, link="")
    assert of(client, liaison).post(f"/fa/notices/{Notice.objects.get().pk}/").url == "/fa/notices/"


def test_all_are_marked_as_read_together(client, liaison):
    for _ in range(3):
        tell(liaison)
    of(client, liaison).post("/fa/notices/read/")
    assert unread(liaison.person) == 0


def test_long_lists_come_in_pages(client, liaison):
    for _ in range(31):
        tell(liaison)
    page = of(client, liaison).get("/fa/notices/?page=2").content.decode()
    assert page.count("<h2") == 1


def test_strangers_are_asked_to_sign_in(client):
    assert client.get("/fa/notices/").url == "/fa/account/sign-in/?next=/fa/notices/"


def test_the_outbox_is_a_page_of_the_demo_only(client, liaison, settings):
    tell(liaison)
    settings.DEMO = False
    assert client.get("/fa/outbox/").status_code == 404
    settings.DEMO = True
    page = client.get("/fa/outbox/").content.decode()
    assert "جدول تازه برای شما" in page
    assert '<a href="http://127.0.0.1:8000/fa/account/"' in page
