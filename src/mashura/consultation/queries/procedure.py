"""The rules of procedure that hold in a programme, and those that a meeting goes by."""

from mashura.access.public import Actor, visible
from mashura.consultation.models import Meeting, Programme, RulesVersion
from mashura.consultation.rules.procedure import RulesOfProcedure, rules_from


def rules_versions(actor: Actor, programme: Programme) -> list[RulesVersion]:
    """Every version, the newest first; none where the rules were never set."""
    return list(visible(actor, RulesVersion).filter(programme=programme).order_by("-number"))


def rules_of_programme(actor: Actor, programme: Programme) -> RulesOfProcedure:
    """The newest rules; those of a technical meeting where none were set."""
    return _read(next(iter(rules_versions(actor, programme)), None))


def rules_of(actor: Actor, meeting: Meeting) -> RulesOfProcedure:
    """The rules that a meeting goes by: those it pinned, else the newest of its programme."""
    if meeting.rules_id is not None:
        return _read(visible(actor, RulesVersion).get(pk=meeting.rules_id))
    return rules_of_programme(actor, meeting.programme)


def _read(version: RulesVersion | None) -> RulesOfProcedure:
    return rules_from(version.content) if version else RulesOfProcedure()
