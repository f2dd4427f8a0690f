"""Who reads which letter, and what the public may verify."""

import pytest
from django.contrib.auth import get_user_model
from office_tree import appoint

from amargah.office.letters.models import Letter
from amargah.office.letters.verification import grouped
from amargah.office.people.public import Role


@pytest.fixture
def visit(client):
    def get(by, address):
        client.logout()
        if by:
            person = get_user_model().objects.get(pk=by.person)
            client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        return client.get(address)

    return get


def test_a_letter_is_for_the_subtrees_of_sender_and_receiver(visit, post, tree):
    address = f"/fa/letters/{post().id}/"
    for place in (tree.agency, tree.lorestan, tree.centre):
        assert visit(appoint(Role.HEAD, place), address).status_code == 200
    for place in (tree.tehran, tree.other_agency):
        stranger = appoint(Role.HEAD, place)
        hidden, absent = visit(stranger, address), visit(stranger, "/fa/letters/999999/")
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert "جمعیت" not in hidden.content.decode()
    assert visit(None, address).status_code == 302


@pytest.mark.parametrize("role", Role)
def test_every_mandate_of_the_office_reads_its_letters(role, visit, post, tree):
    assert visit(appoint(role, tree.agency), f"/fa/letters/{post().id}/").status_code == 200


def test_the_letterhead_in_persian(visit, post, tree, clock):
    page = visit(appoint(Role.LIAISON, tree.agency), f"/fa/letters/{post().id}/").content.decode()
    row = Letter.objects.get()
    for words in (
        "۱۴۰۵/۰۱/۰۱",
        "قالب جدول، در سامانه",
        "سارا کریمی",
        "کارشناس استان",
        grouped(row.verification_code),
    ):
        assert words in page


def test_lists_hold_what_the_mandate_sees(visit, post, tree):
    post()
    liaison, expert = appoint(Role.LIAISON, tree.agency), appoint(Role.PROVINCIAL_EXPERT, tree.lorestan)
    stranger = appoint(Role.LIAISON, tree.other_agency)
    title = "درخواست آمار: جمعیت شهرستان‌ها"
    assert title in visit(liaison, "/fa/letters/").content.decode()
    assert title not in visit(liaison, "/fa/letters/sent/").content.decode()
    assert title in visit(expert, "/fa/letters/sent/").content.decode()
    assert title not in visit(stranger, "/fa/letters/").content.decode()
    assert visit(liaison, "/fa/letters/?page=nonsense").status_code == 200


def test_anybody_may_verify_a_paper(visit, post, tree):
    post()
    code = Letter.objects.get().verification_code
    for typed in (code, grouped(code), f" {code.lower()} "):
        page = visit(None, f"/fa/letters/verify/?code={typed}").content.decode()
        assert tree.agency.label.fa in page
        assert "درخواست آمار: جمعیت شهرستان‌ها" in page
        assert "خواهشمند است" not in page
        assert "سارا کریمی" not in page


@pytest.mark.parametrize("code", ["", "0000-0000-0000-0000", "'; drop table", "۰" * 61, "\u0000"])
def test_a_wrong_code_tells_nothing(visit, post, tree, code):
    post()
    answer = visit(None, f"/en/letters/verify/?code={code}")
    assert answer.status_code == 200
    assert tree.lorestan.label.en not in answer.content.decode()


def test_the_pages_stand_in_english(visit, post, tree):
    page = visit(appoint(Role.LIAISON, tree.agency), f"/en/letters/{post().id}/").content.decode()
    assert "Request for statistics: Population of counties" in page
    assert "Table template, on the platform" in page
