"""Who may read, add and take out the files of progress reports: narrower than the reports, since a file may be private.

A private file is for its author, the country that its report is open to, and the secretariat.
"""

from mashura.access.public import Action, Grant, Role, Scope, declare
from mashura.commitments.models import ReportFile
from mashura.commitments.policy.grants import COUNTRY, COUNTRY_READERS, OWN, SPEAKERS

declare(
    ReportFile,
    scope_columns={
        "released": "is_released",
        "programme": "programme",
        "country": "open_to",
        "organisation": "author_id",
    },
    grants=[
        Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
        *(Grant(role, Action.VIEW, *COUNTRY) for role in COUNTRY_READERS),
        *(Grant(role, action, *OWN) for role in SPEAKERS for action in (Action.VIEW, Action.ADD, Action.DELETE)),
        Grant(Role.SECRETARIAT, Action.VIEW, Scope.ALL),
    ],
)
