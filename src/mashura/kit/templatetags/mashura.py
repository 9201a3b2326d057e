"""Numbers, dates, directions and localised values in templates, written for the current reader."""

from collections.abc import Mapping
from datetime import date

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mashura.kit import bidi, dates, languages, numbers
from mashura.kit.beside import templates_beside
from mashura.kit.expressions import Expressions, Standing
from mashura.kit.localised import Localised, Shown
from mashura.kit.reader import current_reader

register = template.Library()


@register.filter
def number(value: numbers.Number | None, decimals: int = 0) -> str:
    """`{{ count|number }}`, `{{ rate|number:1 }}`: grouped and in the reader's digits; nothing gives a dash."""
    reader = current_reader()
    return numbers.format_number(value, language=reader.language, decimals=int(decimals), digits=reader.shown_digits)


@register.filter
def percent(value: numbers.Number | None, decimals: int = 0) -> str:
    """`{{ share|percent:1 }}`: a value that is in percent already."""
    reader = current_reader()
    return numbers.format_percent(value, language=reader.language, decimals=int(decimals), digits=reader.shown_digits)


@register.filter
def year(value: int) -> str:
    """`{{ row.year|year }}`: an ordinal number, never grouped."""
    reader = current_reader()
    return numbers.format_year(int(value), language=reader.language, digits=reader.shown_digits)


@register.filter
def day(value: date | None) -> str:
    """`{{ released_on|day }}`: the day in full; nothing gives an empty text."""
    reader = current_reader()
    if value is None:
        return ""
    return dates.format_day(value, language=reader.language, country=reader.country, digits=reader.shown_digits)


@register.filter
def month(value: date | None) -> str:
    """`{{ released_on|month }}`: month and year."""
    reader = current_reader()
    if value is None:
        return ""
    return dates.format_month(value, language=reader.language, country=reader.country, digits=reader.shown_digits)


@register.filter
def isolate(value: object) -> SafeString:
    """`{{ file_name|isolate }}`: foreign text in markup, in a `bdi` element of its own direction."""
    return format_html('<bdi dir="auto">{}</bdi>', value)


@register.filter
def isolate_plain(value: object) -> str:
    """`{{ name|isolate_plain }}`: the same by invisible marks, for titles and attributes."""
    return bidi.isolate(str(value))


@register.filter
def direction(code: str) -> str:
    """`dir="{{ code|direction }}"`: "rtl" or "ltr"."""
    return languages.direction(code)


@register.filter
def endonym(code: str) -> str:
    """`{{ code|endonym }}`: a language's own name, as in a language switch."""
    return languages.language(code).endonym


@register.filter
def language_name(code: str) -> str:
    """`{{ code|language_name }}`: a language's name in the reader's language."""
    return languages.language_name(code, reader_language=current_reader().language)


@register.simple_tag
def localised(value: Mapping[str, str] | str | None, order: str = "") -> SafeString:
    """`{% localised country.name %}`: the text in the reader's language, or a marked fall-back.

    A text in another language stands in a `bdi` with its `lang` and `dir`, followed by the name of that language.
    `order` names the languages to fall back on, separated by spaces: `{% localised name order="en ar" %}`.
    """
    shown = _shown(value, order)
    text = conditional_escape(shown.text)
    if not shown.is_fallback:
        return SafeString(text)
    return format_html(
        '<span class="fallback"><bdi lang="{}" dir="{}">{}</bdi> <small class="fallback-language">({})</small></span>',
        shown.language,
        languages.direction(shown.language),
        text,
        language_name(shown.language),
    )


@register.simple_tag
def expressed(value: Expressions, order: str = "") -> SafeString:
    """`{% expressed finding.statement %}`: as `localised`, and a translation that is stale or not reviewed says so."""
    shown = value.shown(current_reader().language, order.split())
    text = localised(value.localised, f"{value.original} {order}")
    remarks = {
        Standing.STALE: _("translation of an earlier version"),
        Standing.TO_REVIEW: _("translation not yet reviewed"),
    }
    remark = remarks.get(value.standing(shown.language))
    if remark is None:
        return text
    return format_html('{} <small class="fallback-language">({})</small>', text, remark)


@register.filter
def localised_plain(value: Mapping[str, str] | str | None, order: str = "") -> str:
    """`{{ country.name|localised_plain }}`: the same without markup, isolated when it is a fall-back."""
    shown = _shown(value, order)
    return bidi.isolate(shown.text) if shown.is_fallback else shown.text


def _shown(value: Mapping[str, str] | str | None, order: str) -> Shown:
    language = current_reader().language
    if isinstance(value, Mapping):
        texts = value if isinstance(value, Localised) else Localised(value)
        return texts.shown(language, order.split())
    return Shown(value or "", language, is_fallback=False)


@register.simple_tag(takes_context=True)
def beside(context: Context, thing: str) -> SafeString:
    """`{% beside "finding" %}`: what other apps have to say on the page of this thing (`kit.beside`)."""
    page = {str(name): value for name, value in context.flatten().items()}
    return SafeString("".join(render_to_string(name, page) for name in templates_beside(thing)))
