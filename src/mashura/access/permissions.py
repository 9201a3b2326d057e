"""The names of power.

Two kinds, both closed lists:

- an `Action` is what PostgreSQL can tell apart on a row: view, add, change, delete;
- a `Permission` is a verb of the field. Its name follows one grammar, `scope:resource:action`, read from the left:
  how far the verb reaches (`platform`, `programme`, `country`, `organisation`, `own`), what it is done to, what is
  done. All three are lower-case words, joined by hyphens where there are several. The list is alphabetical.

A grant gives either of them to a role within a row scope (`scopes.py`). A permission never widens what a row policy
lets through: who may release an edition also needs the grant to change its row.
"""

from enum import StrEnum


class Action(StrEnum):
    """What may be done to a row."""

    VIEW = "view"
    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"

    @property
    def command(self) -> str:
        """The SQL command that a row policy and a table grant name."""
        return _COMMANDS[self]


_COMMANDS = {Action.VIEW: "SELECT", Action.ADD: "INSERT", Action.CHANGE: "UPDATE", Action.DELETE: "DELETE"}


class Permission(StrEnum):
    """Verbs of the field, `scope:resource:action`."""

    COUNTRY_EDITION_CLEAR = "country:edition:clear"
    COUNTRY_TEXT_RELEASE = "country:text:release"
    ORGANISATION_ASSESSMENT_CONTEST = "organisation:assessment:contest"
    ORGANISATION_ASSESSMENT_MAKE = "organisation:assessment:make"
    ORGANISATION_COMMITMENT_CONFIRM = "organisation:commitment:confirm"
    ORGANISATION_POST_HAND_OVER = "organisation:post:hand-over"
    ORGANISATION_REPORT_FILE = "organisation:report:file"
    ORGANISATION_RESPONSE_GIVE = "organisation:response:give"
    PLATFORM_AUDIT_VERIFY = "platform:audit:verify"
    PLATFORM_DATASET_IMPORT = "platform:dataset:import"
    PLATFORM_INVITATION_SEND = "platform:invitation:send"
    PLATFORM_MEETING_CODE_ISSUE = "platform:meeting-code:issue"
    PROGRAMME_EDITION_BUILD = "programme:edition:build"
    PROGRAMME_EDITION_DISSEMINATE = "programme:edition:disseminate"
    PROGRAMME_EDITION_RELEASE = "programme:edition:release"
    PROGRAMME_PROGRESS_REVIEW = "programme:progress:review"
    PROGRAMME_RECOMMENDATION_SETTLE = "programme:recommendation:settle"
    PROGRAMME_RECOMMENDATION_WRITE = "programme:recommendation:write"
    PROGRAMME_RESPONSE_REQUEST = "programme:response:request"
    PROGRAMME_TEXT_PUBLISH = "programme:text:publish"

    @property
    def reach(self) -> str:
        return self.value.split(":")[0]

    @property
    def resource(self) -> str:
        return self.value.split(":")[1]

    @property
    def verb(self) -> str:
        return self.value.split(":")[2]


REACHES = frozenset({"platform", "programme", "country", "organisation", "own"})
