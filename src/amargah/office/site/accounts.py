"""The accounts of the demo: who they are is in the database; the password is everybody's to know."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest

from amargah.office.people.public import mandates_of

DEMO_PASSWORD = "amargah-demo-1405"  # noqa: S105 - printed on a page of the demo
DEMO_DOMAIN = "demo.amargah.example"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A row of the page of accounts."""

    username: str
    name: str
    mandates: tuple[str, ...]


def demo_accounts_by_role(language: str) -> tuple[DemoAccount, ...]:
    people = get_user_model().objects.filter(email__endswith=f"@{DEMO_DOMAIN}", is_active=True).order_by("pk")
    return tuple(
        DemoAccount(
            person.username,
            person.name_en if language == "en" else person.name_fa,
            tuple(mandate.label.text(language) for mandate in mandates_of(person.pk)),
        )
        for person in people
    )


def demo_is_loaded() -> bool:
    return get_user_model().objects.filter(email__endswith=f"@{DEMO_DOMAIN}").exists()


def sign_in_as(request: HttpRequest, username: str) -> bool:
    """Signs in as the demo's person of that name; whether there is one."""
    person = get_user_model().objects.filter(username=username, email__endswith=f"@{DEMO_DOMAIN}").first()
    if person is None:
        return False
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return True
