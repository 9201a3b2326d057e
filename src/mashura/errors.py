"""The one error that is meant for a reader's eyes; everything else is a defect."""

from collections.abc import Mapping
from typing import Any


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogues without translating it here (this module knows no Django)."""
    return message


class InputError(ValueError):
    """Something the reader gave cannot be used, and the reader can put it right.

    `template` is plain English with named placeholders, marked with `gettext_noop` where it is written; the
    command line and the web layer translate it and fill in `params`. A message names the thing (file, row,
    column, parameter) and the way out. It never holds personal data: it may be logged.
    """

    def __init__(self, template: str, **params: Any) -> None:
        self.template = template
        self.params: Mapping[str, Any] = params
        super().__init__(template % params if params else template)
