"""Actors, findings and sources for tests of findings; all of the programme `own`, all invented."""

import time
from datetime import date

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from tests.access.factories import make_actor, make_holding, make_post

from mashura.access.public import SYSTEM, Role
from mashura.evidence.actions.findings import draft_finding
from mashura.evidence.actions.sources import register_field_source, register_source
from mashura.kit.expressions import Expressions

TITLE = {"en": "A report (fictional)", "ar": "تقرير (خيالي)", "fr": "Un rapport (fictif)"}
WHY = {"en": "It says so (fictional)."}
VALUE = "{{example-services?country=XAA&measure=health-access&until=2031#last_value}}"


def researcher(**changes):
    return make_actor(Role.RESEARCHER, countries=["XAA", "XBB", "XCC"], **changes)


def draft(actor=None, text="A statement (fictional).", **changes):
    values = {"kind": "descriptive", "theme": "S1", "countries": ["XAA"], "programme": "own"}
    statement = Expressions.of("en", text)
    return draft_finding(actor=actor or researcher(), statement=statement, **values | changes)


def source(actor=SYSTEM, key="report", **changes):
    values = {"programme": "own", "kind": "document", "title": TITLE, "publisher": {"en": "A ministry (fictional)"}}
    return register_source(actor=actor, key=key, **values | changes)


def interview(actor, country="XAA", **changes):
    values = {"programme": "own", "label": "R-01", "kind": "interview", "respondent": "migrant"}
    return register_field_source(actor=actor, country=country, held_on=date(2031, 2, 1), **values | changes)


def sign_in(client, role, *, countries=("XAA",), programmes=("own",)):
    """Open a session with a second factor for somebody who holds such a post; returns who that is."""
    holding = make_holding(post=make_post(role=role.value, countries=list(countries), programmes=list(programmes)))
    client.force_login(holding.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(holding.user_id)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()
    return holding
