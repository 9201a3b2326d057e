"""Words of evidence in templates: errors, units, roles and types of columns, sizes of files."""

from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mashura.errors import InputError
from mashura.evidence.findings_shown import figure_address
from mashura.evidence.inline import FilledValue, ReadText
from mashura.evidence.labels import unit_label
from mashura.evidence.models import Upload
from mashura.kit.expressions import Standing
from mashura.kit.languages import direction, language_name
from mashura.kit.messages import say as say_error
from mashura.kit.numbers import format_number
from mashura.kit.reader import current_reader

register = template.Library()

_ROLES: Final[dict[str, Promise]] = {
    "place": gettext_lazy("Place"),
    "period": gettext_lazy("Period"),
    "value": gettext_lazy("Value"),
    "unit": gettext_lazy("Unit"),
    "dimension": gettext_lazy("Dimension"),
}
_TYPES: Final[dict[str, Promise]] = {
    "date": gettext_lazy("day"),
    "year": gettext_lazy("year"),
    "month": gettext_lazy("month"),
    "country": gettext_lazy("country code"),
    "code": gettext_lazy("code"),
    "text": gettext_lazy("text"),
    "integer": gettext_lazy("whole number"),
    "decimal": gettext_lazy("number with decimals"),
}
_STATES: Final[dict[str, Promise]] = {
    Upload.State.BROUGHT: gettext_lazy("Columns to be matched"),
    Upload.State.WAITING: gettext_lazy("Being read"),
    Upload.State.READING: gettext_lazy("Being read"),
    Upload.State.IMPORTED: gettext_lazy("Imported"),
    Upload.State.REFUSED: gettext_lazy("Refused"),
}
_KILOBYTE: Final = 1000


@register.simple_tag
def say(error: InputError) -> str:
    """`{% say error %}`: the error's sentence in the reader's language."""
    return say_error(error)


@register.simple_tag
def filled(text: ReadText) -> SafeString:
    """`{% filled shown.statement %}`: the words, each computed value a link to its figure with these parameters.

    Words in another language than the reader's are marked as `{% localised %}` marks them; a translation that is stale
    or not reviewed says so.
    """
    title = _("A computed value: open the figure that it comes from")
    words = format_html_join(
        "",
        "{}",
        ((piece if isinstance(piece, str) else _linked(piece, title),) for piece in text.filled.pieces),
    )
    if text.is_fallback:
        words = format_html(
            '<span class="fallback"><bdi lang="{}" dir="{}">{}</bdi> '
            '<small class="fallback-language">({})</small></span>',
            text.language,
            direction(text.language),
            words,
            language_name(text.language, reader_language=current_reader().language),
        )
    remark = {
        Standing.STALE: _("translation of an earlier version"),
        Standing.TO_REVIEW: _("translation not yet reviewed"),
    }.get(text.standing)
    return words if remark is None else format_html('{} <small class="fallback-language">({})</small>', words, remark)


def _linked(value: FilledValue, title: str) -> SafeString:
    address = figure_address(value.named.figure, value.named.params)
    return format_html('<a class="computed" href="{}" title="{}">{}</a>', address, title, value.shown)


@register.simple_tag
def unit(name: str) -> str:
    """`{% unit column.unit %}`: the unit in words."""
    return unit_label(name)


@register.simple_tag
def column_role(role: str) -> str:
    """`{% column_role column.role %}`: what a column tells."""
    return str(_ROLES.get(role, role))


@register.simple_tag
def column_type(kind: str) -> str:
    """`{% column_type column.type %}`: what its cells hold."""
    return str(_TYPES.get(kind, kind))


@register.simple_tag
def upload_state(upload: Upload) -> str:
    """`{% upload_state upload %}`: how far a file has come."""
    return str(_STATES[Upload.State(upload.state)])


@register.simple_tag
def size(count: int) -> str:
    """`{% size vintage.bytes %}`: kilobytes, or megabytes from a million bytes on."""
    reader = current_reader()

    def written(value: float, decimals: int) -> str:
        return format_number(value, language=reader.language, decimals=decimals, digits=reader.shown_digits)

    if count < _KILOBYTE * _KILOBYTE:
        return _("%(size)s kB") % {"size": written(max(1, count / _KILOBYTE), 0)}
    return _("%(size)s MB") % {"size": written(count / _KILOBYTE / _KILOBYTE, 1)}
