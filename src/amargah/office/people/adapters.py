from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

WRONG_CODE = _("This code is not right, or no longer valid. Enter the code that the app shows now.")
WRONG_PASSWORD = _("The password is not right.")
NO_MATCH = _("The user name or e-mail address and the password do not match. Check both and try again.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by an administrator; what goes wrong is said in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": NO_MATCH,
        "email_password_mismatch": NO_MATCH,
        "incorrect_password": WRONG_PASSWORD,
        "enter_current_password": WRONG_PASSWORD,
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": _("Too many failed attempts. Wait a few minutes and try again."),
        "rate_limited": _("Too many failed attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}
