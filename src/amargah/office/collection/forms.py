"""Forms of the designer and of the rounds. They turn what was typed into pure values."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from amargah.office.catalogue.public import SharedCodelistRef
from amargah.office.collection.design import Design, check_design, own_codelist, renamed
from amargah.office.collection.policies import SAMPLE_PERIOD
from amargah.office.people.public import OrganisationRef
from amargah.persian.calendar import SolarDate
from amargah.persian.digits import format_number, to_latin_digits, to_persian_digits
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.periods import Period, parse_period
from amargah.statcore.rules import Missing, Rule, Severity
from amargah.statcore.structures import Dimension, Measure
from amargah.statcore.tables import LEVELS
from amargah.statcore.topics import TOPICS

OWN = "own"
SEVERITIES = {Severity.ERROR: _("Error: blocks"), Severity.WARNING: _("Warning"), Severity.NOTE: _("Note")}
MISSING = {
    Missing.SKIP_IF_ANY: _("Skip if any is missing"),
    Missing.SKIP_IF_ALL: _("Skip if all are missing"),
    Missing.NEVER_SKIP: _("Count missing as zero"),
}


class SolarDateField(forms.CharField):
    """A day as people write it, ۱۴۰۵/۰۹/۳۰, kept as a Gregorian date."""

    def __init__(self, **options: Any) -> None:
        super().__init__(help_text=_("For example 1405/09/30"), **options)

    def clean(self, value: str) -> Any:
        parts = re.split(r"[/\-.]", to_latin_digits(super().clean(value)))
        try:
            return _this_century(SolarDate(*map(int, parts))).gregorian
        except (TypeError, ValueError):
            raise forms.ValidationError(
                gettext("Write the day as year/month/day, for example 1405/09/30.")
            ) from None


def _this_century(day: SolarDate) -> SolarDate:
    """ValueError for a Gregorian year, or one written with two digits, which would be taken for another age."""
    if not 1300 <= day.year < 1500:
        raise ValueError(day)
    return day


class NumberInput(forms.TextInput):
    """For digits of either language: a browser's own number field takes no ۲ from a Persian keyboard."""

    def __init__(self) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off"})

    def format_value(self, value: Any) -> str | None:
        shown = super().format_value(value)
        return to_persian_digits(shown) if shown and get_language() == "fa" else shown

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        given = super().value_from_datadict(data, files, name)
        return None if given is None else to_latin_digits(given).replace("٫", ".")


class PeriodField(forms.CharField):
    """A period in any of its spellings, as a `Period`."""

    def clean(self, value: str) -> Period:
        try:
            return parse_period(super().clean(value))
        except Invalid as problem:
            raise forms.ValidationError(_in_language(problem.detail)) from None


class DesignForm(forms.Form):
    """The frame of a table: title, unit, custodian, stub and header; rules are in `RuleForm`s."""

    code = forms.RegexField(
        r"^[A-Z][A-Z0-9_]*$",
        label=_("Code"),
        max_length=64,
        help_text=_("Latin capitals, digits and _. It becomes the public address of the data."),
        error_messages={"invalid": _("Use Latin capital letters, digits and _, starting with a letter.")},
    )
    title_fa = forms.CharField(label=_("Title in Persian"), max_length=300)
    title_en = forms.CharField(label=_("Title in English"), max_length=300)
    topic = forms.ChoiceField(label=_("Subject chapter"))
    custodian = forms.TypedChoiceField(label=_("Custodian agency"), coerce=int)
    measure_fa = forms.CharField(label=_("What is counted, in Persian"), max_length=100)
    measure_en = forms.CharField(label=_("What is counted, in English"), max_length=100)
    unit_fa = forms.CharField(label=_("Unit in Persian"), max_length=60)
    unit_en = forms.CharField(label=_("Unit in English"), max_length=60)
    decimals = forms.IntegerField(label=_("Decimals"), widget=NumberInput, min_value=0, max_value=6, initial=0)
    additive = forms.BooleanField(
        label=_("The figures add up (counts and amounts; not rates, averages or indices)"), required=False
    )
    own_label_fa = forms.CharField(label=_("Name of the own rows, in Persian"), required=False, max_length=100)
    own_label_en = forms.CharField(label=_("Name of the own rows, in English"), required=False, max_length=100)
    own_rows = forms.CharField(
        label=_("Own rows"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One row a line: code | Persian name | English name"),
    )
    description_fa = forms.CharField(label=_("Description in Persian"), widget=forms.Textarea(attrs={"rows": 3}))
    description_en = forms.CharField(label=_("Description in English"), widget=forms.Textarea(attrs={"rows": 3}))
    source_fa = forms.CharField(label=_("Source in Persian"), max_length=300)
    source_en = forms.CharField(label=_("Source in English"), max_length=300)
    notes_fa = forms.CharField(
        label=_("Notes in Persian"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One note a line."),
    )
    notes_en = forms.CharField(
        label=_("Notes in English"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One note a line, in the same order."),
    )
    guidance_fa = forms.CharField(label=_("Guidance for filling, in Persian"), required=False)
    guidance_en = forms.CharField(label=_("Guidance for filling, in English"), required=False)

    def __init__(
        self,
        *args: Any,
        codelists: Iterable[SharedCodelistRef],
        agencies: Iterable[OrganisationRef],
        language: str,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.codelists = {shared.codelist.id: shared for shared in codelists}
        self._offer("topic", [(topic.id, topic.label.text(language)) for topic in TOPICS])
        self._offer("custodian", [(agency.id, agency.label.text(language)) for agency in agencies])
        choices = [(id, f"{shared.codelist.label.text(language)} ({id})") for id, shared in self.codelists.items()]
        for side, name in (("stub", _("Stub, level %s")), ("header", _("Header, level %s"))):
            for level in range(1, LEVELS + 1):
                self.fields[f"{side}_{level}"] = forms.ChoiceField(
                    label=str(name) % format_number(level, 0, language),
                    required=level == 1,
                    choices=[("", "—"), (OWN, gettext("Own rows")), *choices],
                )

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def dimensions(self, side: str) -> tuple[Dimension, ...]:
        """The chosen dimensions of a side, from the outside in. Invalid when own rows cannot be read."""
        chosen = [self.cleaned_data.get(f"{side}_{level}") for level in range(1, LEVELS + 1)]
        return tuple(self._dimension(id) for id in chosen if id)

    def _dimension(self, id: str) -> Dimension:
        if id != OWN:
            shared = self.codelists[id]
            return Dimension(shared.dimension, shared.codelist.label, shared.codelist, shared.role)
        data = self.cleaned_data
        label = Label(data.get("own_label_fa") or "ردیف", data.get("own_label_en") or "Row")
        return Dimension("ITEM", label, own_codelist("CL_ITEM", label, data.get("own_rows") or ""))

    def design(self, rules: tuple[Rule, ...]) -> Design:
        """What was typed, as a design. Invalid names what does not hold together."""
        data = self.cleaned_data
        stub, header = self.dimensions("stub"), self.dimensions("header")
        taken = {dimension.id for dimension in stub}
        header = tuple(renamed(d, f"{d.id}_2") if d.id in taken else d for d in header)
        made = Design(
            code=data["code"],
            metadata=Metadata(
                title=_pair(data, "title"),
                description=_pair(data, "description"),
                source=_pair(data, "source"),
                topic=data["topic"],
                notes=_lines(data["notes_fa"], data["notes_en"]),
            ),
            measure=Measure(
                _pair(data, "measure"), _pair(data, "unit"), data["decimals"], additive=data["additive"]
            ),
            stub=stub,
            header=header,
            rules=rules,
            guidance=_pair(data, "guidance"),
        )
        check_design(made, SAMPLE_PERIOD)
        return made


class RuleForm(forms.Form):
    """One rule: an expression over the cells and what to say when it fails."""

    expression = forms.CharField(
        label=_("Condition"), widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
    )
    severity = forms.ChoiceField(
        label=_("If it fails"), choices=[(s.value, text) for s, text in SEVERITIES.items()]
    )
    missing = forms.ChoiceField(label=_("Missing cells"), choices=[(m.value, text) for m, text in MISSING.items()])
    tolerance = forms.FloatField(label=_("Tolerance"), widget=NumberInput, min_value=0, initial=0, localize=False)
    message_fa = forms.CharField(label=_("Message in Persian"), max_length=300)
    message_en = forms.CharField(label=_("Message in English"), max_length=300)

    def rule(self, number: int) -> Rule:
        data = self.cleaned_data
        return Rule(
            f"R{number}",
            data["expression"],
            Severity(data["severity"]),
            Missing(data["missing"]),
            data["tolerance"],
            _pair(data, "message"),
        )


RuleForms = forms.formset_factory(RuleForm, extra=0, can_delete=True, max_num=100, absolute_max=100)


class RoundForm(forms.Form):
    """A round: what is collected, for which period, until when."""

    title_fa = forms.CharField(label=_("Title in Persian"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    period = PeriodField(label=_("Period"), help_text=_("For example 1395, 1400-Q3 or 1400-M09"))
    due_on = SolarDateField(label=_("Due date"))
    closes_on = SolarDateField(label=_("Closing date"))
    designs = forms.TypedMultipleChoiceField(
        label=_("Tables"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one table.")},
    )

    def __init__(self, *args: Any, tables: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["designs"]).choices = list(tables)


class UploadForm(forms.Form):
    """A filled template, with the revision of the page it was chosen on."""

    file = forms.FileField(label=_("Filled Excel file"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def initial_of(design: Design, custodian: int) -> dict[str, Any]:
    """The fields of `DesignForm` that give `design` back."""
    data = design.metadata
    fields: dict[str, Any] = {"code": design.code, "topic": data.topic, "custodian": custodian}
    fields["decimals"], fields["additive"] = design.measure.decimals, design.measure.additive
    pairs = {
        "title": data.title,
        "description": data.description,
        "source": data.source,
        "guidance": design.guidance,
        "measure": design.measure.label,
        "unit": design.measure.unit,
    }
    for name, pair in pairs.items():
        fields[f"{name}_fa"], fields[f"{name}_en"] = pair.fa, pair.en
    fields["notes_fa"] = "\n".join(note.fa for note in data.notes)
    fields["notes_en"] = "\n".join(note.en for note in data.notes)
    for side, dimensions in (("stub", design.stub), ("header", design.header)):
        for level, dimension in enumerate(dimensions, start=1):
            own = dimension.codelist.id == "CL_ITEM"
            fields[f"{side}_{level}"] = OWN if own else dimension.codelist.id
            if own:
                fields |= _own_fields(dimension)
    return fields


def rule_initial(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """The fields of the `RuleForm`s that give `rules` back."""
    return [
        {
            "expression": rule.expression,
            "severity": rule.severity.value,
            "missing": rule.missing.value,
            "tolerance": f"{rule.tolerance:g}",
            "message_fa": rule.message.fa,
            "message_en": rule.message.en,
        }
        for rule in rules
    ]


def end_of(day: Any, zone: Any) -> datetime:
    """The last second of a day in `zone`: a table due on a day may come until its end."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=zone)


def _own_fields(dimension: Dimension) -> dict[str, str]:
    rows = [f"{code.id} | {code.label.fa} | {code.label.en}" for code in dimension.codelist]
    return {
        "own_label_fa": dimension.label.fa,
        "own_label_en": dimension.label.en,
        "own_rows": "\n".join(rows),
    }


def _pair(data: Mapping[str, Any], name: str) -> Label:
    return Label(data[f"{name}_fa"], data[f"{name}_en"])


def _lines(fa: str, en: str) -> tuple[Label, ...]:
    """Notes line by line; Invalid when the languages do not have the same number."""
    left, right = fa.strip().splitlines(), en.strip().splitlines()
    if len(left) != len(right):
        raise Invalid(
            Label("شمار یادداشت‌های فارسی و انگلیسی یکی نیست", "as many notes in English as in Persian are needed")
        )
    return tuple(Label(*pair) for pair in zip(left, right, strict=True))


def _in_language(label: Label) -> str:
    return label.text(get_language() or "fa")
