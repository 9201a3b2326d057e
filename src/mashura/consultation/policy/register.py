"""Who may read and write the register and technical assistance.

A country's own delegation writes what is said of it, and the secretariat for all; the focal point releases, the
secretariat publishes. `open_to` never names another country than the entry's own (a constraint), so that reach within
one's jurisdiction is reach to one's own country alone.
"""

from mashura.access.public import Role, declare, material_grants, part_grants
from mashura.consultation.models import RegisterEntry, RegisterSource, TechnicalAssistance

WRITERS = (Role.HEAD_OF_DELEGATION, Role.DELEGATE)

for model in (RegisterEntry, TechnicalAssistance):
    declare(
        model,
        scope_columns={"released": "is_released", "programme": "programme_id", "country": "open_to"},
        grants=material_grants(written_by=WRITERS),
    )
declare(
    RegisterSource,
    scope_columns={"released": "is_released", "programme": "programme", "country": "open_to"},
    grants=part_grants(written_by=WRITERS),
)
