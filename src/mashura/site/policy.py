"""Who may read the search index: everybody what is released, since that is what stands on the pages already."""

from mashura.access.public import Action, Grant, Role, Scope, declare
from mashura.site.models import SearchEntry, SearchTerm

for model in (SearchEntry, SearchTerm):
    declare(
        model,
        scope_columns={"released": "is_released"},
        grants=[Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED)],
    )
