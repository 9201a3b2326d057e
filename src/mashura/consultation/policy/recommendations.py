"""Who may read and write recommendations and what belongs to them."""

from mashura.access.public import declare, material_grants, part_grants
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
    grants=material_grants(),
)
for model in (RecommendationVersion, Addressee, RecommendationOrigin, RecommendationLink):
    declare(
        model,
        scope_columns={"released": "is_released", "programme": "programme", "country": "open_to"},
        grants=part_grants(),
    )
