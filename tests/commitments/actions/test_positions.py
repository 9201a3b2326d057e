from types import SimpleNamespace

import pytest
from tests.commitments.factories import PROGRAMME

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, acting_as, visible
from mashura.commitments.actions.positions import load_positions, position_from
from mashura.commitments.models import Response
from mashura.commitments.rules.positions import Position
from mashura.consultation.models import Addressee
from mashura.errors import InputError
from mashura.kit.localised import Localised

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def file(*, position="accepted", source="A/HRC/14/17, paras. 95 and 96", ref="R-7", note=None):
    told = SimpleNamespace(position=position, source=source, note=Localised(note or {}))
    item = SimpleNamespace(ref=ref, country="XBB", position=told)
    return [SimpleNamespace(programme=PROGRAMME, items=(item,))]


@pytest.fixture
def government(world):
    row = world.recommend("R-7", {})
    with acting_as(SYSTEM):
        body = Addressee(
            recommendation=row,
            addressee_class="ministry",
            country="XBB",
            names={"en": "Government of Belvoria (fictional)"},
            role="lead",
        )
        body.take_scope_of(row)
        body.save()
    return body


def test_a_published_position_is_recorded_once_with_its_source_and_is_public(government):
    first, second = (load_positions(files=file(note={"en": "A remark"}))[0] for _ in range(2))
    assert (first.new, first.unchanged, second.new, second.unchanged) == (1, 0, 0, 1)
    with acting_as(ANONYMOUS):
        row = visible(ANONYMOUS, Response).get()
    assert (row.position, row.source_document["ar"], row.source_paragraph) == ("accepted", "A/HRC/14/17", "95 and 96")
    assert (row.source_url, row.reason["en"], row.decided_on) == ("https://undocs.org/A/HRC/14/17", "A remark", None)
    assert (row.organisation_id, row.signed_by_id) == (None, None)


def test_a_position_that_changed_later_is_the_next_answer(government):
    load_positions(files=file(position="pending"))
    load_positions(files=file(position="Supported", source="A/HRC/14/17/Add.1"))
    with acting_as(SYSTEM):
        found = list(Response.objects.order_by("number").values_list("number", "position"))
    assert found == [(1, "under_consideration"), (2, "accepted")]


def test_a_body_of_the_platform_and_an_unknown_recommendation_are_passed_over(world):
    assert load_positions(files=file(ref="R-1"))[0].missing == 1
    with acting_as(SYSTEM):
        assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"), [({"position": "maybe"}, "no position"), ({"source": ""}, "no document")]
)
def test_what_cannot_be_read_names_the_recommendation(government, changes, words):
    with pytest.raises(InputError, match=words) as refused:
        load_positions(files=file(**changes))
    assert refused.value.params["ref"] == "R-7"


def test_nobody_else_loads(government):
    with pytest.raises(Forbidden):
        load_positions(actor=ANONYMOUS, files=file())


@pytest.mark.parametrize(
    ("word", "position"),
    [
        ("Supported", Position.ACCEPTED),
        ("Noted", Position.NOTED),
        ("Supported/Noted", Position.ACCEPTED_IN_PART),
        ("accepted-in-principle", Position.ACCEPTED_IN_PRINCIPLE),
    ],
)
def test_words_of_the_databases_and_codes_are_read(word, position):
    assert position_from(word, "R-1") is position
