"""Who may see that a translation was written: its translator, nobody else. It is never changed."""

from mashura.access.public import POST_ROLES, Action, Grant, Scope, declare
from mashura.consultation.models import TranslationRecord

declare(
    TranslationRecord,
    scope_columns={"author": "translator_id"},
    append_only=True,
    grants=[Grant(role, action, Scope.AUTHOR) for role in POST_ROLES for action in (Action.VIEW, Action.ADD)],
)
