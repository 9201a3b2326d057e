"""What belongs to releasing, publishing and withdrawing the material of consultation beyond what every kind needs."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mashura.access.public import SYSTEM, Actor, ReleaseSteps, declare_release_steps
from mashura.consultation.actions.recommendations import publish_recommendation, release_recommendation
from mashura.consultation.actions.register import publish_entry
from mashura.consultation.actions.study import publish_version, withdraw_version
from mashura.consultation.models import Recommendation, RegisterEntry, StudyVersion
from mashura.consultation.queries.recommendations import was_issued


def _release_recommendation(*, actor: Actor, row: Recommendation, country: str) -> None:
    release_recommendation(actor=actor, recommendation=row, country=country)


def _publish_recommendation(*, actor: Actor, row: Recommendation, public_from: datetime | None) -> None:
    publish_recommendation(actor=actor, recommendation=row, public_from=public_from)


def _publish_entry(*, actor: Actor, row: RegisterEntry, public_from: datetime | None) -> None:
    publish_entry(actor=actor, entry=row, public_from=public_from)


def _publish_version(*, actor: Actor, row: StudyVersion, public_from: datetime | None) -> None:
    publish_version(actor=actor, version=row, public_from=public_from)


def _withdraw_version(*, actor: Actor, row: StudyVersion) -> None:
    withdraw_version(actor=actor, version=row)


declare_release_steps(
    Recommendation,
    ReleaseSteps(
        release=_release_recommendation,
        publish=_publish_recommendation,
        is_settled=lambda row: was_issued(SYSTEM, row),
    ),
)
declare_release_steps(RegisterEntry, ReleaseSteps(publish=_publish_entry))
declare_release_steps(
    StudyVersion,
    ReleaseSteps(
        publish=_publish_version,
        withdraw=_withdraw_version,
        note=_("Parts about a country become public when that country has released them; the others at once."),
    ),
)
