"""Tables without a row policy: read before an actor is known, or owned by a library. Only `access` touches them.

Each is listed with its personal data, retention and the exact privileges of the application role. Row level security
is off on these and on no other table; what is neither here nor declared by a policy is closed to the application.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mashura.access.permissions import Action
from mashura.access.personal_data import PersonalData

_NOTHING: frozenset[Action] = frozenset()
_READ = frozenset({Action.VIEW})
_ALL = frozenset(Action)


@dataclass(frozen=True, slots=True)
class InfrastructureTable:
    """One such table; `personal` names its personal columns, every other column tells nothing about a person."""

    table: str
    why: str
    grants: frozenset[Action]
    personal: Mapping[str, PersonalData]


def _tables(*entries: tuple[str, str, frozenset[Action], Mapping[str, PersonalData]]) -> Iterable[InfrastructureTable]:
    return (InfrastructureTable(*entry) for entry in entries)


_P = PersonalData

INFRASTRUCTURE: Mapping[str, InfrastructureTable] = {
    entry.table: entry
    for entry in _tables(
        ("django_migrations", "Which migrations ran; the server compares at start.", _READ, {}),
        ("django_content_type", "Django's list of models.", _READ, {}),
        ("auth_permission", "Django's own permissions; unused, kept empty of meaning.", _NOTHING, {}),
        ("auth_group", "Django's own groups; unused.", _NOTHING, {}),
        ("auth_group_permissions", "Django's own groups; unused.", _NOTHING, {}),
        (
            "access_user",
            "Accounts: read at sign-in, before an actor is known. Closed and emptied, never deleted.",
            frozenset({Action.VIEW, Action.ADD, Action.CHANGE}),
            {
                "password": _P.CREDENTIAL,
                "last_login": _P.TRACE,
                "email": _P.CONTACT,
                "name": _P.IDENTITY,
                "language": _P.PREFERENCE,
                "digits": _P.PREFERENCE,
                "joined_at": _P.TRACE,
            },
        ),
        (
            "django_session",
            "Sessions: read and written outside the actor's transaction; end by expiry or sign-out.",
            _ALL,
            {"session_key": _P.CREDENTIAL, "session_data": _P.TRACE},
        ),
        (
            "account_emailaddress",
            "Confirmed addresses of accounts (django-allauth).",
            _ALL,
            {"email": _P.CONTACT, "user_id": _P.CONTACT},
        ),
        (
            "account_emailconfirmation",
            "Pending confirmations (django-allauth).",
            _ALL,
            {"key": _P.CREDENTIAL, "created": _P.TRACE, "sent": _P.TRACE},
        ),
        (
            "mfa_authenticator",
            "Second factors and recovery codes (django-allauth).",
            _ALL,
            {"data": _P.CREDENTIAL, "user_id": _P.CREDENTIAL, "last_used_at": _P.TRACE, "created_at": _P.TRACE},
        ),
        *(
            (
                f"axes_{name}",
                "Sign-in attempts, for lock-out (django-axes).",
                _ALL,
                {
                    "user_agent": _P.TRACE,
                    "ip_address": _P.TRACE,
                    "username": _P.CONTACT,
                    "attempt_time": _P.TRACE,
                    "logout_time": _P.TRACE,
                    "session_hash": _P.TRACE,
                    "get_data": _P.TRACE,
                    "post_data": _P.TRACE,
                    "http_accept": _P.TRACE,
                    "path_info": _P.TRACE,
                }
                if name != "accessattemptexpiration"
                else {},
            )
            for name in ("accessattempt", "accessattemptexpiration", "accesslog", "accessfailurelog")
        ),
        *(
            (f"procrastinate_{name}", "Task queue (procrastinate); arguments are identifiers only.", _ALL, {})
            for name in ("jobs", "events", "periodic_defers", "workers")
        ),
    )
}
