"""A small study of an invented programme, written through the actions as its people would."""

import time
from dataclasses import dataclass, field

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from tests.access.factories import actor_in, make_holding, make_post

from mashura.access.public import SYSTEM, Actor, Role, acting_as, release_material, visible
from mashura.consultation.actions import study as actions
from mashura.consultation.models import Programme, Study, StudyParagraph, StudyPart, StudyVersion
from mashura.evidence.models import Finding
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

NAMES = {"en": "A programme (fictional)", "ar": "برنامج خيالي", "fr": "Un programme fictif"}
REASON = Localised(en="The workshops discussed it.", ar="ناقشته ورش العمل.", fr="Les ateliers en ont débattu.")


def make_programme(code="own", **changes):
    values = {
        "names": NAMES,
        "short_names": NAMES,
        "summary": NAMES,
        "countries": ["XAA", "XBB", "XCC"],
        "authoritative_languages": ["en", "ar"],
        "working_languages": ["fr"],
        "is_fictional": True,
        "is_released": True,
    }
    with acting_as(SYSTEM):
        return Programme.objects.create(code=code, **values | changes)


def make_finding(ref="F-1", *, programme="own", is_released=True):
    with acting_as(SYSTEM):
        return Finding.objects.create(
            programme=programme,
            ref=ref,
            kind="descriptive",
            theme="R1",
            statement=Expressions.of("en", f"Finding {ref} (fictional)."),
            is_released=is_released,
            public_from=now() if is_released else None,
        )


@dataclass
class People:
    """One holder per role; actors and their accounts."""

    holdings: dict = field(default_factory=dict)

    def holding(self, role: Role, country: str = ""):
        key = (role, country)
        if key not in self.holdings:
            countries = [country] if country else ["XAA", "XBB", "XCC"]
            self.holdings[key] = make_holding(post=make_post(role=role.value, countries=countries))
        return self.holdings[key]

    def actor(self, role: Role, country: str = "") -> Actor:
        return actor_in(self.holding(role, country))

    def sign_in(self, client, role: Role, country: str = ""):
        """Open a session with a second factor."""
        holding = self.holding(role, country)
        client.force_login(holding.user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(holding.user_id)
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
        session.save()
        return client

    @property
    def author(self) -> Actor:
        return self.actor(Role.RESEARCHER)

    @property
    def translator(self) -> Actor:
        return self.actor(Role.TRANSLATOR)


class Desk:
    """A study in writing: method, and a chapter on each of two countries."""

    def __init__(self, people: People):
        self.people = people
        self.programme = make_programme()
        self.study = actions.start_study(
            actor=people.author, programme="own", key="three-states", language="en", title="Three States (fictional)"
        )

    def version(self) -> StudyVersion:
        author = self.people.author
        with acting_as(author):
            return visible(author, StudyVersion).get(study=self.study, is_frozen=False)

    def part(self, key: str) -> StudyPart:
        author = self.people.author
        with acting_as(author):
            rows = visible(author, StudyPart).select_related("version__study__programme")
            return rows.get(version__study=self.study, version__is_frozen=False, key=key)

    def paragraph(self, key: str) -> StudyParagraph:
        author = self.people.author
        with acting_as(author):
            rows = visible(author, StudyParagraph).select_related("part__version__study__programme")
            return rows.get(part__version__study=self.study, is_frozen=False, key=key)

    def add_part(self, key: str, *countries: str) -> StudyPart:
        return actions.add_part(
            actor=self.people.author,
            version=self.version(),
            key=key,
            language="en",
            title=f"On {key}",
            countries=countries,
        )

    def add(self, part: str, key: str, text: str = "") -> StudyParagraph:
        return actions.add_paragraph(
            actor=self.people.author,
            part=self.part(part),
            language="en",
            text=text or f"What {key} says about migrants.",
            key=key,
        )

    def write(self) -> "Desk":
        """Four parts with five paragraphs."""
        for key, *countries in (("method",), ("amarilia", "XAA"), ("belvoria", "XBB")):
            self.add_part(key, *countries)
        for part, key in (
            ("method", "question"),
            ("method", "limits"),
            ("amarilia", "clinics"),
            ("amarilia", "coast"),
            ("belvoria", "schools"),
        ):
            self.add(part, key)
        return self

    def open(self, **countries: str):
        for part, code in countries.items():
            actions.open_part(actor=self.people.author, part=self.part(part), countries=code.split())

    def release(self, part: str, country: str):
        head = self.people.actor(Role.HEAD_OF_DELEGATION, country)
        row = self.part(part)
        release_material(actor=head, row=row, country=country)

    def publish(self):
        """Open every part to its countries, let Amarilia release its own, and publish."""
        self.open(method="XAA XBB XCC", amarilia="XAA", belvoria="XBB")
        self.release("amarilia", "XAA")
        actions.publish_version(actor=self.people.actor(Role.SECRETARIAT), version=self.version())

    def next_version(self, stage="after-workshops") -> StudyVersion:
        return actions.make_version(actor=self.people.author, study=self.fresh_study(), stage=stage, reason=REASON)

    def fresh_study(self) -> Study:
        author = self.people.author
        with acting_as(author):
            return visible(author, Study).select_related("programme").get(pk=self.study.pk)
