"""What every list of the machine interface has in common: how it is asked for, narrowed and paged.

What the lists hold is what everybody may read, whoever asks: they are for copies that are passed on.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema

from mashura.access.public import ANONYMOUS, NotHere
from mashura.consultation.models import Programme
from mashura.consultation.public import visible_programmes
from mashura.errors import InputError, gettext_noop
from mashura.exchange.schemas import Message
from mashura.kit.expressions import Expressions

REFUSALS: Final[dict[Any, Any]] = {400: Message, 404: Message}
MOST: Final = 200


class PageQuery(Schema):
    """Which part of a list."""

    offset: int = Field(0, ge=0, le=1_000_000, description="How many to pass over.")
    limit: int = Field(50, ge=1, le=MOST, description="How many to give.")


class ProgrammeQuery(PageQuery):
    """Which part of a list that can be narrowed to a programme."""

    programme: str = Field("", description="The code of a programme; empty for all.")


def check_names(request: HttpRequest, query: Schema) -> None:
    """InputError for a parameter that the list does not have, naming it and those that it has."""
    known = sorted(type(query).model_fields)
    for name in request.GET:
        if name not in known:
            raise InputError(
                gettext_noop("There is no parameter “%(name)s” here. Use one of: %(known)s."),
                name=name[:40],
                known=", ".join(known),
            )


def check_value(name: str, given: str, known: Iterable[str]) -> str:
    """`given` where it is empty or known; InputError naming the parameter and what it may be."""
    values = list(known)
    if given and given not in values:
        raise InputError(
            gettext_noop("The parameter “%(name)s” cannot be “%(given)s”. Use one of: %(known)s."),
            name=name,
            given=given.replace("\0", "")[:40],
            known=", ".join(values),
        )
    return given


def programmes_asked(given: str) -> list[Programme]:
    """The public programme with this code, or all of them; InputError for another code."""
    found = list(visible_programmes(ANONYMOUS))
    check_value("programme", given, [one.code for one in found])
    return [one for one in found if given in ("", one.code)]


def countries_of(programmes: Iterable[Programme]) -> list[str]:
    """The countries of some programmes, by code."""
    return sorted({code for one in programmes for code in one.countries})


def check_address(*parts: str) -> None:
    """NotHere for what can be no part of an address."""
    if any("\0" in part for part in parts):
        raise NotHere


def page(rows: "QuerySet[Any] | Sequence[Any]", query: PageQuery) -> list[Any]:
    """The part of a list that was asked for."""
    return list(rows[query.offset : query.offset + query.limit])


def by_language(text: Expressions, languages: Collection[str]) -> dict[str, Any]:
    """A text with its languages side by side: which is the original, the words, how each stands to the original."""
    return {
        "original_language": text.original,
        "text": dict(text.localised),
        "standing": {tag: text.standing(tag).value for tag in dict.fromkeys([*languages, *text.localised])},
    }


class TextOut(Schema):
    """A text with its languages side by side; `standing` is that of each language to the original."""

    original_language: str
    text: dict[str, str]
    standing: dict[str, str]
