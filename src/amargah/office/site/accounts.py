"""The accounts of the demo: who they are is in the database; the password is everybody's to know."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser

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


def account_named(username: str) -> AbstractBaseUser | None:
    """The demo's person of that name, or None."""
    return get_user_model().objects.filter(username=username, email__endswith=f"@{DEMO_DOMAIN}").first()
