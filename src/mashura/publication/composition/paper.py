"""The last step of every text on its way to paper: runs of the other direction isolated, signs that the fonts have."""

from collections.abc import Mapping
from typing import Any

from mashura.kit.bidi import isolate_runs
from mashura.kit.languages import Direction

# Not text for readers: keys, code of the template, hashes, drawings.
_NOT_TEXT = frozenset(
    ["type", "key", "figure", "chart", "sha256", "url", "link", "language", "direction", "digits", "provenance"]
)


# Noto's text faces have no minus sign (U+2212); their en dash is drawn alike. The joiner after it keeps the line from
# ending between sign and number.
_MINUS, _DASH = "\u2212", "\u2013\u2060"


def on_paper(content: Any, base: Direction) -> Any:
    """`content` with every run of the other direction isolated, in every text of it.

    A mapping with a direction of its own ({"text", "direction"}: a term in another language) is left to the template.
    """
    if isinstance(content, str):
        return isolate_runs(content.replace(_MINUS, _DASH), base)
    if isinstance(content, Mapping):
        if content.get("direction", base) != base:
            return dict(content)
        return {
            name: value.replace(_MINUS, _DASH)
            if name in _NOT_TEXT and isinstance(value, str)
            else on_paper(value, base)
            for name, value in content.items()
        }
    if isinstance(content, (list, tuple)):
        return [on_paper(value, base) for value in content]
    return content
