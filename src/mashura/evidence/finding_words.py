"""Words about findings and sources in the reader's language: kinds, strengths, methods, confidence, standings."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from mashura.evidence.labels import place_name
from mashura.evidence.queries.findings import FieldAccounts
from mashura.evidence.rules.findings import Assessment, Method, Strength
from mashura.kit.expressions import Standing
from mashura.kit.numbers import format_number, format_year
from mashura.kit.reader import current_reader

KINDS: Final[Mapping[str, Promise]] = {
    "descriptive": _("Description"),
    "comparative": _("Comparison"),
    "causal": _("Cause"),
    "gap": _("Gap in the evidence"),
}
STRENGTHS: Final[Mapping[str, Promise]] = {
    Strength.SINGLE_REPORT: _("Single report"),
    Strength.LIMITED: _("Limited"),
    Strength.MODERATE: _("Moderate"),
    Strength.STRONG: _("Strong"),
}
METHODS: Final[Mapping[str, Promise]] = {
    Method.STATISTICS: _("Administrative data and statistics"),
    Method.SURVEY: _("Survey"),
    Method.FIELD: _("Field account"),
    Method.DOCUMENT: pgettext_lazy("method of collection", "Document"),
}
CONFIDENCES: Final[Mapping[str, Promise]] = {
    "low": pgettext_lazy("confidence", "Low"),
    "medium": pgettext_lazy("confidence", "Medium"),
    "high": pgettext_lazy("confidence", "High"),
}
STANCES: Final[Mapping[str, Promise]] = {"supports": _("Supports"), "contradicts": _("Contradicts")}
SOURCE_KINDS: Final[Mapping[str, Promise]] = {
    "interview": _("Interview"),
    "focus_group": _("Focus group"),
    "observation": _("Observation"),
    "document": pgettext_lazy("kind of source", "Document"),
    "legislation": _("Legislation"),
    "statistics": _("Statistics"),
    "survey": _("Survey"),
    "media": _("Media report"),
}
RESPONDENTS: Final[Mapping[str, Promise]] = {
    "authority": _("Public authority"),
    "international_organisation": _("International organisation"),
    "civil_society": _("Civil society"),
    "migrant": _("Migrant"),
    "refugee": _("Refugee"),
    "host_community": _("Host community"),
    "employer": _("Employer"),
    "expert": _("Expert"),
}
STANDINGS: Final[Mapping[str, Promise]] = {
    Standing.ORIGINAL: _("original"),
    Standing.REVIEWED: _("reviewed translation"),
    Standing.TO_REVIEW: _("translation to be reviewed"),
    Standing.STALE: _("translation of an earlier version"),
    Standing.MISSING: _("no translation"),
}


def accounts_in_words(accounts: FieldAccounts) -> str:
    """What readers learn of field accounts: "2 interviews, Amarilia, 2031"."""
    reader = current_reader()
    count = format_number(accounts.count, language=reader.language, digits=reader.shown_digits)
    what = {
        "interview": ngettext("%(count)s interview", "%(count)s interviews", accounts.count),
        "focus_group": ngettext("%(count)s focus group", "%(count)s focus groups", accounts.count),
        "observation": ngettext("%(count)s observation", "%(count)s observations", accounts.count),
    }[accounts.kind] % {"count": count}
    year = format_year(accounts.year, language=reader.language, digits=reader.shown_digits)
    return gettext("%(what)s, %(country)s, %(year)s") % {
        "what": what,
        "country": place_name(accounts.country, reader.language),
        "year": year,
    }


def strength_in_words(assessment: Assessment) -> str:
    """Why the strength is what it is: what was counted, and what contradicts."""
    if not assessment.sources and not assessment.contradicting:
        return gettext("No evidence is cited yet.")
    reader = current_reader()

    def number(count: int) -> str:
        return format_number(count, language=reader.language, digits=reader.shown_digits)

    comma = pgettext("between the items of a list", ", ")
    said = [
        ngettext("%(count)s source supports it.", "%(count)s sources support it.", assessment.sources)
        % {"count": number(assessment.sources)}
    ]
    if assessment.sources:
        said.append(
            ngettext(
                "%(count)s of them is independent of the others.",
                "%(count)s of them are independent of each other.",
                assessment.independent,
            )
            % {"count": number(assessment.independent)}
            if assessment.sources > 1
            else ""
        )
        said.append(
            gettext("Methods: %(methods)s.") % {"methods": comma.join(str(METHODS[one]) for one in assessment.methods)}
        )
    if assessment.contradicting:
        said.append(
            ngettext("%(count)s source contradicts it.", "%(count)s sources contradict it.", assessment.contradicting)
            % {"count": number(assessment.contradicting)}
        )
        if assessment.strength is not None:
            said.append(
                ngettext(
                    "That lowers the strength by %(count)s level, as far as there is one below.",
                    "That lowers the strength by %(count)s levels, as far as there are any below.",
                    assessment.lowered_by,
                )
                % {"count": number(assessment.lowered_by)}
            )
    return " ".join(part for part in said if part)
