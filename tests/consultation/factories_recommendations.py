"""Recommendations of a made-up programme, made through the product's own actions."""

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from tests.access.factories import make_actor, make_holding, make_post

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.consultation.models import Programme
from mashura.consultation.public import (
    AddresseeEntry,
    Particulars,
    address_to,
    draft_recommendation,
    publish_recommendation,
    release_recommendation,
    take_step,
)
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

TEXT = {"en": "One thing", "ar": "شيء واحد", "fr": "Une chose"}
WAY = ("propose", "consolidate", "adopt", "issue")


def make_programme(code="made-up", **changes):
    values = {
        "names": TEXT,
        "short_names": TEXT,
        "summary": TEXT,
        "countries": ["XAA", "XBB"],
        "authoritative_languages": ["en", "ar"],
        "working_languages": ["fr"],
        "is_fictional": True,
        "is_released": True,
    }
    with acting_as(SYSTEM):
        return Programme.objects.get_or_create(code=code, defaults=values | changes)[0]


def person(role=Role.SECRETARIAT, *, countries=(), programmes=("made-up",)):
    return make_actor(role, countries=list(countries), programmes=list(programmes))


def sign_in(client, role=Role.SECRETARIAT, *, countries=(), programmes=("made-up",)):
    """Open a session with a second factor for somebody who holds such a post; an earlier one ends."""
    client.logout()
    post = make_post(role=role.value, countries=list(countries), programmes=list(programmes))
    holding = make_holding(post=post)
    client.force_login(holding.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(holding.user_id)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()


def words(en="Open clinics to everybody", ar="افتحوا العيادات للجميع", **others):
    return Expressions.of("en", en, ar=ar, **others)


def why(en="It says so (fictional)", **others):
    return Expressions.of("en", en, **others)


def body(country="XAA", name="A government (fictional)", **changes):
    values = {"addressee_class": "ministry", "role": "lead", "country": country, "names": Localised(en=name)}
    return AddresseeEntry(**values | changes)


def make_draft(*, actor=SYSTEM, programme=None, text=None, ref="", stage="draft-study", **particulars):
    values = {"source_kind": "workshop", "theme": "S1", "countries": ("XAA",)} | particulars
    return draft_recommendation(
        actor=actor,
        programme=programme or make_programme(),
        particulars=Particulars(**values),
        text=text or words(),
        ref=ref,
        stage=stage,
    )


def make_issued(*, actor=SYSTEM, addressees=None, **changes):
    row = make_draft(actor=actor, **changes)
    entries = addressees if addressees is not None else [body(country) for country in row.countries or ["XAA"]]
    address_to(actor=actor, recommendation=row, addressees=entries)
    for step in WAY:
        take_step(actor=actor, recommendation=row, step=step)
    return row


def make_public(**changes):
    row = make_issued(**changes)
    for country in row.countries:
        release_recommendation(actor=SYSTEM, recommendation=row, country=country)
    return publish_recommendation(actor=SYSTEM, recommendation=row)
