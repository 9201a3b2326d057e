"""Who may read and write the dissemination record: it is public as far as its edition is."""

from mashura.access.public import Action, Grant, Role, Scope, declare
from mashura.publication.models import Dissemination

declare(
    Dissemination,
    scope_columns={"released": "is_released", "programme": "programme"},
    grants=[
        Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
        *(Grant(Role.SECRETARIAT, action, Scope.OWN_PROGRAMME) for action in Action),
    ],
    system={Action.VIEW, Action.ADD},
)
