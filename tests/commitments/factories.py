"""A small world of commitments: two fictional States, their institutions and posts, one issued recommendation."""

import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import connection
from tests.access.factories import make_actor, make_organisation

from mashura.access.models import Organisation, User
from mashura.access.public import SYSTEM, Actor, Role, acting_as
from mashura.commitments.actions import assessments, commitments, reports, responses
from mashura.commitments.actions.commitments import Undertaking
from mashura.commitments.models import Assessment, Commitment, ProgressReport
from mashura.commitments.rules.assessments import Confidence, Level
from mashura.commitments.rules.positions import Position
from mashura.consultation.models import Addressee, Programme, Recommendation, RecommendationVersion
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

PROGRAMME = "own"
NOON = datetime(2031, 6, 15, 12, tzinfo=UTC)
TODAY = NOON.date()
DUE = date(2033, 12, 31)
WHY = Localised(en="A reason (fictional).", ar="سبب (خيالي).", fr="Un motif (fictif).")
NAMES = {"en": "A programme (fictional)", "ar": "برنامج (خيالي)", "fr": "Un programme (fictif)"}


def said(words: str = "Words (fictional).") -> Expressions:
    return Expressions.of("en", words, ar="كلمات (خيالية).", fr="Des mots (fictifs).")


def undertaking(words: str = "Open every clinic (fictional).", **changes) -> Undertaking:
    return Undertaking(**{"text": said(words), "due_date": DUE} | changes)


def write_at_once(change) -> None:
    """Make a change as the system and have the database check it now, not at the end of the transaction."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        change()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@dataclass
class World:
    """Whoever and whatever a test needs; made as it is asked for."""

    is_released: bool = True
    made: dict = field(default_factory=dict)

    def __post_init__(self) -> None:
        with acting_as(SYSTEM):
            self.programme = Programme.objects.create(
                code=PROGRAMME,
                names=NAMES,
                short_names=NAMES,
                summary=NAMES,
                countries=["XAA", "XBB", "XCC"],
                authoritative_languages=["en", "ar"],
                working_languages=["fr"],
                is_fictional=True,
                is_released=True,
            )
        self.recommendation = self.recommend("R-1", {"XAA": self.health, "XCC": self.labour})

    def recommend(self, ref: str, bodies: dict[str, Organisation], **changes) -> Recommendation:
        countries = sorted(filter(None, bodies))
        values = {"state": "issued", "theme": "S1", "source_kind": "regional-meeting", "is_released": self.is_released}
        with acting_as(SYSTEM):
            row = Recommendation.objects.create(
                programme=self.programme,
                ref=ref,
                countries=countries,
                open_to=countries,
                released_by=countries,
                public_from=now() if self.is_released else None,
                **values | changes,
            )
            version = RecommendationVersion(
                recommendation=row, number=1, stage="regional-meeting", text=said(), is_issued=True
            )
            version.take_scope_of(row)
            version.save()
            for country, body in bodies.items():
                addressee = Addressee(
                    recommendation=row,
                    addressee_class="ministry" if body.kind == "ministry" else "national-civil-society",
                    country=country,
                    organisation=body,
                    role="lead",
                )
                addressee.take_scope_of(row)
                addressee.save()
        return row

    def addressee(self, country: str = "XAA") -> Addressee:
        with acting_as(SYSTEM):
            return Addressee.objects.select_related("recommendation", "organisation").get(
                recommendation=self.recommendation, country=country
            )

    @cached_property
    def health(self) -> Organisation:
        return make_organisation(names={"en": "Ministry of Health (fictional)"}, is_released=True)

    @cached_property
    def labour(self) -> Organisation:
        return make_organisation(country="XCC", names={"en": "Ministry of Labour (fictional)"}, is_released=True)

    @cached_property
    def minister(self) -> Actor:
        return make_actor(Role.DELEGATE, organisation=self.health)

    @cached_property
    def head(self) -> Actor:
        """The head of XAA's delegation: of another ministry than Health."""
        return make_actor(Role.HEAD_OF_DELEGATION)

    @cached_property
    def neighbour(self) -> Actor:
        """A delegate of XCC."""
        return make_actor(Role.DELEGATE, organisation=self.labour, countries=["XCC"])

    @cached_property
    def secretariat(self) -> Actor:
        return make_actor(
            Role.SECRETARIAT,
            organisation=make_organisation(kind="international", country=None),
            countries=["XAA", "XBB", "XCC"],
        )

    @cached_property
    def association(self) -> Actor:
        """An observer of civil society in XAA."""
        body = make_organisation(kind="civil_society", names={"en": "An association (fictional)"}, is_released=True)
        return make_actor(Role.OBSERVER, organisation=body)

    @cached_property
    def council(self) -> Actor:
        """An observer of XAA's national council."""
        body = make_organisation(kind="national_council", names={"en": "A council (fictional)"}, is_released=True)
        return make_actor(Role.OBSERVER, organisation=body)

    def draft(self, actor: Actor | None = None, **changes) -> Commitment:
        values = {
            "programme": PROGRAMME,
            "owner": self.health,
            "owner_class": "ministry",
            "undertaking": undertaking(),
            "recommendations": [self.recommendation],
        }
        return commitments.draft_commitment(actor=actor or self.minister, **values | changes)

    def active(self, **changes) -> Commitment:
        row = self.draft(**changes)
        commitments.submit_commitment(actor=self.minister, commitment=row)
        commitments.confirm_commitment(actor=self.minister, commitment=row)
        return commitments.activate_commitment(actor=self.secretariat, commitment=row)

    def public(self, row: Commitment | None = None) -> Commitment:
        row = row or self.active()
        commitments.release_commitment(actor=self.head, commitment=row, country="XAA")
        return commitments.publish_commitment(actor=self.secretariat, commitment=row)

    def accepted_report(self, row: Commitment) -> ProgressReport:
        report = reports.file_report(actor=self.minister, commitment=row, author_class="ministry", text=said())
        reports.submit_report(actor=self.minister, report=report)
        return reports.accept_report(actor=self.secretariat, report=report)

    def judged(self, row: Commitment, actor: Actor | None = None, **changes) -> Assessment:
        values = {
            "subject": row,
            "assessor_class": "national-civil-society",
            "level": Level.PARTIAL,
            "confidence": Confidence.MEDIUM,
            "reasons": said(),
            "as_of": TODAY,
        }
        return assessments.assess(actor=actor or self.association, **values | changes)

    def published_judgement(self, row: Commitment, actor: Actor | None = None, **changes) -> Assessment:
        found = self.judged(row, actor, **changes)
        assessments.propose_assessment(actor=actor or self.association, assessment=found)
        return assessments.publish_assessment(actor=self.secretariat, assessment=found)

    def answer(self, position: Position = Position.ACCEPTED, **changes):
        return responses.respond(actor=self.minister, addressee=self.addressee(), position=position, **changes)


def sign_in_as(client, actor: Actor) -> None:
    """Open a session with a second factor for the person behind an actor."""
    client.logout()  # a session of before would not live long enough
    client.force_login(User.objects.get(pk=actor.user_id), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(actor.user_id)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()
