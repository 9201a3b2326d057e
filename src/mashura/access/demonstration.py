"""Demonstration accounts: one for each role, in plainly fictional bodies, so that a visitor can see each view.

They exist in demonstration mode only; `mashura serve` refuses a database that holds them. Their passwords are derived
from the installation's own secret key: they can be printed again and differ from one installation to the next.
"""

import base64
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.crypto import salted_hmac

from mashura.access.actors import SYSTEM, Actor, Role
from mashura.access.audit import record
from mashura.access.decisions import require, visible
from mashura.access.models import Holding, Organisation, OrganisationKind, Post, User
from mashura.access.permissions import Action
from mashura.access.session import acting_as
from mashura.kit.localised import Localised

DOMAIN: Final = "example.org"  # RFC 2606: belongs to nobody
FICTIONAL_COUNTRIES: Final = ("XAA", "XBB", "XCC")
_NAMESPACE: Final = uuid.UUID("7c1a9f0e-5d1b-5f0a-9c35-3f2d6a4b8e10")


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """What the demonstration prints about one account."""

    role: Role
    email: str
    password: str
    organisation: Localised
    title: Localised


@dataclass(frozen=True, slots=True)
class _Body:
    kind: OrganisationKind
    country: str | None
    names: Localised


@dataclass(frozen=True, slots=True)
class _Seat:
    body: str
    titles: Localised
    everywhere: bool  # in every country and programme of the demonstration, else in the body's country


_BODIES: Final = {
    "secretariat": _Body(
        OrganisationKind.INTERNATIONAL,
        None,
        Localised(
            en="Organisation for Regional Mobility (fictional)",
            ar="منظمة التنقل الإقليمي (خيالية)",
            fr="Organisation pour la mobilité régionale (fictive)",
        ),
    ),
    "university": _Body(
        OrganisationKind.RESEARCH,
        None,
        Localised(
            en="Institute of Migration Studies (fictional)",
            ar="معهد دراسات الهجرة (خيالي)",
            fr="Institut d’études migratoires (fictif)",
        ),
    ),
    "interior": _Body(
        OrganisationKind.MINISTRY,
        "XAA",
        Localised(
            en="Ministry of the Interior of Amarilia (fictional)",
            ar="وزارة الداخلية في أماريليا (خيالية)",
            fr="Ministère de l’intérieur d’Amarilie (fictif)",
        ),
    ),
    "social_affairs": _Body(
        OrganisationKind.MINISTRY,
        "XBB",
        Localised(
            en="Ministry of Social Affairs of Belvoria (fictional)",
            ar="وزارة الشؤون الاجتماعية في بلفوريا (خيالية)",
            fr="Ministère des affaires sociales de Belvorie (fictif)",
        ),
    ),
    "council": _Body(
        OrganisationKind.NATIONAL_COUNCIL,
        "XCC",
        Localised(
            en="National Human Rights Council of Corvania (fictional)",
            ar="المجلس الوطني لحقوق الإنسان في كورفانيا (خيالي)",
            fr="Conseil national des droits de l’homme de Corvanie (fictif)",
        ),
    ),
    "shelter": _Body(
        OrganisationKind.SERVICE_PROVIDER,
        "XAA",
        Localised(
            en="Open Door Shelter, Amarilia (fictional)",
            ar="مأوى الباب المفتوح، أماريليا (خيالي)",
            fr="Foyer Porte ouverte, Amarilie (fictif)",
        ),
    ),
}

_SEATS: Final = {
    Role.SECRETARIAT: _Seat(
        "secretariat",
        Localised(en="Programme coordinator", ar="منسق البرنامج", fr="Coordination du programme"),
        everywhere=True,
    ),
    Role.COUNTRY_MISSION: _Seat(
        "secretariat",
        Localised(en="Mission in Amarilia", ar="البعثة في أماريليا", fr="Mission en Amarilie"),
        everywhere=False,
    ),
    Role.RESEARCHER: _Seat(
        "university",
        Localised(en="Independent researcher", ar="باحث مستقل", fr="Recherche indépendante"),
        everywhere=True,
    ),
    Role.HEAD_OF_DELEGATION: _Seat(
        "interior",
        Localised(en="Head of delegation", ar="رئيس الوفد", fr="Chef de délégation"),
        everywhere=False,
    ),
    Role.DELEGATE: _Seat(
        "social_affairs",
        Localised(en="Delegate", ar="عضو الوفد", fr="Membre de la délégation"),
        everywhere=False,
    ),
    Role.OBSERVER: _Seat(
        "council",
        Localised(en="Observer", ar="مراقب", fr="Observation"),
        everywhere=False,
    ),
    Role.TRANSLATOR: _Seat(
        "secretariat",
        Localised(en="Translator", ar="مترجم", fr="Traduction"),
        everywhere=True,
    ),
    Role.CASE_WORKER: _Seat(
        "shelter",
        Localised(en="Case worker", ar="أخصائي حالات", fr="Gestion de cas"),
        everywhere=False,
    ),
    Role.CASE_SUPERVISOR: _Seat(
        "shelter",
        Localised(en="Case supervisor", ar="مشرف على الحالات", fr="Supervision des cas"),
        everywhere=False,
    ),
    Role.SERVICE_PROVIDER: _Seat(
        "shelter",
        Localised(en="Service provider", ar="مقدم خدمات", fr="Prestation de services"),
        everywhere=False,
    ),
    Role.DATA_PROTECTION_OFFICER: _Seat(
        "secretariat",
        Localised(en="Data protection officer", ar="مسؤول حماية البيانات", fr="Protection des données"),
        everywhere=True,
    ),
}


def create_demonstration_accounts(
    *, actor: Actor, programmes: Sequence[str], fictional: Sequence[str] = ()
) -> list[DemonstrationAccount]:
    """One account, post and holding for each role; what is there already stays. Returns what may be printed.

    `programmes` are the codes in which the accounts take part. Posts of one invented State take part in those that are
    `fictional` only: such a State has no part in a real programme. Forbidden unless the actor may add posts.
    """
    require(actor, Action.ADD, Post)
    with acting_as(SYSTEM):
        bodies = {key: _organisation(key, body) for key, body in _BODIES.items()}
        made = [
            _account(role, seat, bodies[seat.body], programmes if seat.everywhere else fictional)
            for role, seat in _SEATS.items()
        ]
        if any(made):
            record(SYSTEM, "access:demonstration-accounts:create", detail={"accounts": sum(made)})
    return demonstration_accounts()


def demonstration_accounts() -> list[DemonstrationAccount]:
    """What the accounts are, with their passwords, in the order of the roles; it does not say whether they exist."""
    return [
        DemonstrationAccount(role, _email(role), _password(role), _BODIES[seat.body].names, seat.titles)
        for role, seat in _SEATS.items()
    ]


def demonstration_id(key: str) -> uuid.UUID:
    """The id that a body or post of the demonstration has in every installation."""
    return uuid.uuid5(_NAMESPACE, key)


def holds_demonstration_accounts() -> bool:
    """Whether this database holds any: such a one is never served to the public."""
    return User.objects.filter(is_demonstration=True).exists()


def _email(role: Role) -> str:
    return f"{role.value.replace('_', '-')}@{DOMAIN}"


def _password(role: Role) -> str:
    digest = salted_hmac("mashura.access.demonstration", role.value, algorithm="sha256")
    letters = base64.b32encode(digest.digest()).decode("ascii").lower()
    return "-".join((letters[0:5], letters[5:10], letters[10:15]))


def _organisation(key: str, body: _Body) -> Organisation:
    organisation, _made = visible(SYSTEM, Organisation).get_or_create(
        id=demonstration_id(key),
        defaults={
            "kind": body.kind,
            "country": body.country,
            "names": body.names,
            "is_fictional": True,
            "is_released": True,
        },
    )
    return organisation


def _account(role: Role, seat: _Seat, organisation: Organisation, programmes: Sequence[str]) -> bool:
    """Make what is missing of one account; whether anything was."""
    countries = list(FICTIONAL_COUNTRIES) if seat.everywhere else [organisation.country or FICTIONAL_COUNTRIES[0]]
    post, made_post = visible(SYSTEM, Post).get_or_create(
        id=demonstration_id(f"post:{role.value}"),
        defaults={
            "organisation": organisation,
            "titles": seat.titles,
            "role": role.value,
            "countries": countries,
            "programmes": list(programmes),
        },
    )
    user = User.objects.filter(email=_email(role)).first()
    made_user = user is None
    if user is None:
        user = User(email=_email(role), name=f"{seat.titles['en']} (fictional)", is_demonstration=True)
        user.set_password(_password(role))
        user.save()
    made_holding = False
    if not visible(SYSTEM, Holding).filter(post=post, held_until__isnull=True).exists():
        Holding.objects.create(post=post, organisation=organisation, user=user)
        made_holding = True
    return made_post or made_user or made_holding
