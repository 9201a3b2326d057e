"""By which rules a meeting works."""

from mashura.consultation.models import Meeting
from mashura.consultation.rules.procedure import RulesOfProcedure


def rules_of(held: Meeting) -> RulesOfProcedure:  # noqa: ARG001 - the one place where a meeting's own rules are looked up
    """The rules of procedure of a meeting: those of a technical meeting, as long as it has none of its own."""
    return RulesOfProcedure()
