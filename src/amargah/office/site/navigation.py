"""What the frames show around every page. Public pages get nothing that depends on who reads them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language, gettext

from amargah.office.catalogue.public import READERS as CATALOGUE_READERS
from amargah.office.collection.public import OFFICE, TABLE_ROLES
from amargah.office.notices.public import unread
from amargah.office.people.public import Acting, acting, person_of
from amargah.office.releases.public import READERS as RELEASE_READERS
from amargah.office.ui.public import AccountBox, NavItem

PUBLIC = ("portal",)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The context processor of every page."""
    shared = {
        "home_url": reverse("portal:home"),
        "search_url": reverse("portal:search"),
        "search_text": request.GET.get("q", ""),
        "language_links": [
            (code, name, translate_url(request.get_full_path(), code)) for code, name in settings.LANGUAGES
        ],
        "LANGUAGE_CODE": get_language(),
    }
    match = request.resolver_match
    if match is None or match.namespace in PUBLIC or not request.user.is_authenticated:
        return shared | {"nav": _public(request), "account": AccountBox("", sign_in_url=reverse("desk"))}
    by = acting(request)
    return shared | {"nav": _staff(request, by), "account": _account(request, by), "home_url": reverse("desk")}


def _public(request: HttpRequest) -> tuple[NavItem, ...]:
    return (
        _item(request, gettext("Topics"), "portal:topics"),
        _item(request, gettext("Release calendar"), "portal:releases"),
        _item(request, gettext("About"), "portal:about"),
    )


def _staff(request: HttpRequest, by: Acting | None) -> tuple[NavItem, ...]:
    items = [_item(request, gettext("Inbox"), "desk")]
    if by and by.role in OFFICE:
        items.append(_item(request, gettext("Designs"), "collection:designs"))
        items.append(_item(request, gettext("Rounds"), "collection:rounds"))
    if by and by.role in TABLE_ROLES:
        items.append(_item(request, gettext("Tables"), "collection:assignments"))
    if by and by.role in CATALOGUE_READERS:
        items.append(_item(request, gettext("Catalogue"), "catalogue:list"))
    if by and by.role in RELEASE_READERS:
        items.append(_item(request, gettext("Releases"), "releases:list"))
    items.append(_item(request, gettext("Letters"), "letters:received"))
    items.append(_item(request, gettext("Notices"), "notices:notices", unread(person_of(request))))
    if settings.DEMO:
        items.append(_item(request, gettext("Outbox"), "notices:outbox"))
        items.append(_item(request, gettext("Demo accounts"), "demo_accounts"))
    return tuple(items)


def _account(request: HttpRequest, by: Acting | None) -> AccountBox:
    person: Any = request.user
    name = person.name_en if get_language() == "en" and person.name_en else person.name_fa
    return AccountBox(
        name,
        by.label.text(get_language() or "fa") if by else "",
        reverse("people:mandates"),
        reverse("account_logout"),
    )


def _item(request: HttpRequest, label: str, name: str, count: int = 0) -> NavItem:
    url = reverse(name)
    # The inbox stands at the root of the desk: every other page of the desk lies under it.
    here = request.path == url if name == "desk" else request.path.startswith(url)
    return NavItem(label, url, here, count)
