"""Meeting codes: shown in the room, they let a delegate ask for a sign-in link by e-mail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.core import signing

from mashura.access.actors import SYSTEM, Actor
from mashura.access.audit import record
from mashura.access.decisions import require, visible
from mashura.access.letters import send_letter
from mashura.access.models import Holding, MeetingCode, User, UserManager
from mashura.access.permissions import Permission
from mashura.access.rules import LINK_LIFETIME, MEETING_CODE_LIFETIME, MEETING_LINK_ROLES
from mashura.access.session import acting_as
from mashura.access.tokens import hash_code, make_code
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now

_SALT: Final = "mashura.access.sign-in-link"


def issue_meeting_code(
    *, actor: Actor, programme: str, meeting: str, lifetime: timedelta = MEETING_CODE_LIFETIME
) -> tuple[MeetingCode, str]:
    """A new code for a meeting of a programme, and the code itself: it is shown once and kept as a hash."""
    require(actor, Permission.PLATFORM_MEETING_CODE_ISSUE, MeetingCode)
    meeting = " ".join(meeting.split())
    if not meeting:
        raise InputError(gettext_noop("Name the meeting that the code is for."))
    code, code_hash = make_code()
    at = now()
    issued = MeetingCode(
        meeting=meeting,
        programme=programme,
        code_hash=code_hash,
        issued_by_id=actor.user_id,
        issued_at=at,
        expires_at=at + lifetime,
    )
    issued.clean_fields(exclude=["issued_by"])
    issued.save()
    record(actor, "access:meeting-code:issue", issued)
    return issued, code


def request_sign_in_link(*, email: str, code: str, language: str, address: Callable[[str], str]) -> None:
    """Send a sign-in link if the code is good and the address belongs to a delegate of that programme.

    Answers nothing either way: the page says the same to everybody, so that nobody learns who takes part.
    """
    with acting_as(SYSTEM):
        at = now()
        codes = visible(SYSTEM, MeetingCode).filter(code_hash=hash_code(code), expires_at__gt=at)
        meeting_code = codes.first()
        user = User.objects.filter(email=UserManager.normalise(email), is_active=True).first()
        if meeting_code is None or user is None:
            record(SYSTEM, "access:sign-in-link:refuse", meeting_code)
            return
        posts = visible(SYSTEM, Holding).filter(
            user=user,
            held_until__isnull=True,
            post__is_open=True,
            post__role__in=[role.value for role in MEETING_LINK_ROLES],
            post__programmes__contains=[meeting_code.programme],
        )
        if not posts.exists():
            record(SYSTEM, "access:sign-in-link:refuse", meeting_code)
            return
        record(SYSTEM, "access:sign-in-link:send", meeting_code, {"user": str(user.pk)})
    token = signing.dumps([str(user.pk), _last_sign_in(user), str(meeting_code.pk)], salt=_SALT)
    send_letter("sign_in_link", to=user.email, language=language, context={"link": address(token)})


def open_sign_in_link(token: str) -> User:
    """Whom a sign-in link is for. It works once, for twenty minutes; `InputError` afterwards."""
    worthless = InputError(
        gettext_noop("This link has expired or has been used. Ask for a new one with the meeting's code.")
    )
    try:
        user_id, last_sign_in, _code = signing.loads(token, salt=_SALT, max_age=LINK_LIFETIME)
    except (signing.BadSignature, ValueError):
        raise worthless from None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or _last_sign_in(user) != last_sign_in:
        raise worthless
    return user


def _last_sign_in(user: User) -> str:
    # Signing in changes it, and so uses up every link that was sent before.
    return user.last_login.isoformat() if user.last_login else ""
