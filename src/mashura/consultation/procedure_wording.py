"""Rules of procedure in words: what they say to a reader, and what can be chosen in the form."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mashura.consultation.models import Delegation, Participant, Programme
from mashura.consultation.rules.procedure import Asked, Attribution, DecisionMode, Fate, RulesOfProcedure, switched_on
from mashura.kit.bidi import isolate
from mashura.kit.languages import language_name
from mashura.kit.numbers import format_number
from mashura.kit.reader import current_reader
from mashura.reference.public import country_name

MODES: Final[Mapping[DecisionMode, Promise]] = {
    DecisionMode.CONSENSUS: gettext_lazy("Consensus in the meeting"),
    DecisionMode.SILENCE: gettext_lazy("Silence procedure"),
    DecisionMode.WRITTEN_CONSENT: gettext_lazy("Agreement in writing"),
    DecisionMode.CHAIR_SUMMARY: gettext_lazy("Chair’s summary where there is no consensus"),
    DecisionMode.VOTE: gettext_lazy("Vote"),
}
ASKED: Final[Mapping[Asked, Promise]] = {
    Asked.NOTHING: pgettext_lazy("language gate", "Nothing"),
    Asked.THERE: pgettext_lazy("language gate", "A text, reviewed or not"),
    Asked.REVIEWED: pgettext_lazy("language gate", "A reviewed text"),
}
ATTRIBUTIONS: Final[Mapping[Attribution, Promise]] = {
    Attribution.NAMED: gettext_lazy("To everybody in the meeting"),
    Attribution.CHAIR_ONLY: gettext_lazy("To the chair only"),
    Attribution.NONE: gettext_lazy("To nobody"),
}
FATES: Final[Mapping[Fate, Promise]] = {
    Fate.ANNEXED: gettext_lazy("It is kept in an annex"),
    Fate.DROPPED: gettext_lazy("It is left out"),
    Fate.CHAIR_TEXT: gettext_lazy("It is passed on as the chair’s text"),
}


def sentences(rules: RulesOfProcedure, programme: Programme) -> list[str]:
    """What the rules say, a sentence each, in the reader's language."""
    return [
        _(said.template) % {name: _named(name, value, programme) for name, value in said.params.items()}
        for said in switched_on(rules)
    ]


def _named(name: str, value: int | str | tuple[str, ...], programme: Programme) -> str:
    language = current_reader().language
    if isinstance(value, int):
        return format_number(value, language=language, digits=current_reader().shown_digits)
    if isinstance(value, str):
        return isolate(value)
    namers = {
        "kinds": lambda code: str(Delegation.Kind(code).label),
        "capacities": lambda code: str(Participant.Capacity(code).label),
        "countries": lambda code: country_name(code, language),
        "languages": lambda code: language_name(code, reader_language=language),
    }
    codes = value or (tuple(programme.languages) if name == "languages" else ())
    return _(", ").join(namers[name](code) for code in codes)
