"""Public pages of the register: the list with its filters, one entry, countries side by side, downloads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mashura.access.public import ANONYMOUS, Action, Actor, can
from mashura.consultation import register_downloads as downloads
from mashura.consultation import register_wording as words
from mashura.consultation.models import Programme, RegisterEntry
from mashura.consultation.queries import register as queries
from mashura.consultation.queries.programmes import programme as programme_by_code
from mashura.consultation.queries.programmes import visible_programmes
from mashura.consultation.rules import register as rules
from mashura.consultation.views.asking import actor_of
from mashura.kit.downloads import file_response
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader
from mashura.reference.public import countries_in_order, country_name, themes_of, topics

# What the pages show before there is any programme.
NO_PROGRAMME: Final[dict[str, Any]] = {"programme": None, "fallback": "", "short_name": ""}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter as a link: where it leads, how many entries it leaves, whether it is in force."""

    title: str | Promise | Localised
    address: str
    count: int
    is_chosen: bool
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for: of which programme, narrowed how, holding which words."""

    programme: Programme
    chosen: rules.Filter = rules.Filter()  # noqa: RUF009 - immutable
    words: str = ""

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        words = {"q": self.words} if self.words else {}
        return urlencode({"programme": self.programme.code, **self.chosen.chosen(), **words})

    def address(self, **changed: str) -> str:
        """The list with some of the filters changed."""
        changing: Any = replace
        asked = replace(self, chosen=changing(self.chosen, **changed))
        return f"{reverse('consultation:register')}?{asked.query}"


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """The entries of a programme that the reader may see; every filter stands in the address."""
    actor = actor_of(request)
    programme = chosen_programme(request)
    if programme is None:
        return render(request, "consultation/register.html", NO_PROGRAMME)
    asked = _asked(request, programme)
    found = queries.entries_in_order(actor, programme, current_reader().language, words=asked.words)
    narrowed = queries.narrowed_entries(found, asked.chosen)
    return render(
        request,
        "consultation/register.html",
        {
            **_frame(actor, programme),
            "entries": [words.shown(row) for row in narrowed],
            "is_anything_there": bool(found) or queries.visible_entries(actor, programme.code).exists(),
            "countries": _countries(found, asked),
            "facets": _facets(found, asked),
            "chosen": asked.chosen.chosen(),
            "words": asked.words,
            "query": asked.query,
            "whole": _Asked(programme).address(),
            "may_write": bool(queries.writable_countries(actor, programme)),
        },
    )


@require_safe
def entry(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """One entry: what it is in its own words, and the pages on which that stands."""
    actor = actor_of(request)
    found = queries.entry(actor, programme, key)
    return render(
        request,
        "consultation/register_entry.html",
        {
            "entry": found,
            "shown": words.shown(found),
            "programme": found.programme,
            "fallback": " ".join(found.programme.languages),
            "sources": queries.sources_of(actor, [found]).get(found.pk, []),
            "may_write": can(actor, Action.ADD, found),
            "released_by": country_name(found.country, current_reader().language),
        },
    )


@require_safe
def side_by_side(request: HttpRequest) -> HttpResponse:
    """What is public of each country on a topic, kind by kind, in the order of the countries' names."""
    actor = actor_of(request)
    programme = chosen_programme(request)
    if programme is None:
        return render(request, "consultation/register_side_by_side.html", NO_PROGRAMME)
    language = current_reader().language
    chosen = rules.Filter(topic=_asked(request, programme).chosen.topic)
    found = queries.entries_in_order(actor, programme, language, only_public=True)
    countries = countries_in_order(programme.countries, language)
    rows = rules.side_by_side(queries.narrowed_entries(found, chosen), countries)
    tabs = [_topic_link(programme, code, chosen.topic) for code in ["", *_topics(programme)]]
    top = topics()[chosen.topic].parent or chosen.topic if chosen.topic in topics() else ""
    return render(
        request,
        "consultation/register_side_by_side.html",
        {
            **_frame(actor, programme, to="consultation:register_side_by_side"),
            "tabs": tabs,
            "themes": [_topic_link(programme, theme.code, chosen.topic) for theme in themes_of(top)] if top else [],
            "topic": topics()[chosen.topic].title if chosen.topic in topics() else None,
            "columns": [
                (
                    code,
                    country_name(code, language),
                    [(words.KINDS_TOGETHER[kind], [words.shown(row) for row in cells[code]]) for kind, cells in rows],
                )
                for code in countries
            ],
            "rows": len(rows) + 1,
            "is_anything_there": bool(rows),
        },
    )


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """What is public of the filtered list, as CSV or JSON; never what the reader alone may see."""
    programme = chosen_programme(request)
    rows: list[RegisterEntry] = []
    if programme is not None:
        asked = _asked(request, programme)
        found = queries.entries_in_order(ANONYMOUS, programme, "en", words=asked.words, only_public=True)
        rows = queries.narrowed_entries(found, asked.chosen)
    sources = queries.sources_of(ANONYMOUS, rows)
    if kind == "csv":
        body = downloads.register_csv(rows, sources, [code for code, _name in settings.LANGUAGES])
    else:
        body = downloads.register_json(rows, sources)
    return file_response(body, name="register", kind=kind)


def chosen_programme(request: HttpRequest) -> Programme | None:
    """The programme that the address names, else the first that the reader may see, a real one where there is one.

    NotHere for a programme that there is not or that the reader may not see.
    """
    actor = actor_of(request)
    code = request.GET.get("programme", "")
    return programme_by_code(actor, plain(code)) if code else visible_programmes(actor).first()


def plain(text: str) -> str:
    """Text as PostgreSQL can hold it."""
    return text.replace("\0", "\ufffd")


def programme_links(actor: Actor, programme: Programme, to: str) -> list[tuple[str, Programme]]:
    """The same page of the other programmes that the reader may see."""
    return [
        (f"{reverse(to)}?{urlencode({'programme': one.code})}", one)
        for one in visible_programmes(actor).exclude(code=programme.code)
    ]


def _frame(actor: Actor, programme: Programme, to: str = "consultation:register") -> dict[str, Any]:
    return {
        "programme": programme,
        "fallback": " ".join(programme.languages),
        "short_name": programme.short_names or programme.names,
        "others": programme_links(actor, programme, to),
    }


def _asked(request: HttpRequest, programme: Programme) -> _Asked:
    chosen = rules.Filter(**{name: request.GET.get(name, "") for name in rules.FACETS})
    return _Asked(programme, chosen, request.GET.get("q", "").strip()[: queries.LONGEST_QUERY])


def _topics(programme: Programme) -> list[str]:
    return [code for code in programme.topics if code in topics()]


def _topic_link(programme: Programme, code: str, chosen: str) -> Choice:
    query = {"programme": programme.code, **({"topic": code} if code else {})}
    is_chosen = code == chosen or bool(code and chosen in topics() and topics()[chosen].parent == code)
    return Choice(
        topics()[code].title if code else _("All topics"),
        f"{reverse('consultation:register_side_by_side')}?{urlencode(query)}",
        0,
        is_chosen,
    )


def _countries(found: Sequence[RegisterEntry], asked: _Asked) -> list[Choice]:
    """Every country of the programme, whatever it has released, after the link to all of them."""
    language = current_reader().language
    titles = {"": _("All countries")} | {
        code: country_name(code, language) for code in countries_in_order(asked.programme.countries, language)
    }
    return _choices(found, asked, "country", titles)


def _facets(found: Sequence[RegisterEntry], asked: _Asked) -> list[tuple[str, list[Choice]]]:
    """The other filters, each with the values that lead to something."""
    tree: dict[str, Any] = {"": _("All topics")}
    for code in _topics(asked.programme):
        tree[code] = topics()[code].title
        tree |= {theme.code: theme.title for theme in themes_of(code)}
    named = (
        (_("Topic"), "topic", tree),
        (_("Kind"), "kind", {"": _("All kinds"), **words.KINDS_TOGETHER}),
        (_("Status"), "status", {"": _("Every status"), **words.STATUSES}),
    )
    return [
        (label, [one for one in _choices(found, asked, facet, titles) if one.count or one.is_chosen])
        for label, facet, titles in named
    ]


def _choices(found: Sequence[RegisterEntry], asked: _Asked, facet: str, titles: Mapping[str, Any]) -> list[Choice]:
    counts = rules.counts(found, asked.chosen, facet, titles, queries.themes_below())
    return [
        Choice(
            title,
            asked.address(**{facet: value}),
            counts[value],
            is_chosen=getattr(asked.chosen, facet) == value,
            is_below=facet == "topic" and value in topics() and bool(topics()[value].parent),
        )
        for value, title in titles.items()
    ]
