"""The catalogue tool finds what is missing, what is left over and what would break at run time."""

from gettext import GNUTranslations

import pytest

import messages

TEMPLATE = """{% load i18n %}<h1>{% translate "Rounds" %}</h1>
<ul>
    <li>{% blocktranslate trimmed count number=total %}
      one table
    {% plural %}
      {{ number }} tables
    {% endblocktranslate %}
  </li>
 <li title="{% translate 'May' context 'month' %}">
</ul>
"""
CODE = 'from django.utils.translation import gettext as _\nwords = _("Sent by %(name)s")\n'


@pytest.fixture
def context(tmp_path, monkeypatch):
    folder = tmp_path / "src/amargah/office/example"
    (folder / "templates/example").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "views.py").write_text(CODE)
    (folder / "templates/example/rounds.html").write_text(TEMPLATE)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "OFFICE", folder.parent)
    return folder


def test_texts_are_found_in_code_and_templates(context):
    assert set(messages.used(context)) == {
        (None, "Rounds"),
        (None, ("one table", "%(number)s tables")),
        ("month", "May"),
        (None, "Sent by %(name)s"),
    }


def test_the_place_of_a_missing_text_is_told(context):
    told = list(messages.gaps(context))
    assert len(told) == 4
    assert told[0].startswith("src/amargah/office/example/templates/example/rounds.html:1: no entry in ")


def test_update_adds_entries_that_wait_for_their_persian(context):
    messages.update()
    told = list(messages.gaps(context))
    assert len(told) == 4
    assert all(": no Persian: " in line for line in told)


def test_update_leaves_what_was_written(context):
    path = messages.catalogue_path(context)
    path.parent.mkdir(parents=True)
    path.write_text(messages.HEADER + '\n# a remark\nmsgid "Rounds"\nmsgstr "دورها"\n')
    messages.update()
    assert path.read_text().startswith(messages.HEADER + '\n# a remark\nmsgid "Rounds"\nmsgstr "دورها"\n')
    assert len(messages.known(messages.read(path))) == 4


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('msgid "Gone"\nmsgstr "رفته"\n', "not used any more: “Gone”"),
        ('#, fuzzy\nmsgid "Rounds"\nmsgstr "دورها"\n', "fuzzy: “Rounds”"),
        ('msgid "Rounds"\nmsgstr ""\n', "no Persian: “Rounds”"),
        ('msgid "Rounds"\nmsgstr "دورهای %(year)s"\n', "unknown placeholder %(year)s: “Rounds”"),
        ('#~ msgid "Old"\n#~ msgstr "کهنه"\n', "obsolete entry: “Old”"),
    ],
)
def test_a_faulty_entry_is_told(context, line, fault):
    path = messages.catalogue_path(context)
    path.parent.mkdir(parents=True)
    path.write_text(f"{messages.HEADER}\n{line}")
    assert [told for told in messages.gaps(context) if told.endswith(fault)]


def test_two_translations_of_one_text_clash(context):
    other = context.with_name("other")
    for folder, words in ((context, "دورها"), (other, "نوبت‌ها")):
        path = messages.catalogue_path(folder)
        path.parent.mkdir(parents=True)
        (folder / "__init__.py").touch()
        path.write_text(f'{messages.HEADER}\nmsgid "Rounds"\nmsgstr "{words}"\n')
    assert [told.split(": ", 1)[1] for told in messages.clashes()] == [
        "another Persian than src/amargah/office/example/locale/fa/LC_MESSAGES/django.po: “Rounds”"
    ]


def test_what_is_compiled_is_what_gettext_reads(context):
    path = messages.catalogue_path(context)
    path.parent.mkdir(parents=True)
    path.write_text(messages.HEADER + '\nmsgid "Rounds"\nmsgstr "دورها"\n')
    messages.compile_all()
    with path.with_suffix(".mo").open("rb") as compiled:
        assert GNUTranslations(compiled).gettext("Rounds") == "دورها"
