"""Who may read and write the study: its original is its author's alone, in the database too.

Translators change rows for their expressions in other languages. The secretariat changes the rows that it publishes
(study, version, part) and no paragraph; that it touches no words there is the actions' to hold.
"""

from collections.abc import Iterator

from mashura.access.public import Action, Grant, Permission, Role, Scope, declare
from mashura.consultation.models import Study, StudyCitation, StudyParagraph, StudyPart, StudyVersion

_READERS = (Role.COUNTRY_MISSION, Role.HEAD_OF_DELEGATION, Role.DELEGATE, Role.OBSERVER)
_COUNTRY = (Scope.OWN_PROGRAMME, Scope.OWN_JURISDICTION)


def _read_and_written() -> Iterator[Grant]:
    yield Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED)
    yield Grant(Role.SECRETARIAT, Action.VIEW, Scope.ALL)
    for role in (Role.RESEARCHER, Role.TRANSLATOR):
        yield Grant(role, Action.VIEW, Scope.OWN_PROGRAMME)
    for role in _READERS:
        yield Grant(role, Action.VIEW, *_COUNTRY)
    for action in (Action.ADD, Action.CHANGE, Action.DELETE):
        yield Grant(Role.RESEARCHER, action, Scope.OWN_PROGRAMME, Scope.AUTHOR)


def _translated() -> Iterator[Grant]:
    yield Grant(Role.TRANSLATOR, Action.CHANGE, Scope.OWN_PROGRAMME)


def _published() -> Iterator[Grant]:
    yield Grant(Role.SECRETARIAT, Action.CHANGE, Scope.ALL)
    yield Grant(Role.SECRETARIAT, Permission.PROGRAMME_TEXT_PUBLISH, Scope.ALL)
    yield Grant(Role.HEAD_OF_DELEGATION, Permission.COUNTRY_TEXT_RELEASE, *_COUNTRY)


for model, programme, grants in (
    (Study, "programme_id", [*_read_and_written(), *_translated(), *_published()]),
    (StudyVersion, "programme", [*_read_and_written(), *_published()]),
    (StudyPart, "programme", [*_read_and_written(), *_translated(), *_published()]),
    (StudyParagraph, "programme", [*_read_and_written(), *_translated()]),
    (StudyCitation, "programme", list(_read_and_written())),
):
    declare(
        model,
        scope_columns={
            "released": "is_released",
            "programme": programme,
            "country": "open_to",
            "author": "author_id",
        },
        grants=grants,
    )
