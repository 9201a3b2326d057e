"""What other apps may use of access."""

from mashura.access.actors import ANONYMOUS, POST_ROLES, SYSTEM, Actor, Kind, Role
from mashura.access.audit import record, seal_audit, verify_audit
from mashura.access.composite import hold_copied_scope
from mashura.access.decisions import Explanation, Forbidden, NotHere, can, explain, require, visible
from mashura.access.permissions import Action, Permission
from mashura.access.personal_data import PersonalData
from mashura.access.registry import Grant, declare
from mashura.access.scopes import Scope
from mashura.access.session import acting_as, actor_statement, current_actor, streamed

__all__ = [
    "ANONYMOUS",
    "POST_ROLES",
    "SYSTEM",
    "Action",
    "Actor",
    "Explanation",
    "Forbidden",
    "Grant",
    "Kind",
    "NotHere",
    "Permission",
    "PersonalData",
    "Role",
    "Scope",
    "acting_as",
    "actor_statement",
    "can",
    "current_actor",
    "declare",
    "explain",
    "hold_copied_scope",
    "record",
    "require",
    "seal_audit",
    "streamed",
    "verify_audit",
    "visible",
]
