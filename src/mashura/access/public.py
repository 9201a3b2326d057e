"""What other apps may use of access."""

from mashura.access.actors import ANONYMOUS, POST_ROLES, SYSTEM, Actor, Kind, Role
from mashura.access.audit import AuditReport, record, seal_audit, verify_audit
from mashura.access.catalogue import check_catalogue
from mashura.access.composite import hold_copied_scope
from mashura.access.decisions import Explanation, Forbidden, NotHere, can, explain, require, visible
from mashura.access.demonstration import (
    DemonstrationAccount,
    create_demonstration_accounts,
    demonstration_accounts,
    holds_demonstration_accounts,
)
from mashura.access.desk import Desk, desk_of
from mashura.access.documents import (
    documents,
    render_access_matrix,
    render_data_inventory,
    stale_documents,
    write_documents,
)
from mashura.access.last_visit import last_visit
from mashura.access.letters import held_language, write_to_holder
from mashura.access.migrating import change_as_system
from mashura.access.permissions import Action, Permission
from mashura.access.personal_data import PersonalData
from mashura.access.queries import Contact, programme_contacts
from mashura.access.registry import Grant, declare
from mashura.access.release_steps import (
    ReleaseSteps,
    countries_to_release,
    declare_release_steps,
    waits_for_publication,
)
from mashura.access.releasing import (
    CountryMaterial,
    MaterialPart,
    hold_material_scope,
    material_grants,
    material_models,
    material_scope_key,
    part_grants,
    publish_due_material,
    publish_material,
    release_material,
    withdraw_material,
)
from mashura.access.scopes import Scope
from mashura.access.session import acting_as, actor_statement, current_actor, streamed
from mashura.access.supporting_cast import (
    create_supporting_cast,
    demonstration_actor,
    demonstration_organisation,
)
from mashura.access.work import (
    Change,
    Need,
    Owed,
    OwedKind,
    Place,
    changes,
    changes_since,
    needs,
    needs_of,
    owed,
    owed_by,
    places,
    places_of,
)

__all__ = [
    "ANONYMOUS",
    "POST_ROLES",
    "SYSTEM",
    "Action",
    "Actor",
    "AuditReport",
    "Change",
    "Contact",
    "CountryMaterial",
    "DemonstrationAccount",
    "Desk",
    "Explanation",
    "Forbidden",
    "Grant",
    "Kind",
    "MaterialPart",
    "Need",
    "NotHere",
    "Owed",
    "OwedKind",
    "Permission",
    "PersonalData",
    "Place",
    "ReleaseSteps",
    "Role",
    "Scope",
    "acting_as",
    "actor_statement",
    "can",
    "change_as_system",
    "changes",
    "changes_since",
    "check_catalogue",
    "countries_to_release",
    "create_demonstration_accounts",
    "create_supporting_cast",
    "current_actor",
    "declare",
    "declare_release_steps",
    "demonstration_accounts",
    "demonstration_actor",
    "demonstration_organisation",
    "desk_of",
    "documents",
    "explain",
    "held_language",
    "hold_copied_scope",
    "hold_material_scope",
    "holds_demonstration_accounts",
    "last_visit",
    "material_grants",
    "material_models",
    "material_scope_key",
    "needs",
    "needs_of",
    "owed",
    "owed_by",
    "part_grants",
    "places",
    "places_of",
    "programme_contacts",
    "publish_due_material",
    "publish_material",
    "record",
    "release_material",
    "render_access_matrix",
    "render_data_inventory",
    "require",
    "seal_audit",
    "stale_documents",
    "streamed",
    "verify_audit",
    "visible",
    "waits_for_publication",
    "withdraw_material",
    "write_documents",
    "write_to_holder",
]
