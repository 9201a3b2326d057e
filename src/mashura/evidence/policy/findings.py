"""Who may read and write sources and findings. Field sources are their researcher's alone."""

from mashura.access.public import Action, Grant, Role, Scope, declare, material_grants, part_grants
from mashura.evidence.models import FieldSource, Finding, FindingEvidence, Source

_SCOPE = {"released": "is_released", "programme": "programme", "country": "open_to"}

for model in (Source, Finding):
    declare(model, scope_columns=_SCOPE, grants=material_grants(written_by=[Role.RESEARCHER]))
declare(FindingEvidence, scope_columns=_SCOPE, grants=part_grants(written_by=[Role.RESEARCHER]))
declare(
    FieldSource,
    scope_columns={"author": "author_id"},
    grants=[Grant(Role.RESEARCHER, action, Scope.AUTHOR) for action in Action],
    system=[Action.VIEW, Action.ADD],  # no person: what a task brings in, only its researcher changes
)
