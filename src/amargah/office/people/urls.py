"""Addresses under /{language}/account/. The names without a namespace are those that allauth itself asks for."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path

from amargah.office.people import views
from amargah.office.people.permissions import anyone, signed_in

OWN = [
    path("", views.profile, name="profile"),
    path("mandates/", views.mandates, name="mandates"),
    path("mandates/switch/", views.switch, name="switch"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/end-others/", views.end_others, name="end_others"),
    path("keys/", views.keys, name="keys"),
    path("keys/<int:key>/revoke/", views.revoke, name="revoke_key"),
    path("sessions/<int:session>/end/", views.end, name="end_session"),
]

urlpatterns = [
    path("", include((OWN, "people"))),
    path("sign-in/", anyone(account.login), name="account_login"),
    path("sign-in/code/", anyone(second_factor.authenticate), name="mfa_authenticate"),
    path("sign-out/", anyone(account.logout), name="account_logout"),
    path("inactive/", anyone(account.account_inactive), name="account_inactive"),
    path("confirm/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code/", signed_in(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("password/", signed_in(account.password_change), name="account_change_password"),
    path("password/forgotten/", anyone(account.password_reset), name="account_reset_password"),
    path("password/sent/", anyone(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        anyone(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/done/",
        anyone(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("two-step/", signed_in(second_factor.index), name="mfa_index"),
    path("two-step/app/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("two-step/app/remove/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("two-step/codes/", signed_in(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("two-step/codes/new/", signed_in(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
