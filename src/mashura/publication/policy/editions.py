"""Who may do what with editions and their clearances.

Before its time an edition is read by the secretariat, by the organisations it is shared with, and by the focal points
that were asked to clear it; by nobody else.
"""

from mashura.access.public import POST_ROLES, Action, Grant, Permission, Role, Scope, declare
from mashura.publication.models import Edition, EditionClearance

_OWN = (Scope.OWN_PROGRAMME, Scope.OWN_JURISDICTION)

declare(
    Edition,
    scope_columns={
        "released": "is_released",
        "programme": "programme_id",
        "country": "asked_of",
        "shared": "shared_with",
    },
    grants=[
        Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
        *(
            Grant(Role.SECRETARIAT, action, Scope.OWN_PROGRAMME)
            for action in (
                Action.VIEW,
                Action.ADD,
                Action.CHANGE,
                Permission.PROGRAMME_EDITION_BUILD,
                Permission.PROGRAMME_EDITION_RELEASE,
                Permission.PROGRAMME_EDITION_DISSEMINATE,
            )
        ),
        Grant(Role.HEAD_OF_DELEGATION, Action.VIEW, *_OWN),
        Grant(Role.HEAD_OF_DELEGATION, Permission.COUNTRY_EDITION_CLEAR, *_OWN),
        *(Grant(role, Action.VIEW, Scope.SHARED_WITH) for role in POST_ROLES),
    ],
    system={Action.VIEW, Action.ADD, Action.CHANGE},
)

declare(
    EditionClearance,
    scope_columns={"programme": "programme", "country": "country"},
    append_only=True,
    grants=[
        Grant(Role.SECRETARIAT, Action.VIEW, Scope.OWN_PROGRAMME),
        Grant(Role.HEAD_OF_DELEGATION, Action.VIEW, *_OWN),
        Grant(Role.HEAD_OF_DELEGATION, Action.ADD, *_OWN),
    ],
    system={Action.VIEW, Action.ADD},
)
