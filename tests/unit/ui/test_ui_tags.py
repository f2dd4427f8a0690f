import re
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from amargah.office.ui.public import InboxItem, TimelineEntry
from amargah.office.ui.specimens import specimen_table
from amargah.statcore.labels import Label


def rendered(source: str, language: str = "fa", **values: object) -> str:
    values.setdefault("request", RequestFactory().get("/"))
    with override(language):
        html = Template("{% load ui %}" + source).render(Context(values))
    return re.sub(r"\s+", " ", html)


@pytest.mark.parametrize(
    ("source", "value", "persian", "english"),
    [
        ("{{ value|digits }}", "1405/2", "۱۴۰۵/۲", "1405/2"),
        ("{{ value|number:1 }}", 1234.5, "۱٬۲۳۴٫۵", "1,234.5"),
        ("{{ value|number }}", None, "", ""),
        ("{{ value|label }}", Label("استان", "province"), "استان", "province"),
        ("{{ value|label }}", "as it is", "as it is", "as it is"),
        ("{{ value|shdate }}", date(2026, 3, 21), "۱ فروردین ۱۴۰۵", "21 March 2026"),
        ("{{ value|shshort }}", date(2026, 3, 21), "۱۴۰۵/۰۱/۰۱", "2026-03-21"),
        ("{{ value|shdate }}", None, "", ""),
        ("{{ value|shdate }}", datetime(2026, 3, 20, 21, 0, tzinfo=UTC), "۱ فروردین ۱۴۰۵", "21 March 2026"),
    ],
)
def test_filters_speak_the_active_language(source, value, persian, english):
    assert rendered(source, "fa", value=value) == persian
    assert rendered(source, "en", value=value) == english


def test_an_instant_is_told_in_the_time_of_tehran():
    instant = datetime(2026, 3, 21, 6, 0, tzinfo=UTC)
    assert "۰۹:۳۰" in rendered("{{ value|shdatetime }}", value=instant)
    assert "09:30" in rendered("{{ value|shdatetime }}", "en", value=instant)


@pytest.mark.parametrize(("bytes_", "text"), [(900, "900 bytes"), (12_595, "12.3 KB"), (3_670_016, "3.5 MB")])
def test_sizes(bytes_, text):
    assert rendered("{{ value|size }}", "en", value=bytes_) == text


def test_what_a_filter_is_given_is_escaped():
    assert "<b>" not in rendered("{{ value|digits }}{{ value|label }}", value="<b>")


@pytest.mark.parametrize(
    ("code", "tone"),
    [("returned", "attention"), ("approved", "done"), ("rejected", "problem"), ("odd", "neutral")],
)
def test_a_state_has_words_and_a_shape(code, tone):
    html = rendered("{% status code label %}", code=code, label=Label("برگشت", "Returned"))
    assert f"status-{tone}" in html
    assert "برگشت" in html


class Sample(forms.Form):
    title = forms.CharField(label="Title", help_text="As printed")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")], widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False)

    def clean(self) -> None:
        self.add_error(None, "Together they make no sense")


def test_a_field_is_joined_to_its_label_hint_and_error():
    html = rendered("{% field form.title %}", "en", form=Sample({}))
    assert '<label class="field-label" for="id_title">' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert "(optional)" not in html
    assert "(optional)" in rendered("{% field form.note %}", "en", form=Sample())


def test_radio_buttons_stand_in_a_fieldset():
    html = rendered("{% field form.kind %}", "en", form=Sample())
    assert "<fieldset" in html
    assert "<legend" in html


def test_the_summary_links_to_the_first_input_of_each_wrong_field():
    html = rendered("{% error_summary form %}", "en", form=Sample({}))
    assert '<a href="#id_title">Title: This field is required.</a>' in html
    assert 'href="#id_kind_0"' in html
    assert "<li>Together they make no sense</li>" in html
    assert 'id="id_kind_0"' in rendered("{% field form.kind %}", form=Sample({}))


def test_a_form_without_errors_has_no_summary():
    assert rendered("{% error_summary form %}", form=forms.Form({})).strip() == ""


def test_a_table_of_figures_names_its_rows_and_columns():
    html = rendered("{% data_table view %}", view=specimen_table("fa", marked=True))
    assert html.count("<tr>") == 8
    assert 'scope="colgroup" colspan="3"' in html
    assert 'scope="row"' in html
    assert (
        '<bdi class="num" dir="ltr">۱٬۷۶۱٬۰۰۰</bdi><abbr class="sign" title="عدد غیرقطعی (مقدماتی)">*</abbr>'
        in html
    )
    assert "جمع مرد و زن نیست" in html
    assert "style=" not in html


def test_a_grid_has_an_input_with_a_name_in_every_cell():
    html = rendered('{% data_grid view "/save/" 7 %}', view=specimen_table("fa"))
    assert html.count("<input") == 36
    assert 'aria-label="خرم‌آباد، ۱۳۹۰، مرد"' in html
    assert 'data-save-url="/save/" data-revision="7"' in html
    assert 'data-row="5" data-column="2"' in html


def test_a_timeline_tells_when_who_and_why():
    entry = TimelineEntry(datetime(2026, 3, 21, 6, 0, tzinfo=UTC), "Returned", "Expert", "The sum is off")
    html = rendered('{% include "ui/components/timeline.html" %}', "en", entries=(entry,))
    for text in ("Returned", "21 March 2026", "Expert", "The sum is off"):
        assert text in html


def test_the_inbox_says_what_is_late():
    item = InboxItem(
        "Table", "/t/", status="late", status_label="Late", due=datetime(2026, 3, 21, tzinfo=UTC), late=True
    )
    html = rendered('{% include "ui/components/inbox.html" %}', "en", items=(item,))
    assert "was due" in html
    assert 'href="/t/"' in html


def test_pagination_keeps_the_other_parameters():
    request = RequestFactory().get("/?q=a&page=2")
    page = Paginator(range(30), 10).page(2)
    html = rendered('{% include "ui/components/pagination.html" %}', "en", page=page, request=request)
    assert "?q=a&amp;page=3" in html
    assert "Page 2 of 3" in html
