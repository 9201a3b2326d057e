from datetime import timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from tests.commitments.factories import TODAY, said

from mashura.access.public import ANONYMOUS, acting_as, publish_material, release_material
from mashura.commitments.rules.positions import Position
from mashura.commitments.templatetags.commitments import as_percent, called, in_unit
from mashura.kit.reader import Reader, use_reader


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_answers_to_a_recommendation_for_its_page(world):
    world.answer(Position.UNDER_CONSIDERATION, answer_by=TODAY + timedelta(30))
    newest = world.answer(Position.ACCEPTED_IN_PART, reason=said("The first part (fictional)."))

    def shown(actor):
        request = RequestFactory().get("/")
        request.actor = actor
        with acting_as(actor), use_reader(Reader("en")):
            template = Template("{% load commitments %}{% responses recommendation %}")
            return template.render(Context({"request": request, "recommendation": world.recommendation}))

    inside = shown(world.minister)
    assert "Accepted in part" in inside
    assert "in United Nations terms: Noted" in inside
    assert "Earlier answers" in inside
    assert "Change our answer" in inside
    assert "Accepted in part" not in shown(ANONYMOUS)
    assert "Accepted in part" not in shown(world.neighbour)
    release_material(actor=world.head, row=newest, country="XAA")
    publish_material(actor=world.secretariat, row=newest)
    outside = shown(ANONYMOUS)
    assert "Accepted in part" in outside
    assert "Earlier answers" not in outside
    assert "Change our answer" not in outside


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        (Decimal("62.500000"), "percent", "en", "62.5%"),
        (Decimal("1200.000000"), "", "fr", "1\u202f200"),
        (Decimal("100.000000"), "percent", "fr", "100\u202f%"),
        (None, "", "en", "–"),
    ],
)
def test_a_measured_value_keeps_its_own_decimals(value, unit, language, text):
    with use_reader(Reader(language)):
        assert in_unit(value, unit) == text


def test_a_share_is_not_clamped_and_codes_have_names():
    with use_reader(Reader("en")):
        assert as_percent(Decimal("1.25")) == "125%"
        assert called("overdue", "duty") == "Overdue"
        assert called("no-such", "duty") == "no-such"


@pytest.mark.django_db(databases=["default", "owner"])
def test_an_answer_in_part_offers_the_split_to_who_settles_recommendations(world):
    world.answer(Position.ACCEPTED_IN_PART, reason=said("The first part (fictional)."))
    row = world.recommendation
    for actor, offered in ((world.secretariat, True), (world.minister, False), (ANONYMOUS, False)):
        request = RequestFactory().get("/")
        request.actor = actor
        with acting_as(actor), use_reader(Reader("en")):
            told = Template("{% load commitments %}{% responses recommendation %}").render(
                Context({"request": request, "recommendation": row})
            )
        assert (f"/{row.ref}/split/" in told) is offered
