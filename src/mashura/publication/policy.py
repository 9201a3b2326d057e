"""Who may do what with editions."""

from mashura.access.public import Action, Grant, Permission, Role, Scope, declare
from mashura.publication.models import Edition

declare(
    Edition,
    scope_columns={"released": "is_released", "programme": "programme_id"},
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
            )
        ),
        # Missions read an edition before it is released, to prepare their governments for it.
        Grant(Role.COUNTRY_MISSION, Action.VIEW, Scope.OWN_PROGRAMME),
    ],
    system={Action.VIEW, Action.ADD, Action.CHANGE},
)
