"""Sessions of people in posts, for tests of pages."""

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from tests.access.factories import make_holding, make_post

from mashura.access.public import Role


def signed_in(role: Role, *, countries=(), programme="made-up", organisation=None) -> Client:
    """A client with an open session of somebody who holds a post of this role, signed in with a second factor."""
    post = make_post(role=role.value, countries=list(countries), programmes=[programme], organisation=organisation)
    holding = make_holding(post=post)
    client = Client()
    client.force_login(holding.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(holding.user_id)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()
    return client
