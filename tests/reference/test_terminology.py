import re
from pathlib import Path

import pytest
import yaml

from mashura.reference import pack, public

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Illegal migrants were counted.", "Illegal migrants"),
        ("en", "the fight against illegal immigration", "illegal immigration"),
        ("en", "people smuggling across the desert", "people smuggling"),
        ("en", "trafficking of migrants", "trafficking of migrants"),
        ("fr", "les migrants illégaux", "migrants illégaux"),
        ("fr", "l’immigration clandestine", "immigration clandestine"),
        ("fr", "la lutte contre le trafic de personnes", "trafic de personnes"),
        ("fr", "le trafic d’êtres humains", "trafic d’êtres humains"),
        ("fr", "la traite de migrants", "traite de migrants"),
        ("ar", "حماية المهاجرين غير الشرعيين", "المهاجرين غير الشرعيين"),
        ("ar", "مكافحة الهجرة غير الشرعية", "الهجرة غير الشرعية"),
        ("ar", "والهجرة السرية", "والهجرة السرية"),
        ("ar", "مكافحة تهريب البشر", "تهريب البشر"),
        ("ar", "الهِجْرَة غَيْر الشرعيّة", "الهجرة غير الشرعية"),
    ],
)
def test_words_to_avoid_are_found(language, text, found):
    assert [finding.found for finding in public.check_terminology(text, language)] == [found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "migrants in an irregular situation and the smuggling of migrants"),
        ("fr", "la traite des personnes et le trafic illicite de migrants"),
        ("fr", "les franchissements irréguliers des frontières"),
        ("ar", "المهاجرون في وضع غير نظامي وتهريب المهاجرين والاتجار بالأشخاص"),
        # Quotations and official names keep their own words.
        ("en", "Frontex calls them “illegal border-crossings”."),
        (
            "en",
            (
                "The National Coordinating Committee for Preventing and Combating Illegal Migration "
                "and Trafficking in Persons met."
            ),
        ),
        ("ar", "اللجنة الوطنية التنسيقية لمكافحة ومنع الهجرة غير الشرعية والاتجار بالبشر"),
        ("fr", "la notion de « migration clandestine »"),
        ("en", "<cite>Law on illegal migration</cite>"),
        ("es", "migrantes ilegales"),
    ],
)
def test_our_own_words_quotations_and_official_names_pass(language, text):
    assert public.check_terminology(text, language) == []


def test_a_quotation_does_not_hide_what_follows_it():
    findings = public.check_terminology("“illegal migrants” and other illegal migrants", "en")
    assert [finding.found for finding in findings] == ["illegal migrants"]


def test_findings_say_what_to_write_instead():
    (finding,) = public.check_terminology("la traite des migrants", "fr")
    assert finding.use == "trafic illicite de migrants"


def localised_texts(data: object) -> list[tuple[str, str]]:
    if isinstance(data, dict):
        if data and set(data) <= set(pack.LANGUAGES) and all(isinstance(text, str) for text in data.values()):
            return list(data.items())
        return [pair for key, value in data.items() if key != "official" for pair in localised_texts(value)]
    if isinstance(data, list):
        return [pair for item in data for pair in localised_texts(item)]
    return []


def pack_files() -> list[Path]:
    files = [file for folder in pack.FOLDERS for file in sorted(folder.glob("*.yaml"))]
    return files + sorted((ROOT / "src/mashura/consultation/programmes").glob("*.yaml"))


@pytest.mark.parametrize("file", pack_files(), ids=lambda file: file.name)
def test_texts_of_the_packs_keep_to_the_glossary(file):
    texts = localised_texts(yaml.safe_load(file.read_text(encoding="utf-8")))
    assert texts
    assert not [(text, found) for language, text in texts if (found := public.check_terminology(text, language))]


def test_names_of_the_packs_keep_to_the_glossary():
    for language in pack.LANGUAGES:
        for name in public.country_names(language).values():
            assert not public.check_terminology(name, language)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_catalogues_keep_to_the_glossary(language):
    file = ROOT / f"src/mashura/site/locale/{language}/LC_MESSAGES/django.po"
    if not file.exists():
        pytest.skip("there is no catalogue yet")
    text = file.read_text(encoding="utf-8")
    for message in re.findall(r'^msgstr(?:\[\d\])? ((?:"(?:[^"\\]|\\.)*"\n?)+)', text, re.MULTILINE):
        plain = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', message)).replace('\\"', '"')
        assert not public.check_terminology(plain, language), plain


def test_glossary_for_readers_and_for_machines_agree():
    document = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    rows = {
        cells[0]: cells[1:4]
        for line in document.splitlines()
        if line.startswith("|") and len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == 5
    }
    terms = {term.key: term for term in public.glossary().terms}
    assert set(terms) == set(rows) - {"key"} - {key for key in rows if set(key) <= {"-", ":"}}
    for key, term in terms.items():
        for language, cell in zip(("en", "fr", "ar"), rows[key], strict=True):
            assert term.main[language].replace("’", "'") in cell.replace("’", "'").replace("*", ""), key


def test_glossary_terms_have_every_language_and_a_section():
    glossary = public.glossary()
    assert len(glossary.terms) > 90
    for term in glossary.terms:
        assert set(term.main) == set(pack.LANGUAGES)
        assert term.section in glossary.sections
    assert {rule.language for rule in glossary.avoid} == set(pack.LANGUAGES)
