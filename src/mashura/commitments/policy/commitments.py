"""Who may read, write and confirm commitments and what belongs to them."""

from mashura.access.public import Action, Grant, Permission, Role, Scope, declare
from mashura.commitments.models import (
    Commitment,
    CommitmentAction,
    CommitmentRecommendation,
    CommitmentStep,
    CommitmentVersion,
    Indicator,
    Observation,
    ReportingDuty,
)
from mashura.commitments.policy.grants import owned_grants, owned_material_grants, speaking

_MATERIAL = {"released": "is_released", "programme": "programme_id", "country": "open_to", "organisation": "owner_id"}
_PART = _MATERIAL | {"programme": "programme"}

declare(
    Commitment,
    scope_columns=_MATERIAL,
    grants=[
        *owned_material_grants(),
        *speaking(Permission.ORGANISATION_COMMITMENT_CONFIRM),
        Grant(Role.SECRETARIAT, Permission.PROGRAMME_PROGRESS_REVIEW, Scope.ALL),
    ],
)
declare(CommitmentVersion, scope_columns=_MATERIAL, grants=owned_material_grants())
for model in (CommitmentRecommendation, CommitmentStep, CommitmentAction, Indicator, Observation):
    declare(model, scope_columns=_PART, grants=owned_grants())
declare(
    ReportingDuty,
    scope_columns={key: name for key, name in _PART.items() if key != "released"},
    grants=[
        *owned_grants(is_public=False),
        Grant(Role.SECRETARIAT, Action.DELETE, Scope.ALL),
        Grant(Role.SECRETARIAT, Permission.PROGRAMME_PROGRESS_REVIEW, Scope.ALL),
    ],
)
