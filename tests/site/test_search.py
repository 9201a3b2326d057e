"""Finding pages by words: inflected Arabic, other languages, partial matches, and an index that only holds changes."""

import pytest
from django.db import IntegrityError, connections, transaction

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, acting_as
from mashura.kit.localised import Localised
from mashura.site.models import SearchEntry, SearchTerm
from mashura.site.search.actions import rebuild_search, weigh_terms
from mashura.site.search.documents import Document
from mashura.site.search.queries import find_pages

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

PROTECTION = Document(
    kind="topic",
    address="topics/protection/",
    title=Localised(en="Protection of migrants", ar="حماية المهاجرين", fr="La protection des migrants"),
    summary=Localised(en="Access to basic services.", ar="الحصول على الخدمات الأساسية"),
)
SEA = Document(
    kind="figure",
    address="evidence/deaths-at-sea/",
    title=Localised(en="Deaths at sea", ar="الوفيات في البحر", fr="Décès en mer"),
    summary=Localised(en="Migrants who died or went missing in the Mediterranean.", ar="المهاجرون المفقودون"),
    keywords=Localised(en="drowning", fr="noyade"),
)


@pytest.fixture
def index(db):
    rebuild_search(actor=SYSTEM, documents=[PROTECTION, SEA])


def addresses(query, language="en"):
    with acting_as(ANONYMOUS):
        return [found.entry.address for found in find_pages(ANONYMOUS, query, language=language).pages]


@pytest.mark.parametrize("query", ["مهاجر", "والمهاجرين", "للمهاجرين", "المُهاجِرون"])
def test_finds_arabic_whatever_its_form(index, query):
    assert PROTECTION.address in addresses(query, "ar")


def test_a_word_of_the_title_counts_more_than_one_of_the_summary(index):
    assert addresses("migrants") == [PROTECTION.address, SEA.address]


def test_finds_a_page_by_the_words_of_another_language(index):
    with acting_as(ANONYMOUS):
        (found,) = find_pages(ANONYMOUS, "noyade", language="ar").pages
    assert (found.entry.address, found.language) == (SEA.address, "fr")


def test_wants_every_word_within_one_language(index):
    assert addresses("deaths mediterranean") == [SEA.address]


def test_offers_pages_with_some_of_the_words_and_says_so(index):
    with acting_as(ANONYMOUS):
        findings = find_pages(ANONYMOUS, "protection zeppelin", language="en")
    assert findings.is_partial
    assert [found.entry.address for found in findings.pages] == [PROTECTION.address]


@pytest.mark.parametrize("query", ["", "   ", "؟!", "zeppelin", "%", "'; DROP TABLE site_searchterm; --"])
def test_finds_nothing_where_there_is_nothing(index, query):
    assert addresses(query) == []


def test_a_long_query_is_cut_short(index):
    assert addresses("protection " * 10_000) == [PROTECTION.address]


def test_a_second_rebuild_changes_nothing(index):
    assert rebuild_search(actor=SYSTEM, documents=[SEA, PROTECTION]) == 0


def test_a_changed_page_is_indexed_anew_and_a_withdrawn_one_forgotten(index):
    changed = Document(kind="figure", address=SEA.address, title=Localised(en="Lives lost"))
    assert rebuild_search(actor=SYSTEM, documents=[changed]) == 3  # one new, two gone
    assert addresses("lives") == [SEA.address]
    assert addresses("protection") == []


def test_nobody_but_the_system_rebuilds(index):
    with pytest.raises(Forbidden):
        rebuild_search(actor=ANONYMOUS, documents=[])


def test_unreleased_entries_are_found_by_nobody(index):
    with acting_as(SYSTEM):
        SearchTerm.objects.update(is_released=False)
        SearchEntry.objects.update(is_released=False)
    assert addresses("protection") == []


def test_a_word_cannot_be_released_without_its_page(index):
    with acting_as(SYSTEM):
        SearchEntry.objects.update(is_released=False)
        with pytest.raises(IntegrityError), transaction.atomic():
            connections["default"].check_constraints()
        SearchEntry.objects.update(is_released=True)


def test_a_word_has_the_weight_of_its_best_place():
    weights = weigh_terms(
        Document(kind="topic", address="x/", title=Localised(en="Asylum"), text=Localised(en="asylum border"))
    )
    assert weights["en", "asylum"] > weights["en", "border"]
