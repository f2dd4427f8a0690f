from django import forms
from django.utils.translation import gettext_lazy as _


class VerifyForm(forms.Form):
    """The code as printed under the letter; spaces, dashes and Persian digits are as good."""

    code = forms.CharField(
        label=_("Verification code"),
        help_text=_("Sixteen letters and digits, printed at the foot of the letter."),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )
