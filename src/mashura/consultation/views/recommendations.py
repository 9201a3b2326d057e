"""Public pages of recommendations: the list with its filters, one recommendation, downloads and feed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mashura.access.public import ANONYMOUS, Actor
from mashura.consultation import recommendation_downloads as downloads
from mashura.consultation import recommendation_wording as wording
from mashura.consultation.models import Addressee, Recommendation, RecommendationVersion
from mashura.consultation.queries import recommendations as queries
from mashura.consultation.queries.programmes import visible_programmes
from mashura.consultation.rules import recommendations as rules
from mashura.consultation.views.asking import actor_of
from mashura.consultation.views.recommendation_work import may_work
from mashura.errors import InputError
from mashura.evidence.models import Finding
from mashura.evidence.public import fill_text
from mashura.kit.downloads import feed_response, file_response, json_file
from mashura.kit.localised import Localised
from mashura.kit.reader import Reader, current_reader
from mashura.reference.public import addressee_groups, affected_groups, frameworks, topics

_PER_PAGE: Final = 20
_IN_FEED: Final = 50
_SORTS: Final[dict[str, Promise]] = {"ref": _("By reference"), "newest": _("Newest first"), "theme": _("By theme")}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter as a link: where it leads, how many it leaves, whether it is in force."""

    title: str
    address: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A recommendation of the list."""

    row: Recommendation
    version: RecommendationVersion | None
    state: str
    theme: Localised | str
    addressees: list[Addressee]
    countries: list[str]


@require_safe
def recommendations(request: HttpRequest) -> HttpResponse:
    """The recommendations that the reader may see; every filter stands in the address."""
    actor = actor_of(request)
    asked = queries.RecommendationFilter.of(request.GET.dict())
    sort = request.GET.get("sort", "ref")
    sort = sort if sort in queries.SORTS else "ref"
    page = Paginator(queries.visible_recommendations(actor, asked, sort=sort), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    counts, counted = queries.count_recommendations(actor, asked)
    programmes = {one.code: one for one in visible_programmes(actor)}
    shown = list(page.object_list)
    context: dict[str, Any] = {
        "page": page,
        "cards": _cards(actor, shown),
        "filters": _filters(actor, asked, sort, programmes),
        "asked": asked,
        "chosen": [
            (wording.FILTERS[name], wording.value_title(name, value, programmes), _address(asked, sort, **{name: ""}))
            for name, value in asked.asked.items()
            if name in wording.FILTERS
        ],
        "sorts": [Choice(str(label), _address(asked, code), 0, code == sort) for code, label in _SORTS.items()],
        "sort": sort,
        "counts": [(wording.UNITS[unit], number) for unit, number in counts.items()],
        "headline": wording.count_sentence(rules.Unit.RECOMMENDATION, counts[rules.Unit.RECOMMENDATION]),
        "primary": _totals(rules.totals_by_primary_theme(counted)),
        "overlapping": _totals(rules.totals_by_any_theme(counted)),
        "total": len(counted),
        "query": urlencode(asked.asked),
        "is_anything_there": bool(counted) or queries.visible_recommendations(actor).exists(),
        "drafting": [one for one in programmes.values() if may_work(actor, one)],
    }
    return render(request, "consultation/recommendations.html", context)


@require_safe
def recommendation(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """One recommendation: its words per language, whom it is addressed to, where it comes from, its versions."""
    actor = actor_of(request)
    found = queries.recommendation(actor, programme, ref)
    versions = queries.versions_of(actor, found)
    current = queries.current_versions(actor, [found]).get(found.pk)
    context: dict[str, Any] = {
        "recommendation": found,
        "fallback": " ".join(found.programme.languages),
        "version": current,
        "state": wording.term(found.state, wording.STATES),
        "texts": _texts(found, current),
        "is_quoted": found.source_kind in rules.QUOTED,
        "groups": _grouped(queries.addressees_of(actor, [found]).get(found.pk, [])),
        "theme": wording.theme_title(found.theme) if found.theme else "",
        "secondary": [wording.theme_title(code) for code in found.secondary_themes],
        "affected": [wording.group_title(code) for code in found.affected_groups],
        "crosswalk": _crosswalk(found),
        "strength": wording.strength(found.action_strength) if found.action_strength else "",
        "source_kind": wording.term(found.source_kind, wording.SOURCE_KINDS),
        "proposers": [wording.country(one) for one in found.proposers],
        "countries": [wording.country(code) for code in found.countries],
        "origins": [(one, _statement(actor, one.finding)) for one in queries.origins_of(actor, found)],
        "links": [
            (wording.LINKS[one.kind][0], one.other)
            if one.recommendation_id == found.pk
            else (wording.LINKS[one.kind][1], one.recommendation)
            for one in queries.links_of(actor, found)
        ],
        "versions": [(one, wording.term(one.stage, wording.STAGES), one == current) for one in reversed(versions)],
        "may_work": may_work(actor, found),
        "shown_added": current.added_languages.get(current.text.shown(current_reader().language).language)
        if current
        else None,
    }
    return render(request, "consultation/recommendation.html", context)


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """What is public of the filtered list, as CSV or JSON."""
    asked = queries.RecommendationFilter.of(request.GET.dict())
    rows = queries.visible_recommendations(ANONYMOUS, asked)
    if kind == "csv":
        body = downloads.recommendations_csv(rows, [code for code, _name in settings.LANGUAGES])
    else:
        body = json_file({"recommendations": list(downloads.public_rows(rows))})
    return file_response(body, name="recommendations", kind=kind)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Atom feed of what became public last, in the language of the address."""
    rows = queries.visible_recommendations(ANONYMOUS).order_by("-public_from", "-ref")[:_IN_FEED]
    return feed_response(
        downloads.feed_entries(rows, lambda row: request.build_absolute_uri(_page_of(row))),
        title=gettext("Recommendations that became public"),
        page=request.build_absolute_uri(reverse("consultation:recommendations")),
        feed=request.build_absolute_uri(),
    )


def _page_of(row: Recommendation) -> str:
    return reverse("consultation:recommendation", args=[row.programme_id, row.ref])


def _address(asked: queries.RecommendationFilter, sort: str, **changes: str) -> str:
    """The list's address with these filters changed; an empty one is left out, the page starts anew."""
    query = {**asked.asked, **changes} | ({"sort": sort} if sort != "ref" else {})
    kept = urlencode({name: value for name, value in query.items() if value})
    return f"?{kept}" if kept else reverse("consultation:recommendations")


def _filters(
    actor: Actor, asked: queries.RecommendationFilter, sort: str, programmes: Any
) -> list[tuple[Promise, list[Choice], bool]]:
    """Label, choices and whether one is in force, for every filter that has something to choose between."""
    shown = []
    for facet in queries.facets(actor, asked):
        chosen = getattr(asked, facet.name)
        titles = {value: wording.value_title(facet.name, value, programmes) for value in facet.values}
        order = wording.in_order(list(facet.values), titles, _ORDERS.get(facet.name, lambda: ())())
        choices = [
            Choice(
                titles[value],
                _address(asked, sort, **{facet.name: "" if value == chosen else value}),
                facet.values[value],
                value == chosen,
            )
            for value in order
        ]
        if len(choices) > 1 or chosen:
            shown.append((wording.FILTERS[facet.name], choices, bool(chosen)))
    return shown


_ORDERS: Final[dict[str, Any]] = {
    "topic": lambda: list(topics()),
    "theme": lambda: list(topics()),
    "service": lambda: queries.SERVICES,
    "addressee": lambda: list(addressee_groups()),
    "group": lambda: list(affected_groups()),
    "source": lambda: list(wording.SOURCE_KINDS),
    "state": lambda: list(wording.STATES),
}


def _cards(actor: Actor, rows: list[Recommendation]) -> list[Card]:
    versions, addressees = queries.current_versions(actor, rows), queries.addressees_of(actor, rows)
    return [
        Card(
            row=row,
            version=versions.get(row.pk),
            state=wording.term(row.state, wording.STATES),
            theme=wording.theme_title(row.theme) if row.theme else "",
            addressees=addressees.get(row.pk, []),
            countries=[wording.country(code) for code in row.countries],
        )
        for row in rows
    ]


def _totals(totals: rules.Totals) -> list[tuple[Localised | str, int]]:
    order = list(topics())
    codes = sorted(totals.rows, key=lambda code: order.index(code) if code in order else len(order))
    return [(wording.theme_title(code) if code else "", totals.rows[code]) for code in codes]


def _texts(found: Recommendation, version: RecommendationVersion | None) -> list[tuple[str, str, str, datetime | None]]:
    """Language, words and standing of each text there is, the original first; and when it came after issue."""
    if version is None:
        return []
    order = [version.text.original, *found.programme.languages]
    tags = sorted(version.text, key=lambda tag: (order.index(tag) if tag in order else len(order), tag))
    added = version.added_languages
    return [(tag, version.text[tag], str(_STANDINGS[version.text.standing(tag)]), added.get(tag)) for tag in tags]


_STANDINGS: Final[dict[str, Promise]] = {
    "original": _("Original"),
    "reviewed": _("Reviewed translation"),
    "to-review": _("Unofficial translation, not yet reviewed"),
    "stale": _("Translation of an earlier version"),
}


def _grouped(rows: list[Addressee]) -> list[tuple[Localised | str, list[dict[str, Any]]]]:
    """Addressees by broad class, in the order of the list of classes."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        entry = {
            "name": wording.addressee_name(row),
            "class": wording.class_title(row.addressee_class),
            "role": wording.term(row.role, wording.ROLES),
            "is_lead": row.role == Addressee.Role.LEAD,
            "country": wording.country(row.country) if row.country else "",
        }
        grouped.setdefault(wording.broad_class(row.addressee_class), []).append(entry)
    return [(wording.class_title(code), grouped[code]) for code in addressee_groups() if code in grouped]


def _crosswalk(found: Recommendation) -> list[tuple[Localised, list[tuple[str, Localised]]]]:
    """Lines of other code lists that its theme comes close to: all of them suggestions until a person confirms one.

    A list that belongs to one State is shown where the recommendation is about that State.
    """
    topic = topics().get(found.theme)
    if topic is None:
        return []
    return [
        (frameworks()[name].title, [(code, frameworks()[name].entries[code].label) for code in codes])
        for name, codes in topic.crosswalk.items()
        # UPR Info's list is its own coding of texts, not a framework that States agreed to.
        if name != "upr-info" and (not frameworks()[name].country or frameworks()[name].country in found.countries)
    ]


def _statement(actor: Actor, finding: Finding | None) -> Localised:
    """What a finding says, its values computed, in the reader's language or the nearest there is."""
    if finding is None:
        return Localised()
    shown = finding.statement.shown(current_reader().language)
    try:
        words = fill_text(actor, shown.text, reader=Reader(shown.language, current_reader().country)).text
    except InputError:
        # A value that cannot be computed now is the finding's own page to explain.
        words = ""
    return Localised({shown.language: words})
