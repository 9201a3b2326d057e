"""Rules of procedure are as public as their programme; the secretariat makes versions, and nobody changes one."""

from mashura.access.public import POST_ROLES, Action, Grant, Role, Scope, declare
from mashura.consultation.models import RulesVersion

declare(
    RulesVersion,
    scope_columns={"released": "is_released", "programme": "programme_id"},
    grants=[
        Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
        *(Grant(role, Action.VIEW, Scope.OWN_PROGRAMME) for role in POST_ROLES if role is not Role.SECRETARIAT),
        *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in (Action.VIEW, Action.ADD)),
    ],
    system=[Action.VIEW, Action.ADD],
)
