"""Who plays in the story of the fictional programme."""

from dataclasses import dataclass

from mashura.access.models import Organisation
from mashura.access.public import Actor, Role, demonstration_actor, demonstration_organisation


@dataclass(frozen=True, slots=True)
class Cast:
    """Actors and bodies of the story, by role and key; all of them plainly fictional."""

    programme: str = "fictional-example"

    def actor(self, role: Role, country: str = "", *, organisation: str = "") -> Actor:
        """Who holds this role (in this country, in this body). LookupError when nobody does."""
        return demonstration_actor(role, country, organisation=organisation)

    def organisation(self, key: str) -> Organisation:
        """A body by its key. LookupError when there is none."""
        return demonstration_organisation(key)
