"""What the chapter on routes says about its figures."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mashura.publication.sentences.account import Account, Sentence


def opening() -> Sentence:
    """The first paragraph of the chapter."""
    return Sentence(
        _(
            "People move across the Mediterranean and the Atlantic on routes that shift from year to year. This "
            "chapter shows the lives lost there, as far as they are recorded, the crossings that were detected, and "
            "the countries between which migrants live."
        ),
        (),
    )


def deaths_at_sea(account: Account) -> Iterator[Sentence | None]:
    """Deaths and disappearances in the Mediterranean over all years of the record."""
    yield account.say(
        ngettext(
            "From %(first_year)s to %(last_year)s, at least %(dead)s person died or went missing in the Mediterranean.",
            "From %(first_year)s to %(last_year)s, at least %(dead)s people died or went missing in the Mediterranean.",
            account.number("dead_and_missing"),
        ),
        first_year="first_year",
        last_year="last_year",
        dead="dead_and_missing",
    )
    yield account.say(
        _("The deadliest year of the record was %(year)s, with at least %(dead)s dead and missing."),
        year="deadliest_year",
        dead="deadliest_year_dead_and_missing",
    )
    yield account.say(
        _("The deadliest route was the following: %(route)s, with %(share)s of the dead and missing."),
        route="deadliest_route",
        share="deadliest_route_share",
    )
    if account.raw("last_year") != account.raw("deadliest_year"):
        yield account.say(
            _("In %(year)s, the last year of the record, at least %(dead)s were counted."),
            year="last_year",
            dead="last_year_dead_and_missing",
        )


def deaths_by_cause(account: Account) -> Iterator[Sentence | None]:
    """Causes of death on the sea routes."""
    yield account.say(
        _("Among the causes recorded on the sea routes, the first is: %(cause)s (%(share)s of the dead and missing)."),
        cause="top_cause",
        share="top_cause_share",
    )
    yield account.say(
        _("The second is: %(cause)s (%(share)s)."),
        cause="second_cause",
        share="second_cause_share",
    )
    if account.raw("unknown_share") and "mixed-or-unknown" not in (
        account.raw("top_cause"),
        account.raw("second_cause"),
    ):
        yield account.say(
            _("For %(share)s the record names a mixed or unknown cause."),
            share="unknown_share",
        )


def arrivals_by_route(account: Account) -> Iterator[Sentence | None]:
    """Detections of irregular border crossings towards Europe."""
    yield account.say(
        ngettext(
            "In %(year)s, %(detections)s irregular crossing of the external borders of the European Union was "
            "detected.",
            "In %(year)s, %(detections)s irregular crossings of the external borders of the European Union were "
            "detected.",
            account.number("last_year_detections"),
        ),
        year="last_year",
        detections="last_year_detections",
    )
    yield account.say(
        _("The largest number in one year was detected in %(year)s: %(detections)s."),
        year="peak_year",
        detections="peak_year_detections",
    )
    yield account.say(
        _("Over all years the route with the most detections was the following: %(route)s (%(share)s)."),
        route="top_route",
        share="top_route_share",
    )
    yield Sentence(
        _("A detection is not a person: who tries several times, or at several borders, is counted each time."),
        (),
    )


def flow_map(account: Account, *, within: str) -> Iterator[Sentence | None]:
    """Where the migrants of a country come from, on a map."""
    here: Mapping[str, str] = {"in_country": within}
    yield account.say(
        ngettext(
            "Of the %(persons)s migrant who lived %(in_country)s in %(year)s, the map shows the origins of %(share)s.",
            "Of the %(persons)s migrants who lived %(in_country)s in %(year)s, the map shows the origins of %(share)s.",
            account.number("persons"),
        ),
        here,
        persons="persons",
        year="year",
        share="drawn_share",
    )
    yield Sentence(_("A line joins the two countries; it does not show the way that people took."), ())
