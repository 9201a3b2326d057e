"""The supporting cast of the demonstration: more fictional bodies and posts, so that its story has all who speak in it.

Nobody signs in as them: their accounts have no password that would open anything. The accounts that a visitor tries
are in `demonstration.py`; where one of them holds a role in a country, that one acts.
"""

from dataclasses import dataclass
from typing import Final

from mashura.access.actors import SYSTEM, Actor, Kind, Role
from mashura.access.audit import record
from mashura.access.decisions import require, visible
from mashura.access.demonstration import DOMAIN, demonstration_id
from mashura.access.models import Holding, Organisation, OrganisationKind, Post, User
from mashura.access.permissions import Action
from mashura.access.session import acting_as
from mashura.kit.localised import Localised

_MINISTRY: Final = OrganisationKind.MINISTRY
_CIVIL: Final = OrganisationKind.CIVIL_SOCIETY


def _named(en: str, ar: str, fr: str) -> Localised:
    return Localised(en=f"{en} (fictional)", ar=f"{ar} (خيالية)", fr=f"{fr} (fictif)")


@dataclass(frozen=True, slots=True)
class _Body:
    kind: OrganisationKind
    country: str | None
    names: Localised


BODIES: Final = {
    "health-xaa": _Body(
        _MINISTRY,
        "XAA",
        _named("Ministry of Health of Amarilia", "وزارة الصحة في أماريليا", "Ministère de la santé d’Amarilie"),
    ),
    "health-xbb": _Body(
        _MINISTRY,
        "XBB",
        _named("Ministry of Health of Belvoria", "وزارة الصحة في بلفوريا", "Ministère de la santé de Belvorie"),
    ),
    "health-xcc": _Body(
        _MINISTRY,
        "XCC",
        _named("Ministry of Health of Corvania", "وزارة الصحة في كورفانيا", "Ministère de la santé de Corvanie"),
    ),
    "education-xbb": _Body(
        _MINISTRY,
        "XBB",
        _named(
            "Ministry of Education of Belvoria",
            "وزارة التربية في بلفوريا",
            "Ministère de l’éducation de Belvorie",
        ),
    ),
    "foreign-xbb": _Body(
        _MINISTRY,
        "XBB",
        _named(
            "Ministry of Foreign Affairs of Belvoria",
            "وزارة الشؤون الخارجية في بلفوريا",
            "Ministère des affaires étrangères de Belvorie",
        ),
    ),
    "interior-xcc": _Body(
        _MINISTRY,
        "XCC",
        _named(
            "Ministry of the Interior of Corvania",
            "وزارة الداخلية في كورفانيا",
            "Ministère de l’intérieur de Corvanie",
        ),
    ),
    "labour-xcc": _Body(
        _MINISTRY,
        "XCC",
        _named("Ministry of Labour of Corvania", "وزارة العمل في كورفانيا", "Ministère du travail de Corvanie"),
    ),
    "association-xaa": _Body(
        _CIVIL,
        "XAA",
        _named(
            "Harbour of Rights Association, Amarilia",
            "جمعية مرفأ الحقوق، أماريليا",
            "Association Port des droits, Amarilie",
        ),
    ),
    "association-xbb": _Body(
        _CIVIL,
        "XBB",
        _named(
            "School for All Association, Belvoria",
            "جمعية المدرسة للجميع، بلفوريا",
            "Association École pour tous, Belvorie",
        ),
    ),
    "union-xcc": _Body(
        _CIVIL,
        "XCC",
        _named("Building Workers’ Union, Corvania", "نقابة عمال البناء، كورفانيا", "Syndicat du bâtiment, Corvanie"),
    ),
    "network": _Body(
        _CIVIL,
        None,
        _named(
            "Regional Network for Migrants’ Rights",
            "الشبكة الإقليمية لحقوق المهاجرين",
            "Réseau régional pour les droits des migrants",
        ),
    ),
}

_HEAD: Final = Localised(en="Head of delegation", ar="رئيس الوفد", fr="Chef de délégation")
_MEMBER: Final = Localised(en="Member of the delegation", ar="عضو الوفد", fr="Membre de la délégation")
_OBSERVER: Final = Localised(en="Observer", ar="مراقب", fr="Observation")
_MISSION: Final = Localised(en="Country mission", ar="البعثة القُطرية", fr="Mission dans le pays")

# Role, country, body: one post each.
SEATS: Final = (
    (Role.HEAD_OF_DELEGATION, "XBB", "foreign-xbb", _HEAD),
    (Role.HEAD_OF_DELEGATION, "XCC", "interior-xcc", _HEAD),
    (Role.DELEGATE, "XAA", "health-xaa", _MEMBER),
    (Role.DELEGATE, "XBB", "education-xbb", _MEMBER),
    (Role.DELEGATE, "XCC", "labour-xcc", _MEMBER),
    (Role.OBSERVER, "XAA", "association-xaa", _OBSERVER),
    (Role.OBSERVER, "XBB", "association-xbb", _OBSERVER),
    (Role.OBSERVER, "XCC", "union-xcc", _OBSERVER),
    (Role.COUNTRY_MISSION, "XBB", "secretariat", _MISSION),
    (Role.COUNTRY_MISSION, "XCC", "secretariat", _MISSION),
)


def create_supporting_cast(*, actor: Actor, programme: str) -> None:
    """Bodies, posts and holders of the story; what is there already stays. Forbidden unless posts may be added."""
    require(actor, Action.ADD, Post)
    made = 0
    with acting_as(SYSTEM):
        for key, body in BODIES.items():
            _organisation, is_new = visible(SYSTEM, Organisation).get_or_create(
                id=demonstration_id(key),
                defaults={
                    "kind": body.kind,
                    "country": body.country,
                    "names": body.names,
                    "is_fictional": True,
                    "is_released": True,
                },
            )
            made += is_new
        for role, country, key, titles in SEATS:
            made += _seat(role, country, key, titles, programme)
        if made:
            record(SYSTEM, "access:demonstration-cast:create", detail={"made": made})


def _seat(role: Role, country: str, key: str, titles: Localised, programme: str) -> bool:
    post, made_post = visible(SYSTEM, Post).get_or_create(
        id=demonstration_id(f"cast:{role.value}:{key}:{country}"),
        defaults={
            "organisation_id": demonstration_id(key),
            "titles": titles,
            "role": role.value,
            "countries": [country],
            "programmes": [programme],
        },
    )
    email = f"{role.value.replace('_', '-')}-{key}-{country.lower()}@{DOMAIN}"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User(email=email, name=f"{titles['en']}, {country} (fictional)", is_demonstration=True)
        user.set_unusable_password()
        user.save()
    if not visible(SYSTEM, Holding).filter(post=post, held_until__isnull=True).exists():
        Holding.objects.create(post=post, organisation_id=post.organisation_id, user=user)
    return made_post


def demonstration_actor(role: Role, country: str = "", *, organisation: str = "") -> Actor:
    """Whoever holds this role in the demonstration: in this country and body, where they are named.

    An account that a visitor can sign in with goes first. Raises LookupError when nobody does.
    """
    with acting_as(SYSTEM):
        holdings = (
            visible(SYSTEM, Holding)
            .filter(held_until__isnull=True, post__role=role.value, user__is_demonstration=True)
            .select_related("post", "user")
        )
        if country:
            holdings = holdings.filter(post__countries__contains=[country])
        if organisation:
            holdings = holdings.filter(organisation_id=demonstration_id(organisation))
        found = sorted(holdings, key=lambda one: (not one.user.has_usable_password(), str(one.pk)))
    if not found:
        raise LookupError(f"nobody is {role.value} in {country or 'the demonstration'}")
    post = found[0].post
    return Actor(
        kind=Kind.USER,
        user_id=found[0].user_id,
        organisation_id=post.organisation_id,
        post_id=post.pk,
        roles=frozenset({role, Role.PUBLIC}),
        countries=frozenset(post.countries),
        programmes=frozenset(post.programmes),
    )


def demonstration_organisation(key: str) -> Organisation:
    """A body of the demonstration by its key (`demonstration._BODIES`, `BODIES`). LookupError when it is not there."""
    with acting_as(SYSTEM):
        found = visible(SYSTEM, Organisation).filter(id=demonstration_id(key)).first()
    if found is None:
        raise LookupError(f"the demonstration has no body {key}")
    return found
