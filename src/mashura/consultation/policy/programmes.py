"""Who may read and load programmes. A released programme is public; others are seen by those who work in them."""

from mashura.access.public import POST_ROLES, Action, Grant, Role, Scope, declare
from mashura.consultation.models import Meeting, Programme

_WORKING = tuple(role for role in POST_ROLES if role is not Role.SECRETARIAT)

for model, programme in ((Programme, "code"), (Meeting, "programme_id")):
    declare(
        model,
        scope_columns={"released": "is_released", "programme": programme},
        grants=[
            Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
            *(Grant(role, Action.VIEW, Scope.OWN_PROGRAMME) for role in _WORKING),
            *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in Action),
        ],
    )
