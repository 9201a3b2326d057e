"""The study of the fictional programme, played as its people would: in three languages, with work left to do."""

import pytest

from mashura.access.public import (
    ANONYMOUS,
    SYSTEM,
    Role,
    acting_as,
    create_demonstration_accounts,
    create_supporting_cast,
    visible,
)
from mashura.consultation.models import Study, StudyParagraph, StudyVersion
from mashura.consultation.public import load_bundled_programmes, study_contents
from mashura.consultation.queries.study import compare_versions
from mashura.consultation.queries.translations import translation_work
from mashura.kit.expressions import Standing
from mashura.site.demonstration.cast import Cast
from mashura.site.demonstration.study import play_study

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
KEY = ("fictional-example", "three-states")


@pytest.fixture
def played():
    load_bundled_programmes(actor=SYSTEM)
    create_demonstration_accounts(actor=SYSTEM, programmes=["fictional-example"], fictional=["fictional-example"])
    create_supporting_cast(actor=SYSTEM, programme="fictional-example")
    cast = Cast()
    play_study(cast)
    return cast


def rows(actor, model):
    with acting_as(actor):
        return list(visible(actor, model).order_by("pk").values())


def test_the_story_is_played_once(played):
    before = [rows(SYSTEM, model) for model in (Study, StudyVersion, StudyParagraph)]
    play_study(played)
    assert [rows(SYSTEM, model) for model in (Study, StudyVersion, StudyParagraph)] == before


def test_the_public_reads_all_but_the_part_that_one_country_has_not_released(played):
    with acting_as(ANONYMOUS):
        for number in (1, 2):
            contents = study_contents(ANONYMOUS, *KEY, number=number)
            assert [one.part.key for one in contents.parts] == ["method", "amarilia", "belvoria"]
        assert study_contents(ANONYMOUS, *KEY).version.number == 2


def test_the_draft_leaves_something_to_translate_and_the_next_version_less(played):
    left = []
    with acting_as(ANONYMOUS):
        for number in (1, 2):
            counts = study_contents(ANONYMOUS, *KEY, number=number).standings()
            left.append([counts[language][one] for language in counts for one in (Standing.STALE, Standing.MISSING)])
    assert sum(left[1]) < sum(left[0])
    assert left[1] != [0] * len(left[1])


def test_every_kind_of_change_is_there_to_be_seen(played):
    with acting_as(ANONYMOUS):
        counts = compare_versions(ANONYMOUS, *KEY, 1, 2).counts
    assert {"added", "moved", "changed", "same"} <= set(counts)


def test_the_translator_has_work(played):
    translator = played.actor(Role.TRANSLATOR)
    with acting_as(translator):
        found = translation_work(translator)
    assert {"missing", "stale", "to-review"} <= set(found.by_standing)
