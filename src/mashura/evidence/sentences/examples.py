"""Sentences of the invented figure; each says that it is invented."""

from django.utils.translation import gettext as _

from mashura.evidence.labels import code_label
from mashura.evidence.sentences.deaths import Said, nothing
from mashura.evidence.wording import Words
from mashura.kit.numbers import format_number, format_percent


def example_services(words: Words) -> Said:
    measure = code_label("measure", str(words.param("measure")))
    named = {"measure": measure, "country": words.country(), "period": words.period()}
    title = _("Fictional example: %(measure)s, %(country)s, %(period)s") % named
    subtitle = _("Invented shares in an invented State, %(period)s") % named
    if not words.has("first_value", "last_value"):
        return nothing(words, title, subtitle)

    def share(name: str) -> str:
        return format_percent(words.value(name), language=words.language, decimals=1, digits=words.digits)

    finding = _(
        "Invented for demonstration: %(first)s in %(from)s, %(last)s in %(to)s, "
        "a change of %(change)s percentage points."
    ) % {
        "first": share("first_value"),
        "from": words.year("first_year"),
        "last": share("last_value"),
        "to": words.year("last_year"),
        "change": format_number(words.value("change"), language=words.language, decimals=1, digits=words.digits),
    }
    alt = _("Column chart of invented values. %(title)s. %(finding)s") % {"title": title, "finding": finding}
    return title, subtitle, finding, alt
