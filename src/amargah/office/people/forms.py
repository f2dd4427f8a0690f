"""The forms of allauth with our words, without placeholders, and taking codes in Persian digits."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from amargah.office.people.models import ApiKey
from amargah.persian.digits import to_latin_digits

NEW_PASSWORD = {"password1": _("New password"), "password2": _("New password, once more")}
CODE = {"code": _("Code")}


class Worded(forms.Form):
    """Gives the fields the labels in `words`."""

    words: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.words.items():
            field = self.fields[name]
            field.label = label
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)


class TakesCode(Worded):
    words = CODE

    def clean_code(self) -> str:
        self.cleaned_data["code"] = to_latin_digits(self.cleaned_data["code"]).replace(" ", "")
        form_of_allauth: Any = super()
        return str(form_of_allauth.clean_code())


class SignIn(Worded, account.LoginForm):
    words: ClassVar = {"login": _("User name or e-mail address"), "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update(autocomplete="username", dir="ltr", autocapitalize="none")


class ChangePassword(Worded, account.ChangePasswordForm):
    words: ClassVar = {"oldpassword": _("Present password"), **NEW_PASSWORD}


class ForgottenPassword(Worded, account.ResetPasswordForm):
    words: ClassVar = {"email": _("E-mail address")}


class NewPassword(Worded, account.ResetPasswordKeyForm):
    words = NEW_PASSWORD


class ConfirmPassword(Worded, account.ReauthenticateForm):
    words: ClassVar = {"password": _("Password")}


class SecondFactorCode(TakesCode, second_factor.AuthenticateForm):
    pass


class ConfirmCode(TakesCode, second_factor.ReauthenticateForm):
    pass


class ActivateCode(TakesCode, totp.ActivateTOTPForm):
    pass


class KeyName(forms.Form):
    """What a person calls an API key of theirs."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name of the key"),
        help_text=_("The program or the computer that will use it."),
        max_length=ApiKey.LONGEST_NAME,
        error_messages={"required": _("Write a name for the key.")},
    )
