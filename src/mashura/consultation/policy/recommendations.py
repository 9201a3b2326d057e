"""Who may read and write recommendations and what belongs to them.

The researcher writes drafts in the programmes of the post; from the workshops on a text is settled by the secretariat
(`rules.recommendations` says at which step). Translators reach the rows for their expressions alone.
"""

from mashura.access.public import Grant, Permission, Role, Scope, declare, material_grants, part_grants
from mashura.consultation.models import (
    Addressee,
    Recommendation,
    RecommendationLink,
    RecommendationOrigin,
    RecommendationVersion,
)

declare(
    Recommendation,
    scope_columns={"released": "is_released", "programme": "programme_id", "country": "open_to"},
    grants=[
        *material_grants(written_by=[Role.RESEARCHER]),
        Grant(Role.SECRETARIAT, Permission.PROGRAMME_RECOMMENDATION_WRITE, Scope.ALL),
        Grant(Role.RESEARCHER, Permission.PROGRAMME_RECOMMENDATION_WRITE, Scope.OWN_PROGRAMME),
        Grant(Role.SECRETARIAT, Permission.PROGRAMME_RECOMMENDATION_SETTLE, Scope.ALL),
    ],
)
for model in (RecommendationVersion, Addressee, RecommendationOrigin, RecommendationLink):
    declare(
        model,
        scope_columns={"released": "is_released", "programme": "programme", "country": "open_to"},
        grants=part_grants(written_by=[Role.RESEARCHER]),
    )
