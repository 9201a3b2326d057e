"""Who may see and set up meetings, and who knows the names of those who take part in them.

Institutions and ranks are as public as the meeting. A name is for the secretariat and the delegation itself: a State's
by its country, another body's by its organisation.
"""

from collections.abc import Iterable

from mashura.access.public import (
    POST_ROLES,
    Action,
    Grant,
    Role,
    Scope,
    declare,
    material_grants,
)
from mashura.consultation.models import (
    AgendaItem,
    Delegation,
    DelegationInstitution,
    DocumentFile,
    MeetingConclusion,
    Participant,
    ParticipantName,
    PracticeNote,
    ProgrammeDocument,
)

_WORKING = tuple(role for role in POST_ROLES if role is not Role.SECRETARIAT)
# A State's delegation by its country; the observers of another body by that body.
_OWN = {
    Role.HEAD_OF_DELEGATION: Scope.OWN_JURISDICTION,
    Role.DELEGATE: Scope.OWN_JURISDICTION,
    Role.OBSERVER: Scope.OWN_ORGANISATION,
}
# Who names the members of a delegation.
_NAMING = (Role.HEAD_OF_DELEGATION, Role.OBSERVER)
_WRITING = (Action.ADD, Action.CHANGE, Action.DELETE)


def _open_grants() -> Iterable[Grant]:
    yield Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED)
    yield from (Grant(role, Action.VIEW, Scope.OWN_PROGRAMME) for role in _WORKING)
    yield from (Grant(Role.SECRETARIAT, action, Scope.ALL) for action in Action)


def _naming_grants() -> Iterable[Grant]:
    return (Grant(role, action, Scope.OWN_PROGRAMME, _OWN[role]) for role in _NAMING for action in _WRITING)


for model, programme in (
    (Delegation, "programme"),
    (DelegationInstitution, "programme"),
    (AgendaItem, "programme"),
    (ProgrammeDocument, "programme_id"),
    (DocumentFile, "programme"),
):
    declare(
        model,
        scope_columns={"released": "is_released", "programme": programme},
        grants=_open_grants(),
    )
declare(
    Participant,
    scope_columns={
        "released": "is_released",
        "programme": "programme",
        "country": "country",
        "organisation": "organisation_id",
    },
    grants=[*_open_grants(), *_naming_grants()],
)
declare(
    ParticipantName,
    scope_columns={"programme": "programme", "country": "country", "organisation": "organisation_id"},
    grants=[
        *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in Action),
        *(Grant(role, Action.VIEW, Scope.OWN_PROGRAMME, scope) for role, scope in _OWN.items()),
        *_naming_grants(),
    ],
)
_MATERIAL = {"released": "is_released", "programme": "programme_id", "country": "open_to"}
declare(MeetingConclusion, scope_columns=_MATERIAL, grants=material_grants())
declare(
    PracticeNote,
    scope_columns=_MATERIAL,
    grants=material_grants(written_by=(Role.HEAD_OF_DELEGATION, Role.DELEGATE)),
)
