import gettext
import multiprocessing
import os

import pytest
from babel.messages.pofile import read_po

from mashura.errors import InputError
from mashura.kit.catalogues import (
    catalogue_path,
    committed_languages,
    compile_catalogues,
    extract_messages,
    key_of,
    messages_of,
    update_catalogues,
)

CODE = """
from django.utils.translation import gettext, gettext_lazy as _, gettext_noop, ngettext, npgettext, pgettext

title = _("Evidence")
joined = gettext(
    "A sentence that goes on "
    "in a second line."
)
marked = gettext_noop("%(file)s, row %(row)d: this is not a year.")
counted = ngettext("%(count)s country", "%(count)s countries", 3)
may = pgettext("month", "May")
votes = npgettext("meeting", "%(n)s vote", "%(n)s votes", 2)
# Translators: a ship, not a verb
ship = _("Vessel")


def gettext_of(message="not a message"):
    return message
"""
TEMPLATE = """{% load i18n %}
<h1>{% translate "Evidence" %}</h1>
    <p title="{% translate 'Open the table' %}">it's "odd" (markup) [here</p>
  {% blocktranslate trimmed with name=country.name %}
    Arrivals in
    {{ name }}
  {% endblocktranslate %}
{% blocktranslate trimmed count counter=n with name=country.name %}
  {{ counter }} death off {{ name }}
{% plural %}
  {{ counter }} deaths off {{ name }}
{% endblocktranslate %}
{% translate "May" context "month" %} {% translate "100% of rows" %}
{% include "x.html" with label=_("Next page") %} {{ value|default:_("none yet") }}
"""


@pytest.fixture
def source(tmp_path):
    """A small project: one file of code, one template, and what is not read."""
    app = tmp_path / "source" / "app"
    (app / "templates" / "app").mkdir(parents=True)
    (app / "migrations").mkdir()
    (app / "views.py").write_text(CODE, encoding="utf-8")
    (app / "templates" / "app" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (app / "migrations" / "0001.py").write_text('_("Not collected from a migration")', encoding="utf-8")
    (app / "notes.html").write_text('{% translate "Not a template" %}', encoding="utf-8")
    return tmp_path / "source"


@pytest.fixture
def locale(tmp_path):
    return tmp_path / "locale"


def write(source, text):
    (source / "app" / "views.py").write_text(text, encoding="utf-8")


def translate(locale, language, **changes):
    """Fill in translations of a catalogue in text, as a translator would."""
    path = catalogue_path(locale, language)
    text = path.read_text(encoding="utf-8")
    for sentence, translation in changes.items():
        entry = f'msgid "{sentence}"\nmsgstr ""'
        assert entry in text
        text = text.replace(entry, f'msgid "{sentence}"\nmsgstr "{translation}"')
    path.write_text(text, encoding="utf-8")


def entries(locale, language):
    with catalogue_path(locale, language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {key_of(message)[0]: message for message in messages_of(catalogue)}, catalogue


def test_every_way_of_marking_a_sentence_is_found(source):
    assert [(message.id, message.context) for message in messages_of(extract_messages(source))] == [
        (("%(count)s country", "%(count)s countries"), None),
        (("%(counter)s death off %(name)s", "%(counter)s deaths off %(name)s"), None),
        ("%(file)s, row %(row)d: this is not a year.", None),
        (("%(n)s vote", "%(n)s votes"), "meeting"),
        ("100%% of rows", None),
        ("A sentence that goes on in a second line.", None),
        ("Arrivals in %(name)s", None),
        ("Evidence", None),
        ("May", "month"),
        ("Next page", None),
        ("Open the table", None),
        ("Vessel", None),
        ("none yet", None),
    ]


def test_a_sentence_tells_the_files_that_use_it_and_the_note_for_translators(source):
    by_id = {message.id: message for message in messages_of(extract_messages(source))}
    assert [file for file, _ in by_id["Evidence"].locations] == ["app/templates/app/page.html", "app/views.py"]
    assert by_id["Vessel"].auto_comments == ["Translators: a ship, not a verb"]


def test_the_messages_of_this_package_can_be_collected():
    assert len(list(messages_of(extract_messages()))) > 20


def test_a_template_with_a_tag_inside_a_translation_is_named(source):
    (source / "app" / "templates" / "bad.html").write_text(
        "{% blocktranslate %}{% if x %}{% endblocktranslate %}", encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"app/templates/bad\.html"):
        extract_messages(source)


def test_new_catalogues_hold_every_sentence_and_the_plural_forms_of_their_language(source, locale):
    changed = update_catalogues(["ar", "fr"], source=source, locale=locale)
    assert changed == [catalogue_path(locale, "ar"), catalogue_path(locale, "fr")]
    assert committed_languages(locale) == ["ar", "fr"]
    arabic, catalogue = entries(locale, "ar")
    assert len(arabic["%(count)s country"].string) == 6 == catalogue.num_plurals
    french, catalogue = entries(locale, "fr")
    assert len(french["%(count)s country"].string) == 2 == catalogue.num_plurals
    text = catalogue_path(locale, "fr").read_text(encoding="utf-8")
    assert "#: app/views.py\n" in text
    assert "@" not in text


def test_a_second_update_changes_nothing(source, locale):
    update_catalogues(["ar"], source=source, locale=locale)
    translate(locale, "ar", Evidence="الأدلة")
    update_catalogues(["ar"], source=source, locale=locale)
    before = catalogue_path(locale, "ar").read_bytes()
    assert update_catalogues(["ar"], source=source, locale=locale) == []
    assert catalogue_path(locale, "ar").read_bytes() == before
    assert entries(locale, "ar")[0]["Evidence"].string == "الأدلة"


def test_an_update_takes_new_sentences_in_and_unused_ones_out(source, locale):
    update_catalogues(["fr"], source=source, locale=locale)
    translate(locale, "fr", Vessel="Navire", Evidence="Données")
    write(source, '_("Harbour")')
    update_catalogues(["fr"], source=source, locale=locale)
    found, catalogue = entries(locale, "fr")
    assert found["Harbour"].string == ""
    assert found["Evidence"].string == "Données"
    assert "Vessel" not in found
    assert not catalogue.obsolete


def test_a_sentence_that_was_kept_comes_back_with_its_translation(source, locale):
    update_catalogues(["fr"], source=source, locale=locale)
    translate(locale, "fr", Vessel="Navire")
    write(source, '_("Harbour")')
    update_catalogues(["fr"], source=source, locale=locale, keep_unused=True)
    assert [message.string for message in entries(locale, "fr")[1].obsolete.values()] == ["Navire"]
    write(source, '_("Vessel")')
    update_catalogues(["fr"], source=source, locale=locale, keep_unused=True)
    assert entries(locale, "fr")[0]["Vessel"].string == "Navire"


def test_a_changed_plural_wants_a_second_look(source, locale):
    write(source, 'ngettext("%(n)s case", "%(n)s cases", 2)')
    update_catalogues(["fr"], source=source, locale=locale)
    path = catalogue_path(locale, "fr")
    path.write_text(path.read_text().replace('[0] ""', '[0] "%(n)s cas"').replace('[1] ""', '[1] "%(n)s cas"'))
    write(source, 'ngettext("%(n)s case", "%(n)s open cases", 2)')
    update_catalogues(["fr"], source=source, locale=locale)
    message = entries(locale, "fr")[0]["%(n)s case"]
    assert message.fuzzy
    assert message.string == ("%(n)s cas", "%(n)s cas")


def test_a_damaged_catalogue_is_named_with_its_line(source, locale):
    update_catalogues(["fr"], source=source, locale=locale)
    path = catalogue_path(locale, "fr")
    path.write_text(path.read_text() + '\nmsgid "open\n')
    with pytest.raises(InputError, match=r"django\.po, line \d+"):
        update_catalogues(["fr"], source=source, locale=locale)


def opened(target, language):
    with (target / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_compiled_catalogues_translate_and_leave_fuzzy_ones_out(source, locale, tmp_path):
    update_catalogues(["ar", "fr"], source=source, locale=locale)
    translate(locale, "ar", Evidence="الأدلة")
    translate(locale, "fr", Evidence="Données", Vessel="Navire")
    path = catalogue_path(locale, "fr")
    path.write_text(path.read_text().replace('msgid "Vessel"', '#, fuzzy\nmsgid "Vessel"'))
    assert compile_catalogues(tmp_path / "compiled", locale=locale) == ["ar", "fr"]
    assert opened(tmp_path / "compiled", "ar").gettext("Evidence") == "الأدلة"
    french = opened(tmp_path / "compiled", "fr")
    assert (french.gettext("Evidence"), french.gettext("Vessel")) == ("Données", "Vessel")


def test_a_catalogue_is_compiled_again_only_when_it_changed(source, locale, tmp_path):
    target = tmp_path / "compiled"
    update_catalogues(["ar", "fr"], source=source, locale=locale)
    compile_catalogues(target, locale=locale)
    assert compile_catalogues(target, locale=locale) == []
    translate(locale, "fr", Evidence="Données")
    assert compile_catalogues(target, locale=locale) == ["fr"]
    assert opened(target, "fr").gettext("Evidence") == "Données"


def test_a_half_written_or_foreign_file_is_made_again(source, locale, tmp_path):
    target = tmp_path / "compiled"
    update_catalogues(["fr"], source=source, locale=locale)
    compile_catalogues(target, locale=locale)
    compiled = target / "fr" / "LC_MESSAGES" / "django.mo"
    compiled.write_bytes(b"broken off")
    assert compile_catalogues(target, locale=locale) == ["fr"]
    assert [path.name for path in compiled.parent.iterdir()] == ["django.mo"]


def test_a_language_that_left_loses_its_compiled_catalogue(source, locale, tmp_path):
    target = tmp_path / "compiled"
    update_catalogues(["ar", "fr"], source=source, locale=locale)
    compile_catalogues(target, locale=locale)
    catalogue_path(locale, "fr").unlink()
    compile_catalogues(target, locale=locale)
    assert [path.parts[-3] for path in target.glob("*/*/*.mo")] == ["ar"]


def test_without_catalogues_nothing_is_made(tmp_path):
    assert compile_catalogues(tmp_path / "compiled", locale=tmp_path / "none") == []


def test_two_starts_at_once_leave_whole_catalogues(source, locale, tmp_path):
    target = tmp_path / "compiled"
    update_catalogues(["ar", "fr"], source=source, locale=locale)
    translate(locale, "fr", Evidence="Données")
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=compile_catalogues, args=(target,), kwargs={"locale": locale}) for _ in "abc"]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert opened(target, "fr").gettext("Evidence") == "Données"
    assert sorted(path.name for path in target.rglob("*") if path.is_file()) == ["django.mo", "django.mo"]


def test_a_folder_that_cannot_be_written_is_an_error_of_the_system(source, locale, tmp_path):
    update_catalogues(["fr"], source=source, locale=locale)
    (tmp_path / "compiled").write_text("a file where a folder is wanted")
    with pytest.raises(OSError, match=os.strerror(20)):
        compile_catalogues(tmp_path / "compiled", locale=locale)
