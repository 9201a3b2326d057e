"""A made-up programme with a register, and those who work on it."""

from datetime import date

from tests.access.factories import make_actor

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.consultation.actions import register as actions
from mashura.consultation.models import Programme
from mashura.consultation.rules.register import Particulars, SourceParticulars
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

NAMES = {"en": "A name", "ar": "اسم", "fr": "Un nom"}


def make_programme(code="made-up", *, is_fictional=True, countries=("XAA", "XBB")):
    with acting_as(SYSTEM):
        return Programme.objects.create(
            code=code,
            names=NAMES,
            short_names=NAMES,
            summary=NAMES,
            countries=list(countries),
            authoritative_languages=["en", "ar"],
            working_languages=["fr"],
            topics=["1", "2", "3"],
            is_fictional=is_fictional,
            is_released=True,
        )


def worker(role=Role.DELEGATE, country="XAA", programme="made-up"):
    countries = [country] if country else []
    return make_actor(role, countries=countries, programmes=[programme])


def particulars(**changes):
    values = {
        "kind": "law",
        "status": "in-force",
        "title": Localised(ar="قانون العيادات (خيالي)", en="Clinics Act (fictional)"),
        "title_language": "ar",
        "description": Expressions.of("en", "Clinics treat everybody (fictional)."),
        "themes": ("S1",),
        "first_year": 2030,
    }
    return Particulars(**values | changes)


def source(**changes):
    values = {
        "title": Localised(en="A page (fictional)"),
        "publisher": Localised(en="A publisher (fictional)"),
        "url": "https://example.org/law",
        "checked_on": date(2030, 1, 2),
        "dated": date(2030, 1, 1),
    }
    return SourceParticulars(**values | changes)


def make_entry(programme, country="XAA", *, is_public=False, key="", **changes):
    row = actions.write_entry(
        actor=SYSTEM, programme=programme, country=country, particulars=particulars(**changes), key=key
    )
    if is_public:
        row = actions.publish_entry(actor=SYSTEM, entry=actions.release_entry(actor=SYSTEM, entry=row))
    return row
