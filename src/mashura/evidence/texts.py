"""What every figure says.

Subject, method and caveats stand; title, subtitle, finding and alternative text are made from a result's values.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mashura.evidence.sentences import deaths, drivers, examples, people, routes
from mashura.evidence.wording import Words
from mashura.kit.reader import current_reader
from mashura.stats.figures import Result

GROUPS: Final[Mapping[str, Promise]] = {
    "flows": _("Flows"),
    "deaths": _("Deaths"),
    "drivers": _("Drivers"),
    "protection": _("Protection"),
}

EXAMPLE: Final = "example"
"""The group of invented figures. It is no part of `GROUPS`: what is invented never stands among real figures."""

_DRIVER_METHOD: Final = _(
    "The countries of origin with most people in the chosen country come first, in the last year for which their "
    "number is known; the countries of the programme follow. Values are those of the source, without estimates of "
    "ours: a year without a value stays empty."
)
_CONTEXT: Final = _("Drivers are context, not causes: no line here explains by itself why people move.")
_GAPS: Final = _(
    "Values are missing most often where there is conflict. A gap is therefore no sign that nothing happened."
)


@dataclass(frozen=True)
class FigureText:
    """What stands about a figure whatever its parameters. All of it is plain text in the reader's language."""

    name: str
    group: str
    title: str
    subtitle: str
    method: str
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class ResultText:
    """What a result says.

    `title` names the subject with its place and period, `finding` is one sentence with its values, `alt` says what the
    chart shows to who cannot see it.
    """

    title: str
    subtitle: str
    finding: str
    alt: str


@dataclass(frozen=True)
class _Entry:
    group: str
    title: Promise
    subtitle: Promise
    method: Promise
    caveats: tuple[Promise, ...]
    say: Callable[[Words], tuple[str, str, str, str]]


_STOCK_CAVEATS: Final = (
    _("A stock, not a flow: people who live there at mid-year, whenever they came."),
    _("The source mixes country of birth and citizenship, and counts refugees in some countries only."),
)
_ENTRIES: Final[Mapping[str, _Entry]] = {
    "migrants-in": _Entry(
        "flows",
        _("Where migrants living in a country come from"),
        _("Persons at mid-year, by country of origin"),
        _("Women and men are added for every country of origin; what comes after the countries shown is one row."),
        _STOCK_CAVEATS,
        people.migrants_in,
    ),
    "migrants-from": _Entry(
        "flows",
        _("Where people from a country live"),
        _("Persons at mid-year, by country of destination"),
        _("Women and men are added for every country of destination; what comes after the countries shown is one row."),
        _STOCK_CAVEATS,
        people.migrants_from,
    ),
    "flow-map": _Entry(
        "flows",
        _("Map of migrants and refugees between one country and the others"),
        _("Persons; arrows lead from the country of origin to the country where people live"),
        _(
            "Every arrow stands for the people from one country who live in another, its width for "
            "their number. It joins "
            "capitals or middles of countries; it shows no route."
        ),
        (
            _("A stock, not a flow: the map says who lives where, not who travelled when or which way."),
            _(
                "People whose origin is not known, and countries beyond those shown, are in the "
                "table but not on the map."
            ),
        ),
        people.flow_map,
    ),
    "arrivals-by-route": _Entry(
        "flows",
        _("Detections at the external borders of the European Union, by route"),
        _("Detections a year"),
        _("Monthly detections of Frontex are added up by year and route. One person may be detected more than once."),
        (
            _("Detections are not persons, and they depend on how closely a border is watched."),
            _("Frontex revises earlier years."),
        ),
        routes.arrivals_by_route,
    ),
    "deaths-at-sea": _Entry(
        "deaths",
        _("Deaths and disappearances at sea on the way to Europe"),
        _("Dead and missing persons, by route"),
        _(
            "The sum of all records of the source on these routes: dead and missing persons "
            "together, records as they are."
        ),
        (
            _("Minimum estimates: many deaths are never recorded."),
            _("The publisher revises earlier years; its own totals by another grouping of routes differ slightly."),
        ),
        deaths.deaths_at_sea,
    ),
    "deaths-by-cause": _Entry(
        "deaths",
        _("Causes of death during migration"),
        _("Dead and missing persons, by cause"),
        _(
            "The sum of all records of the source by cause; a record with more than one cause counts "
            "as “several causes”."
        ),
        (
            _("Minimum estimates: many deaths are never recorded."),
            _("The cause is often not known, and it is recorded better at sea than on land."),
        ),
        deaths.deaths_by_cause,
    ),
    "refugees-hosted": _Entry(
        "protection",
        _("Refugees and asylum seekers in a country"),
        _("Refugees at the end of the year, by country of origin"),
        _(
            "Refugees and asylum seekers registered with UNHCR or the government at the end of each year. Countries of "
            "origin are in order of their people over the whole period."
        ),
        (
            _("Small numbers are rounded to the nearest five by UNHCR."),
            _("Palestine refugees under the mandate of UNRWA are not included."),
        ),
        people.refugees_hosted,
    ),
    "driver-poverty": _Entry(
        "drivers",
        _("Poverty in countries of origin"),
        _("Share of the population below the national poverty line"),
        _DRIVER_METHOD,
        (
            _CONTEXT,
            _("National poverty lines differ: compare years of one country, not countries with each other."),
            _GAPS,
        ),
        drivers.poverty,
    ),
    "driver-unemployment": _Entry(
        "drivers",
        _("Unemployment in countries of origin"),
        _("Share of the labour force without work, modelled by the ILO"),
        _DRIVER_METHOD,
        (_CONTEXT, _("Modelled values; informal and unpaid work hides unemployment where many depend on it."), _GAPS),
        drivers.unemployment,
    ),
    "driver-conflict": _Entry(
        "drivers",
        _("Conflict in countries of origin"),
        _("Battle deaths a year; the band shows the low and the high estimate"),
        _DRIVER_METHOD,
        (_CONTEXT, _("Deaths in conflicts in which a State takes part; other violence is not counted here."), _GAPS),
        drivers.conflict,
    ),
    "driver-stability": _Entry(
        "drivers",
        _("Political stability in countries of origin"),
        _("Index from −2.5 (weak) to 2.5 (strong)"),
        _DRIVER_METHOD,
        (_CONTEXT, _("An index of perceptions; differences of a few tenths lie within its uncertainty."), _GAPS),
        drivers.stability,
    ),
    "driver-environment": _Entry(
        "drivers",
        _("Environmental vulnerability in countries of origin"),
        _("ND-GAIN index of vulnerability to climate change, from 0 (low) to 1 (high)"),
        _DRIVER_METHOD,
        (_CONTEXT, _("A composed index of exposure, sensitivity and capacity to adapt; it changes slowly."), _GAPS),
        drivers.environment,
    ),
    "example-services": _Entry(
        EXAMPLE,
        _("Fictional example: migrants' access to services"),
        _("Invented shares in invented States"),
        _("The values are invented: a start and a step a year for each State and measure. They measure nothing."),
        (
            _("The States do not exist, and nothing may be concluded from these values about any real State."),
            _("The example shows how an indicator of a commitment is followed; it stands in no list of figures."),
        ),
        examples.example_services,
    ),
}


def group_of(name: str) -> str:
    """The group of a figure: a key of `GROUPS`, or `EXAMPLE`; figures without a text of their own are flows."""
    return _ENTRIES[name].group if name in _ENTRIES else "flows"


def group_label(group: str) -> Promise:
    """The name of a group of figures, that of invented ones too."""
    return _("Fictional example") if group == EXAMPLE else GROUPS[group]


def figure_text(name: str, language: str | None = None) -> FigureText:
    """What stands about the figure, in the language given or the reader's. KeyError for a name without text."""
    entry = _ENTRIES[name]
    with translation.override(language or current_reader().language):
        return FigureText(
            name=name,
            group=entry.group,
            title=str(entry.title),
            subtitle=str(entry.subtitle),
            method=str(entry.method),
            caveats=tuple(str(caveat) for caveat in entry.caveats),
        )


def result_text(result: Result) -> ResultText:
    """What the result says to the current reader, in their language and digits."""
    reader = current_reader()
    with translation.override(reader.language):
        title, subtitle, finding, alt = _ENTRIES[result.name].say(Words(result, reader))
    return ResultText(title=title, subtitle=subtitle, finding=finding, alt=alt)
