"""Who may do what to the tables of access itself. `User` is not here: see `infrastructure.py`."""

from mashura.access.actors import Role
from mashura.access.models import AuditEntry, AuditSeal, Holding, Invitation, MeetingCode, Organisation, Post
from mashura.access.permissions import Action, Permission
from mashura.access.registry import Grant, declare
from mashura.access.scopes import Scope

_SIGNED_IN = [role for role in Role if role is not Role.PUBLIC]
_OFFICER = Role.DATA_PROTECTION_OFFICER

declare(
    Organisation,
    scope_columns={"organisation": "id", "country": "country", "released": "is_released"},
    grants=[
        Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
        *(Grant(role, Action.VIEW, Scope.OWN_ORGANISATION) for role in _SIGNED_IN),
        *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in (Action.VIEW, Action.ADD, Action.CHANGE)),
        Grant(Role.COUNTRY_MISSION, Action.VIEW, Scope.OWN_JURISDICTION),
        Grant(_OFFICER, Action.VIEW, Scope.ALL),
    ],
)

declare(
    Post,
    scope_columns={"organisation": "organisation_id", "country": "countries", "programme": "programmes"},
    grants=[
        *(Grant(role, Action.VIEW, Scope.OWN_ORGANISATION) for role in _SIGNED_IN),
        *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in (Action.VIEW, Action.ADD, Action.CHANGE)),
        Grant(Role.COUNTRY_MISSION, Action.VIEW, Scope.OWN_JURISDICTION),
        Grant(_OFFICER, Action.VIEW, Scope.ALL),
        Grant(Role.SECRETARIAT, Permission.ORGANISATION_POST_HAND_OVER, Scope.ALL),
        Grant(Role.HEAD_OF_DELEGATION, Permission.ORGANISATION_POST_HAND_OVER, Scope.OWN_ORGANISATION),
        Grant(Role.SECRETARIAT, Permission.PLATFORM_INVITATION_SEND, Scope.ALL),
        Grant(Role.HEAD_OF_DELEGATION, Permission.PLATFORM_INVITATION_SEND, Scope.OWN_ORGANISATION),
    ],
)

declare(
    Holding,
    scope_columns={"organisation": "organisation_id", "author": "user_id"},
    grants=[
        *(Grant(role, Action.VIEW, Scope.AUTHOR) for role in _SIGNED_IN),
        Grant(Role.HEAD_OF_DELEGATION, Action.VIEW, Scope.OWN_ORGANISATION),
        Grant(Role.HEAD_OF_DELEGATION, Action.ADD, Scope.OWN_ORGANISATION),
        Grant(Role.HEAD_OF_DELEGATION, Action.CHANGE, Scope.OWN_ORGANISATION),
        *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in (Action.VIEW, Action.ADD, Action.CHANGE)),
        Grant(_OFFICER, Action.VIEW, Scope.ALL),
    ],
)

declare(
    Invitation,
    scope_columns={"organisation": "organisation_id"},
    grants=[
        *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in (Action.VIEW, Action.ADD, Action.CHANGE)),
        *(
            Grant(Role.HEAD_OF_DELEGATION, action, Scope.OWN_ORGANISATION)
            for action in (Action.VIEW, Action.ADD, Action.CHANGE)
        ),
        Grant(_OFFICER, Action.VIEW, Scope.ALL),
    ],
)

declare(
    MeetingCode,
    grants=[
        *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in (Action.VIEW, Action.ADD, Action.CHANGE)),
        Grant(Role.SECRETARIAT, Permission.PLATFORM_MEETING_CODE_ISSUE, Scope.ALL),
    ],
)

declare(
    AuditEntry,
    append_only=True,
    grants=[
        # Everybody leaves traces; the database stamps whose they are (migration 0002), so none can be left for another.
        Grant(Role.PUBLIC, Action.ADD, Scope.PUBLIC),
        Grant(_OFFICER, Action.VIEW, Scope.ALL),
        Grant(_OFFICER, Permission.PLATFORM_AUDIT_VERIFY, Scope.ALL),
    ],
)

declare(AuditSeal, append_only=True, grants=[Grant(_OFFICER, Action.VIEW, Scope.ALL)])
