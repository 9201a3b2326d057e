from datetime import date

import pytest
from tests.consultation.factories import PROGRAMME, TEXT, programme_file

from mashura.consultation.programme_files import bundled_programmes, read_programme
from mashura.errors import InputError
from mashura.reference.public import is_fictional


def test_bundled_programmes_are_the_real_one_and_a_fictional_one():
    real, fictional = (read_programme(path) for path in bundled_programmes())
    assert (real.code, real.is_fictional) == ("north-africa", False)
    assert (fictional.code, fictional.is_fictional) == ("fictional-example", True)
    assert all(is_fictional(iso3) for iso3 in fictional.countries)
    for language in ("en", "ar", "fr"):
        assert real.names[language]
        assert real.short_names[language] != fictional.short_names[language]


def test_the_real_programme_says_what_public_sources_say():
    found = read_programme(bundled_programmes()[0])
    assert sorted(found.countries) == ["EGY", "MAR", "TUN"]
    assert found.authoritative_languages == ("en", "ar")
    assert found.working_languages == ("fr",)
    assert (found.project_code, found.first_year, found.last_year) == ("CT.0690", 2013, 2014)
    assert (found.budget_amount, found.budget_currency) == (200000, "USD")
    assert found.report.dated == date(2014, 12, 15)
    assert found.report.languages == ("en", "ar")
    assert [(one.kind, one.starts, one.ends, one.country) for one in found.meetings] == [
        ("national-workshop", date(2014, 9, 16), date(2014, 9, 17), "TUN"),
        ("regional-meeting", date(2014, 9, 23), date(2014, 9, 24), "MAR"),
    ]
    assert all("28" in text for text in found.meetings[1].participants.values())


def test_the_fictional_programme_has_nothing_that_looks_like_a_fact():
    found = read_programme(bundled_programmes()[1])
    assert not found.meetings
    assert not found.facts
    assert found.report is None
    assert found.budget_amount is None
    assert "invented" in found.summary["en"]
    assert "خيالية" in found.names["ar"]
    assert "fictifs" in found.names["fr"]


def test_a_whole_file_is_read(tmp_path):
    found = read_programme(programme_file(tmp_path))
    assert found.languages == ("en", "ar", "fr")
    assert found.facts[0].value["ar"] == "شيء واحد"
    assert found.meetings[0].partners == {}


def test_what_a_file_does_not_say_stays_empty(tmp_path):
    absent = dict.fromkeys(("years", "budget", "topics", "facts", "story", "meetings"))
    found = read_programme(programme_file(tmp_path, **absent))
    assert found.first_year is None
    assert found.budget_amount is None
    assert found.facts == found.story == found.meetings == found.topics == ()
    assert not found.donor


def test_another_language_needs_no_code(tmp_path):
    text = {"pt": "Uma coisa"}
    file = programme_file(
        tmp_path,
        languages={"authoritative": ["pt"]},
        names=text,
        short_names=text,
        summary=text,
        sources=[{"key": "made-up", "title": text}],
        facts=None,
        story=None,
        meetings=None,
    )
    assert read_programme(file).names == text


FIRST_MEETING = PROGRAMME["meetings"][0]
FACT = PROGRAMME["facts"][0]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"format": 2}, "format"),
        ({"code": "Made Up"}, "code"),
        ({"code": None}, "code"),
        ({"is_fictional": "yes"}, "is_fictional"),
        ({"names": {"en": "One", "ar": "واحد"}}, "names"),
        ({"names": TEXT | {"de": "Eins"}}, "names"),
        ({"names": "One"}, "names"),
        ({"countries": ["XQQ"]}, "countries"),
        ({"countries": ["XAA", "XAA"]}, "countries"),
        ({"countries": []}, "countries"),
        ({"countries": ["EGY"]}, "countries"),
        ({"is_fictional": False}, "countries"),
        ({"languages": {"authoritative": []}}, "languages.authoritative"),
        ({"languages": {"authoritative": ["en"], "working": ["en"]}}, "languages.authoritative"),
        ({"languages": {"authoritative": ["en"], "official": ["ar"]}}, "languages.official"),
        ({"digits": {"ar": "roman"}}, "digits"),
        ({"years": {"from": 2031, "to": 2030}}, "years.to"),
        ({"budget": {"amount": -1, "currency": "USD"}}, "budget.amount"),
        ({"budget": {"amount": 10, "currency": "dollars"}}, "budget.currency"),
        ({"topics": ["S1"]}, "topics"),
        ({"sources": None}, "sources"),
        ({"facts": [FACT | {"source": "hearsay"}]}, "facts[1].source"),
        ({"facts": [FACT, FACT]}, "facts[1].key"),
        ({"facts": [FACT | {"note": "more"}]}, "facts[1].note"),
        (
            {"story": [{"key": "research", "source": "made-up", "title": TEXT, "paragraphs": "x"}]},
            "story[1].paragraphs",
        ),
        ({"meetings": [FIRST_MEETING | {"ends": "2030-02-01"}]}, "meetings[1].ends"),
        ({"meetings": [FIRST_MEETING | {"starts": "soon"}]}, "meetings[1].starts"),
        ({"meetings": [FIRST_MEETING | {"kind": "party"}]}, "meetings[1].kind"),
        ({"meetings": [FIRST_MEETING | {"country": "XCC"}]}, "meetings[1].country"),
        ({"report": {"source": "made-up", "title": TEXT, "dated": "2030", "languages": ["en"]}}, "report.dated"),
        ({"donnor": TEXT}, "donnor"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_field(tmp_path, changes, field):
    with pytest.raises(InputError) as refusal:
        read_programme(programme_file(tmp_path, **changes))
    assert refusal.value.params["file"] == "made_up.yaml"
    assert refusal.value.params["field"] == field


@pytest.mark.parametrize("content", ["names: [", "- a\n- b\n", "", "\ttab: 1"])
def test_what_is_no_programme_file_is_refused(tmp_path, content):
    file = tmp_path / "broken.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.yaml"):
        read_programme(file)


def test_binary_and_missing_files_are_refused(tmp_path):
    file = tmp_path / "picture.yaml"
    file.write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(InputError, match=r"picture\.yaml"):
        read_programme(file)
    with pytest.raises(InputError, match=r"nowhere\.yaml"):
        read_programme(tmp_path / "nowhere.yaml")


def test_french_marks_keep_their_no_break_spaces_and_lines_are_joined(tmp_path):
    names = {"en": "One\n  thing", "ar": "شيء", "fr": "Une chose\u202f; une autre\u00a0: voilà"}
    found = read_programme(programme_file(tmp_path, names=names))
    assert found.names == {"en": "One thing", "ar": "شيء", "fr": names["fr"]}


@pytest.mark.parametrize("file", bundled_programmes(), ids=lambda file: file.name)
def test_no_french_mark_can_start_a_line(file):
    assert " ;" not in file.read_text(encoding="utf-8")
    assert " : " not in file.read_text(encoding="utf-8")
