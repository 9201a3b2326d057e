"""Who presides, who asks for the floor, and who keeps the notes of a meeting. Nothing of it is public.

Everybody in a post of the programme sees the list of speakers; a delegation adds what it does for itself, by its
country or its body. Notes are the secretariat's alone.
"""

from mashura.access.public import POST_ROLES, Action, Grant, Role, Scope, declare
from mashura.consultation.models import AgendaNote, SpeakerEvent

declare(
    SpeakerEvent,
    append_only=True,
    scope_columns={"programme": "programme", "country": "country", "organisation": "organisation_id"},
    grants=[
        *(Grant(role, Action.VIEW, Scope.OWN_PROGRAMME) for role in POST_ROLES if role is not Role.SECRETARIAT),
        Grant(Role.SECRETARIAT, Action.VIEW, Scope.ALL),
        Grant(Role.SECRETARIAT, Action.ADD, Scope.ALL),
        Grant(Role.HEAD_OF_DELEGATION, Action.ADD, Scope.OWN_PROGRAMME, Scope.OWN_JURISDICTION),
        Grant(Role.DELEGATE, Action.ADD, Scope.OWN_PROGRAMME, Scope.OWN_JURISDICTION),
        Grant(Role.OBSERVER, Action.ADD, Scope.OWN_PROGRAMME, Scope.OWN_ORGANISATION),
    ],
)
declare(
    AgendaNote,
    append_only=True,
    scope_columns={"programme": "programme"},
    grants=[
        Grant(Role.SECRETARIAT, Action.VIEW, Scope.ALL),
        Grant(Role.SECRETARIAT, Action.ADD, Scope.ALL),
    ],
)
