"""Who may report on progress, review reports, and assess. An assessment is its assessor's, and never the owner's."""

from mashura.access.public import Action, Grant, Permission, Role, Scope, declare
from mashura.commitments.models import Assessment, ProgressReport
from mashura.commitments.policy.grants import COUNTRY, SPEAKERS, owned_material_grants, speaking

_COLUMNS = {"released": "is_released", "programme": "programme_id", "country": "open_to"}

declare(
    ProgressReport,
    scope_columns=_COLUMNS | {"organisation": "author_id"},
    grants=[
        *owned_material_grants(),
        *speaking(Permission.ORGANISATION_REPORT_FILE),
        Grant(Role.SECRETARIAT, Permission.PROGRAMME_PROGRESS_REVIEW, Scope.ALL),
    ],
)
declare(
    Assessment,
    scope_columns=_COLUMNS | {"organisation": "assessor_id", "shared": "shown_to_id"},
    grants=[
        *owned_material_grants(),
        *(Grant(role, Action.VIEW, Scope.OWN_PROGRAMME, Scope.SHARED_WITH) for role in SPEAKERS),
        *(
            Grant(role, Permission.ORGANISATION_ASSESSMENT_CONTEST, Scope.OWN_PROGRAMME, Scope.SHARED_WITH)
            for role in SPEAKERS
        ),
        # Of a recommendation in a country: whoever answers there, as `actions.assessments` narrows it.
        *(
            Grant(role, Permission.ORGANISATION_ASSESSMENT_CONTEST, *COUNTRY)
            for role in (Role.HEAD_OF_DELEGATION, Role.DELEGATE, Role.OBSERVER)
        ),
        *speaking(Permission.ORGANISATION_ASSESSMENT_MAKE),
    ],
)
