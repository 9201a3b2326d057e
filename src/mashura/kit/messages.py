"""Errors in the reader's own language."""

from django.utils.translation import get_language, gettext

from mashura.errors import InputError
from mashura.kit.bidi import isolate, needs_isolation
from mashura.kit.languages import Direction, direction


def say(error: InputError) -> str:
    """The sentence of `error` in the language now active, as plain text.

    Values of the other direction (a file name in an Arabic sentence) are isolated. A translation whose
    placeholders do not fit falls back to the English sentence: the reader is never left without one.
    """
    base = direction(get_language() or "en")
    template = gettext(error.template)
    if not error.params:
        return template
    params = {name: _shown(value, base) for name, value in error.params.items()}
    try:
        return template % params
    except (KeyError, TypeError, ValueError):
        return str(error)


def _shown(value: object, base: Direction) -> object:
    # Numbers keep their type, for the sake of placeholders such as %(row)d.
    if isinstance(value, int | float):
        return value
    text = str(value)
    return isolate(text) if needs_isolation(text, base) else text
