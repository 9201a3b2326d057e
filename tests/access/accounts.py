"""Made-up people, organisations and posts for tests; written as the system, as `mashura demo` does."""

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

from mashura.access.actors import SYSTEM, Role
from mashura.access.models import Holding, Organisation, Post, User
from mashura.access.session import acting_as

PASSWORD = "three quiet herons wading"


def make_post(role, *, countries=("XAA",), programmes=("fictional",), title="Focal point"):
    with acting_as(SYSTEM):
        organisation = Organisation.objects.create(
            kind="ministry", country=countries[0] if countries else "XAA", names={"en": "Ministry of Tests"}
        )
        return Post.objects.create(
            organisation=organisation,
            titles={"en": title},
            role=Role(role).value,
            countries=list(countries),
            programmes=list(programmes),
        )


def make_user(email, *, name="Somebody Invented", password=PASSWORD):
    user = User(email=email, name=name)
    user.set_password(password)
    user.save()
    return user


def hold(user, post):
    with acting_as(SYSTEM):
        return Holding.objects.create(post=post, organisation_id=post.organisation_id, user=user)


def holder(role, email="holder@example.org", **kwargs):
    user = make_user(email)
    post = make_post(role, **kwargs)
    hold(user, post)
    return user, post


def set_up_second_factor(user):
    """Give an account an authenticator app; returns a function that tells its present code."""
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    return lambda: present_code(secret)


def present_code(secret):
    """What an authenticator app with this key shows now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[-1]))
