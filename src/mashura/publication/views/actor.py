"""Who reads."""

from django.http import HttpRequest

from mashura.access.public import Actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor that ActorMiddleware found."""
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    return actor
