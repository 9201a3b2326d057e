"""The fixed words of a document: furniture of pages, headings of lists. Whole phrases, in the active language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def furniture(*, day: str, version: str) -> Mapping[str, Any]:
    """The words that report.typ sets by itself; `day` and `version` are written for the reader already."""
    return {
        "contents": _("Contents"),
        "list_of_figures": _("List of figures"),
        "figure": pgettext("before a number", "Figure"),
        "table": pgettext("before a number", "Table"),
        "facts_heads": [_("Subject"), _("What is known")],
        "provenance": _("Where every number of this edition comes from: figures, data and results with their hashes."),
        "imprint": _("%(day)s · version %(version)s") % {"day": day, "version": version},
        "imprint_cover": _("Edition of %(day)s, version %(version)s") % {"day": day, "version": version},
    }
