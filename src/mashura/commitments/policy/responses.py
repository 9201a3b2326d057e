"""Who may ask for and give responses. Only the addressee itself answers."""

from mashura.access.public import Grant, Permission, Role, Scope, declare
from mashura.commitments.models import Response, ResponseRequest
from mashura.commitments.policy.grants import owned_grants, owned_material_grants, speaking

_COLUMNS = {
    "released": "is_released",
    "programme": "programme_id",
    "country": "open_to",
    "organisation": "organisation_id",
}

declare(
    Response,
    scope_columns=_COLUMNS,
    grants=[
        *owned_material_grants(),
        *speaking(Permission.ORGANISATION_RESPONSE_GIVE),
        Grant(Role.SECRETARIAT, Permission.PROGRAMME_RESPONSE_REQUEST, Scope.ALL),
    ],
)
declare(
    ResponseRequest,
    scope_columns={key: name for key, name in _COLUMNS.items() if key != "released"},
    grants=[
        *owned_grants(is_public=False),
        Grant(Role.SECRETARIAT, Permission.PROGRAMME_RESPONSE_REQUEST, Scope.ALL),
    ],
)
