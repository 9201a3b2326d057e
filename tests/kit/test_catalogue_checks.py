import pytest

from mashura.kit.catalogue_checks import check, missing
from mashura.kit.catalogues import catalogue_path, update_catalogues

SENTENCE = "%(count)s people in %(place)s"


@pytest.fixture
def project(tmp_path):
    """A project with one plain and one counted sentence, and its empty French and Arabic catalogues."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "views.py").write_text(
        '_("See <a>%(title)s</a>")\n'
        'ngettext("%(count)s person in %(place)s", "%(count)s people in %(place)s", 2)\n'
        '_("100% of all")\n',
        encoding="utf-8",
    )
    folders = {"source": source, "locale": tmp_path / "locale"}
    update_catalogues(["ar", "fr"], **folders)
    return folders


def fill(project, language, title="<a>%(title)s</a>", forms=None, share="100 %"):
    """Translate the project; `forms` are the plural forms of the counted sentence."""
    count = 6 if language == "ar" else 2
    forms = forms or ["%(count)s × %(place)s"] * count
    path = catalogue_path(project["locale"], language)
    text = path.read_text(encoding="utf-8")
    text = text.replace('</a>"\nmsgstr ""', f'</a>"\nmsgstr "{title}"')
    text = text.replace('of all"\nmsgstr ""', f'of all"\nmsgstr "{share}"')
    for index, form in enumerate(forms):
        text = text.replace(f'msgstr[{index}] ""', f'msgstr[{index}] "{form}"')
    path.write_text(text, encoding="utf-8")


def kinds(project, language):
    return sorted(problem.kind for problem in check([language], **project))


def test_a_complete_catalogue_has_no_problems(project):
    fill(project, "ar")
    fill(project, "fr")
    assert check(**project) == []
    assert missing("ar", **project) == missing("fr", **project) == []


def test_what_is_untranslated_is_listed(project):
    assert kinds(project, "fr") == ["untranslated"] * 3
    assert missing("fr", **project) == ["%(count)s person in %(place)s", "100% of all", "See <a>%(title)s</a>"]


def test_a_language_without_a_catalogue_lacks_everything(project):
    assert kinds(project, "es") == ["file"]
    assert len(missing("es", **project)) == 3


def test_a_fuzzy_translation_is_no_translation(project):
    fill(project, "fr")
    path = catalogue_path(project["locale"], "fr")
    path.write_text(path.read_text().replace('msgid "100% of all"', '#, fuzzy\nmsgid "100% of all"'))
    assert kinds(project, "fr") == ["fuzzy"]
    assert missing("fr", **project) == ["100% of all"]


def test_a_catalogue_behind_the_source_is_noticed(project):
    fill(project, "fr")
    (project["source"] / "views.py").write_text('_("See <a>%(title)s</a>")\n_("New")', encoding="utf-8")
    assert kinds(project, "fr") == ["not collected", "unused", "unused"]
    assert missing("fr", **project) == ["New"]


def test_an_obsolete_entry_is_noticed(project):
    fill(project, "fr")
    path = catalogue_path(project["locale"], "fr")
    path.write_text(path.read_text() + '\n#~ msgid "Old"\n#~ msgstr "Vieux"\n')
    assert kinds(project, "fr") == ["unused"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("<a>titre</a>", "placeholders"),
        ("<a>%(titre)s</a>", "placeholders"),
        ("<a>%(title)d</a>", "placeholders"),
        ("<a>%(title)s</a> 100 %", "placeholders"),
        ("<a>%(title)s</a> 100 %%", None),
        ("<a>%(title)s", "markup"),
        ("<b>%(title)s</b>", "markup"),
        ("<a>%(title)s</a> ", "markup"),
        ("« <a>%(title)s</a> »", None),
    ],
)
def test_placeholders_and_tags_must_fit(project, title, kind):
    fill(project, "fr", title=title)
    assert kinds(project, "fr") == ([kind] if kind else [])


def test_a_sentence_without_placeholders_may_say_percent(project):
    fill(project, "fr", share="la totalité (100 %)")
    assert check(["fr"], **project) == []


def test_arabic_wants_all_six_forms(project):
    fill(project, "ar", forms=["%(count)s %(place)s"] * 5)
    assert kinds(project, "ar") == ["plural forms"]
    assert "5 of 6" in str(check(["ar"], **project)[0])


def test_small_numbers_may_be_said_in_a_word(project):
    words = ["لا أحد في %(place)s", "شخص في %(place)s", "شخصان في %(place)s"]
    fill(project, "ar", forms=words + ["%(count)s في %(place)s"] * 3)
    assert check(["ar"], **project) == []


def test_the_other_forms_may_not_lose_the_number(project):
    fill(project, "ar", forms=["%(count)s في %(place)s"] * 5 + ["في %(place)s"])
    assert kinds(project, "ar") == ["placeholders"]


def test_no_form_may_lose_what_is_not_the_number(project):
    fill(project, "fr", forms=["une personne", "%(count)s × %(place)s"])
    assert kinds(project, "fr") == ["placeholders"]


def test_a_catalogue_that_counts_otherwise_is_noticed(project):
    fill(project, "ar")
    path = catalogue_path(project["locale"], "ar")
    text = path.read_text()
    start = text.index('"Plural-Forms')
    end = text.index('"MIME-Version')
    path.write_text(text[:start] + '"Plural-Forms: nplurals=6; plural=n%6;\\n"\n' + text[end:])
    assert kinds(project, "ar") == ["header"]


def test_a_damaged_catalogue_is_one_problem(project):
    path = catalogue_path(project["locale"], "fr")
    path.write_text(path.read_text() + '\nmsgid "open\n')
    assert kinds(project, "fr") == ["file"]
    assert len(missing("fr", **project)) == 3


def test_a_problem_reads_as_a_line(project):
    assert str(check(["fr"], **project)[0]).startswith("fr: untranslated: ")
