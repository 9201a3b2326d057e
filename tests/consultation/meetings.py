"""A fictional programme with a workshop and a regional meeting, for tests of meetings."""

from dataclasses import replace
from datetime import date

from tests.access.factories import make_actor
from tests.consultation.factories import TEXT, programme_file

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.consultation import public
from mashura.consultation.queries import meetings as queries
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

NAME = Localised(TEXT)
WORDS = Expressions.of("en", "Clinics are open to all.", ar="العيادات مفتوحة للجميع.", fr="Les centres sont ouverts.")


def set_up(folder, *, is_released=True):
    """The programme `made-up` with the meetings `first` (regional) and `workshop` (of XAA)."""
    found = public.read_programme(programme_file(folder))
    regional = found.meetings[0]
    workshop = replace(
        regional, key="workshop", kind="national-workshop", starts=date(2030, 2, 1), ends=date(2030, 2, 2)
    )
    public.load_programme(actor=SYSTEM, pack=replace(found, meetings=(regional, workshop)), is_released=is_released)


def held(key="workshop"):
    with acting_as(SYSTEM):
        return queries.meeting(SYSTEM, "made-up", key)


def actor(role, *countries, **changes):
    return make_actor(role, countries=list(countries), programmes=["made-up"], **changes)


def secretariat():
    return actor(Role.SECRETARIAT)


def delegation(meeting="workshop", *, country="XAA", **changes):
    """A State's delegation of two ministries, set up by the secretariat."""
    values = {"key": country.lower(), "kind": "state", "country": country, "institutions": [NAME, NAME]} | changes
    told = [
        one if isinstance(one, public.InstitutionEntry) else public.InstitutionEntry(one)
        for one in values["institutions"]
    ]
    who = secretariat()
    with acting_as(who):
        return public.save_delegation(actor=who, meeting=held(meeting), **values | {"institutions": told})
