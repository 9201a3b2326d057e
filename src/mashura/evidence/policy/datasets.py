"""Who may do what with datasets, vintages and uploads."""

from mashura.access.public import Action, Grant, Permission, Role, Scope, declare
from mashura.evidence.models import Dataset, Upload, Vintage

_IMPORTERS = (Role.SECRETARIAT, Role.RESEARCHER)

declare(
    Dataset,
    scope_columns={"released": "is_released"},
    grants=[
        Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
        *(Grant(role, Action.VIEW, Scope.ALL) for role in _IMPORTERS),
        *(Grant(role, Permission.PLATFORM_DATASET_IMPORT, Scope.ALL) for role in _IMPORTERS),
    ],
)

# Releasing is the secretariat's act; a trigger of the table holds everything else about a vintage as it was.
declare(
    Vintage,
    scope_columns={"released": "is_released"},
    grants=[
        Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
        *(Grant(role, Action.VIEW, Scope.ALL) for role in _IMPORTERS),
        *(Grant(role, Action.ADD, Scope.ALL) for role in _IMPORTERS),
        Grant(Role.SECRETARIAT, Action.CHANGE, Scope.ALL),
    ],
)

declare(
    Upload,
    scope_columns={"author": "author_id"},
    grants=[
        *(
            Grant(role, action, Scope.AUTHOR)
            for role in _IMPORTERS
            for action in (Action.VIEW, Action.ADD, Action.CHANGE, Action.DELETE)
        ),
    ],
)
