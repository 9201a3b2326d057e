"""Who may see, make and answer comments on a study.

A round is known to whoever works in the programme. A comment is its own body's (a State's by the country, another's by
the organisation), the secretariat's and the researchers' of the programme until the answers are published; its
answer is the body's to read from then on. Nobody deletes one, not even the system.
"""

from mashura.access.public import POST_ROLES, Action, Grant, Role, Scope, declare
from mashura.consultation.models import Comment, CommentAnswer, CommentRound

_KEPT = (Action.VIEW, Action.ADD, Action.CHANGE)
_WORKING = tuple(role for role in POST_ROLES if role is not Role.SECRETARIAT)
# Whose comments a post sees, and writes: those of its State, or those of its own body.
_OWN = {
    Role.HEAD_OF_DELEGATION: Scope.OWN_JURISDICTION,
    Role.DELEGATE: Scope.OWN_JURISDICTION,
    Role.OBSERVER: Scope.OWN_ORGANISATION,
}

declare(
    CommentRound,
    scope_columns={"released": "is_released", "programme": "programme"},
    grants=[
        Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
        *(Grant(role, Action.VIEW, Scope.OWN_PROGRAMME) for role in _WORKING),
        *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in _KEPT),
    ],
    system=_KEPT,
)
declare(
    Comment,
    scope_columns={
        "released": "is_released",
        "programme": "programme",
        "country": "country",
        "organisation": "organisation_id",
        "author": "author_id",
    },
    grants=[
        Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
        *(Grant(role, Action.VIEW, Scope.OWN_PROGRAMME, own) for role, own in _OWN.items()),
        *(
            Grant(role, action, Scope.OWN_PROGRAMME, own, Scope.OWN_ORGANISATION, Scope.AUTHOR)
            for role, own in _OWN.items()
            for action in (Action.ADD, Action.CHANGE)
        ),
        *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in (Action.VIEW, Action.CHANGE)),
        *(Grant(Role.RESEARCHER, action, Scope.OWN_PROGRAMME) for action in (Action.VIEW, Action.CHANGE)),
    ],
    system=_KEPT,
)
declare(
    CommentAnswer,
    scope_columns={
        "released": "is_released",
        "programme": "programme",
        "country": "shown_country",
        "organisation": "shown_organisation",
    },
    grants=[
        Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
        *(Grant(role, Action.VIEW, Scope.OWN_PROGRAMME, own) for role, own in _OWN.items()),
        *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in _KEPT),
        *(Grant(Role.RESEARCHER, action, Scope.OWN_PROGRAMME) for action in _KEPT),
    ],
    system=_KEPT,
)
