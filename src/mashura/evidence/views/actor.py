"""Who asks."""

from typing import cast

from django.http import HttpRequest

from mashura.access.public import Actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the transaction's middleware found."""
    return cast("Actor", request.actor)  # type: ignore[attr-defined] # set by access
