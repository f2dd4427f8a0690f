"""The form that the style guide shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

FREQUENCIES = (("YEAR", _("Every year")), ("SEASON", _("Every season")), ("MONTH", _("Every month")))


class SpecimenForm(forms.Form):
    """One field of each kind."""

    use_required_attribute = False

    title = forms.CharField(label=_("Title of the table"), help_text=_("As it will stand in the yearbook."))
    unit = forms.CharField(label=_("Unit"), required=False)
    deadline = forms.CharField(label=_("Deadline"), help_text=_("For example 1405/09/15."))
    frequency = forms.ChoiceField(label=_("Frequency"), choices=FREQUENCIES, widget=forms.RadioSelect)
    organisation = forms.ChoiceField(label=_("Custodian"), choices=(("", "…"), ("a", _("Statistical Centre"))))
    remarks = forms.CharField(label=_("Remarks"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label=_("I have checked the figures against the source"))
