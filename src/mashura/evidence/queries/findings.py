"""Reads of findings, of what they rest on, and of what rests on a figure, a vintage or a source.

The confidentiality wall: nobody but its researcher reads a row of a field source. A finding tells of it what was copied
to its evidence (kind, country, year), several of one kind, country and year as one line.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Length

from mashura.access.public import Action, Actor, NotHere, can, visible
from mashura.errors import InputError
from mashura.evidence import figures
from mashura.evidence.models import FieldSource, Finding, FindingEvidence, Source, Vintage
from mashura.evidence.queries.datasets import released_vintages, visible_vintages
from mashura.evidence.rules.findings import METHOD_OF_KIND, Assessment, Backing, Method, assess
from mashura.kit.localised import Localised
from mashura.reference.public import is_fictional
from mashura.stats.figures import registry
from mashura.stats.inline import inline_values

REGIONAL = "regional"
"""In place of a country: findings about the programme as a whole."""

_FIELD = "field"
"""The origin of every field account: whoever collected them for the programme counts as one."""


@dataclass(frozen=True, slots=True)
class FieldAccounts:
    """What readers learn of field sources: how many of one kind in one country and year."""

    kind: str
    country: str
    year: int
    count: int


@dataclass(frozen=True, slots=True)
class Cited:
    """One thing for or against a finding, as far as the actor may see it; exactly one of the five is there."""

    row: FindingEvidence
    figure: str = ""
    params: Mapping[str, Any] | None = None
    vintage: Vintage | None = None
    source: Source | None = None
    accounts: FieldAccounts | None = None

    @property
    def contradicts(self) -> bool:
        return self.row.stance == FindingEvidence.Stance.CONTRADICTS

    @property
    def why(self) -> Localised:
        return self.row.why


def in_order(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """By programme and number: F-2 before F-10."""
    return findings.order_by("programme", Length("ref"), "ref")


def visible_findings(
    actor: Actor, *, programme: str = "", theme: str = "", country: str = "", kind: str = ""
) -> QuerySet[Finding]:
    """The findings that the actor may see, narrowed by what is given. `country` may be `REGIONAL`."""
    found = visible(actor, Finding)
    if programme:
        found = found.filter(programme=programme)
    if theme:
        found = found.filter(theme=theme)
    if kind:
        found = found.filter(kind=kind)
    if country == REGIONAL:
        found = found.filter(countries=[])
    elif country:
        found = found.filter(countries__contains=[country])
    return in_order(found)


def finding(actor: Actor, programme: str, ref: str) -> Finding:
    """The finding with this reference; NotHere when there is none that the actor may see."""
    found = visible_findings(actor, programme=programme).filter(ref=ref).first()
    if found is None:
        raise NotHere
    return found


def visible_sources(actor: Actor, *, programme: str = "") -> QuerySet[Source]:
    """The published sources that the actor may see, by programme and key."""
    found = visible(actor, Source).order_by("programme", "key")
    return found.filter(programme=programme) if programme else found


def source(actor: Actor, programme: str, key: str) -> Source:
    """The source with this key; NotHere when there is none that the actor may see."""
    found = visible_sources(actor, programme=programme).filter(key=key).first()
    if found is None:
        raise NotHere
    return found


def own_field_sources(actor: Actor) -> QuerySet[FieldSource]:
    """The field sources that the actor collected, newest first."""
    return visible(actor, FieldSource).order_by("-held_on", "id")


def programmes_with_findings(actor: Actor) -> list[str]:
    """Codes of the programmes that have a finding or a source for this actor."""
    return sorted(
        {
            *visible(actor, Finding).values_list("programme", flat=True),
            *visible(actor, Source).values_list("programme", flat=True),
        }
    )


def evidence_of(actor: Actor, findings: Iterable[Finding]) -> dict[Any, list[Cited]]:
    """What each of the findings rests on, by the finding's id; what the actor may not see is left out.

    Field accounts of one stance, kind, country and year stand where the first of them does, counted.
    """
    ids = [one.pk for one in findings]
    rows = list(visible(actor, FindingEvidence).filter(finding__in=ids).order_by("position", "pk"))
    sources = visible(actor, Source).in_bulk([row.source_id for row in rows if row.source_id])
    vintages = {one.pk: one for one in visible_vintages(actor).filter(pk__in=[row.vintage_id for row in rows])}
    counts = Counter(_accounts_key(row) for row in rows if row.field_source_id)
    known = registry() if figures.__all__ else {}
    by_finding: dict[Any, list[Cited]] = {pk: [] for pk in ids}
    told: set[Any] = set()
    for row in rows:
        cited = by_finding[row.finding_id]
        if row.figure and row.figure in known:
            cited.append(Cited(row, figure=row.figure, params=row.params))
        elif row.source_id in sources:
            cited.append(Cited(row, source=sources[row.source_id]))
        elif row.vintage_id in vintages:
            cited.append(Cited(row, vintage=vintages[row.vintage_id]))
        elif row.field_source_id and (key := _accounts_key(row)) not in told:
            told.add(key)
            accounts = FieldAccounts(row.field_kind, row.field_country, row.field_year or 0, counts[key])
            cited.append(Cited(row, accounts=accounts))
    return by_finding


def _accounts_key(row: FindingEvidence) -> tuple[Any, ...]:
    # The reason is part of it: two accounts cited for different reasons are two lines.
    return (row.finding_id, row.stance, row.field_kind, row.field_country, row.field_year, row.why)


def assessments(actor: Actor, cited: Mapping[Any, list[Cited]], findings: Iterable[Finding]) -> dict[Any, Assessment]:
    """The strength of each finding by its id, from the evidence that the actor may see."""
    newest: dict[str, Vintage] = {}
    for vintage in released_vintages(actor):
        newest.setdefault(vintage.dataset.code, vintage)
    return {
        one.pk: assess(
            [backing for row in cited[one.pk] for backing in _backings(row, newest)],
            is_gap=one.kind == Finding.Kind.GAP,
        )
        for one in findings
    }


def _backings(cited: Cited, newest: Mapping[str, Vintage]) -> list[Backing]:
    against = cited.contradicts
    if cited.source is not None:
        method = METHOD_OF_KIND[cited.source.kind]
        return [Backing(f"source:{cited.source.pk}", _origin(cited.source.publisher), method, against)]
    if cited.accounts is not None:
        return [
            Backing(f"field:{cited.row.pk}:{number}", _FIELD, Method.FIELD, against)
            for number in range(cited.accounts.count)
        ]
    if cited.vintage is not None:
        return _of_datasets([cited.vintage], against=against)
    used = figure_datasets(cited.figure, cited.params or {})
    return _of_datasets([newest[code] for code in used if code in newest], against=against)


def _of_datasets(vintages: Iterable[Vintage], *, against: bool) -> list[Backing]:
    # Two vintages of a dataset are one source; a dataset without a method (an outline of land) is no evidence.
    return [
        Backing(f"dataset:{one.dataset.code}", _origin(one.dataset.publisher), Method(one.dataset.method), against)
        for one in vintages
        if one.dataset.method
    ]


def _origin(publisher: Localised) -> str:
    """Who published it, written one way whichever languages its name is given in."""
    return publisher.shown("en").text.casefold().strip()


def figure_datasets(name: str, params: Mapping[str, Any]) -> tuple[str, ...]:
    """Codes of the datasets that a figure uses with these parameters; () for a figure that there is not."""
    found = registry().get(name) if figures.__all__ else None
    if found is None:
        return ()
    try:
        settled = {one.name: params.get(one.name, one.default) for one in found.parameters}
        return found.used(settled)
    except (InputError, KeyError):
        return found.datasets


def named_figures(finding: Finding) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
    """The figures, with parameters, whose values the statement names in any language."""
    named = set()
    for text in finding.statement.values():
        try:
            named |= {(value.figure, value.params) for value in inline_values(text)}
        except InputError:
            continue  # a text from before the rule that values are checked when written
    return named


def findings_using(
    actor: Actor, *, figure: str = "", vintage: Vintage | None = None, source: Source | None = None
) -> list[Finding]:
    """The findings that rest on a figure (whatever its parameters), on a vintage, or on a source.

    A finding rests on a figure that it cites or whose value its statement names; and on the vintage that such a figure
    is computed over now.
    """
    everything = list(visible_findings(actor))
    cited = evidence_of(actor, everything)
    newest = next(iter(released_vintages(actor).filter(dataset=vintage.dataset)), None) if vintage else None

    def rests(one: Finding) -> bool:
        rows = cited[one.pk]
        if source is not None:
            return any(row.source == source for row in rows)
        used = {(row.figure, tuple((row.params or {}).items())) for row in rows if row.figure} | named_figures(one)
        if figure:
            return any(name == figure for name, _params in used)
        if vintage is None:
            return False
        is_newest = newest is not None and newest.pk == vintage.pk
        return any(row.vintage == vintage for row in rows) or (
            is_newest and any(vintage.dataset.code in figure_datasets(name, dict(params)) for name, params in used)
        )

    return [one for one in everything if rests(one)]


def findings_of_post(actor: Actor) -> list[Finding]:
    """The findings that the actor works on: of their programmes; for posts of one country, those about it."""
    found = visible_findings(actor).filter(programme__in=actor.programmes)
    if can(actor, Action.CHANGE, Finding):
        return list(found)
    return list(found.filter(countries__overlap=sorted(actor.countries)))


def fictional_programmes(actor: Actor) -> set[str]:
    """Codes of the programmes that tell of invented States, as far as the actor sees that they do."""
    concerned = [
        *visible(actor, Finding).exclude(countries=[]).values_list("programme", "countries"),
        *visible(actor, Source).exclude(countries=[]).values_list("programme", "countries"),
    ]
    return {programme for programme, countries in concerned if any(is_fictional(code) for code in countries)}


def waiting_for_release(actor: Actor) -> list[Finding]:
    """Findings about the actor's countries, open to them, that their focal point has not released."""
    return [one for one in visible_findings(actor) if set(one.waits_for) & set(actor.countries) & set(one.open_to)]
