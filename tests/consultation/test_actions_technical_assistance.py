from datetime import date

import pytest
from django.db import IntegrityError
from tests.consultation.factories_register import make_programme, worker

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, Role, acting_as
from mashura.consultation.actions import technical_assistance as actions
from mashura.consultation.models import TechnicalAssistance
from mashura.consultation.queries import register as queries
from mashura.errors import InputError
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
BODY = Localised(en="A body (fictional)")
OUTCOME = Expressions.of("en", "Two courses were held (fictional).")


@pytest.fixture
def programme():
    return make_programme()


def ask(programme, actor=SYSTEM, country="XAA", **changes):
    values = {
        "requested_on": date(2031, 1, 1),
        "subject": Expressions.of("en", "Training (fictional)"),
        "about": ["T1"],
    }
    return actions.request_assistance(actor=actor, programme=programme, country=country, **values | changes)


def test_a_request_is_asked_answered_released_and_published(programme):
    delegate = worker()
    row = ask(programme, delegate)
    row = actions.answer_request(actor=delegate, request=row, state="delivered", provider=BODY, outcome=OUTCOME)
    with acting_as(ANONYMOUS):
        assert not queries.visible_assistance(ANONYMOUS).exists()
    row = actions.release_request(actor=worker(Role.HEAD_OF_DELEGATION), request=row)
    row = actions.publish_request(actor=worker(Role.SECRETARIAT), request=row)
    with acting_as(ANONYMOUS):
        assert queries.assistance(ANONYMOUS, "made-up", row.key).outcome == OUTCOME


def test_others_neither_ask_nor_answer(programme):
    row = ask(programme)
    for actor in (worker(Role.OBSERVER), worker(country="XBB")):
        with pytest.raises(Forbidden):
            ask(programme, actor)
    for actor, error in ((worker(Role.TRANSLATOR), Forbidden), (worker(country="XBB"), NotHere)):
        with pytest.raises(error):
            actions.answer_request(actor=actor, request=row, state="declined", provider=BODY, outcome=OUTCOME)


def test_an_answer_is_whole_and_final(programme):
    row = ask(programme)
    with pytest.raises(InputError):
        actions.answer_request(actor=SYSTEM, request=row, state="delivered", provider=BODY, outcome=Expressions())
    row = actions.answer_request(actor=SYSTEM, request=row, state="declined", provider=Localised(), outcome=OUTCOME)
    with pytest.raises(InputError):
        actions.answer_request(actor=SYSTEM, request=row, state="agreed", provider=BODY, outcome=OUTCOME)


def test_a_request_says_something_about_a_country_of_the_programme(programme):
    for changes in ({"subject": Expressions()}, {"about": []}, {"country": "XCC"}):
        with pytest.raises(InputError):
            ask(programme, **changes)


def test_the_database_holds_an_answer_to_its_words(programme):
    row = ask(programme)
    for values in ({"state": "delivered", "provider": {"en": "A body"}}, {"state": "agreed"}):
        with pytest.raises(IntegrityError), acting_as(SYSTEM):
            TechnicalAssistance.objects.filter(pk=row.pk).update(**values)
