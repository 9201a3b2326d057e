"""Rows of the reference tables for the access matrix; all of them are open to everybody."""

import string

from tests.access.rows import row_for, unique, unique_hash, unique_text

from mashura.reference.models import (
    AddresseeClass,
    AffectedGroup,
    Area,
    Country,
    CrosswalkLink,
    FrameworkTerm,
    LoadedPack,
    Topic,
)

NAMES = {"en": "A name", "ar": "اسم", "fr": "Un nom"}
_DIGITS = string.digits + string.ascii_uppercase


@row_for(Country)
def country(scope):
    first, second = divmod(unique() % len(_DIGITS) ** 2, len(_DIGITS))
    return Country(iso3=f"X{_DIGITS[first]}{_DIGITS[second]}", kind="state", names=NAMES, is_fictional=True)


@row_for(Area)
def area(scope):
    parent = country(scope)
    parent.save()
    return Area(code=unique_text(), country=parent, kind="region", names=NAMES)


@row_for(Topic)
def topic(scope):
    return Topic(code=f"t{unique_text()}", position=1, title=NAMES)


@row_for(FrameworkTerm)
def framework_term(scope):
    code = unique_text()
    return FrameworkTerm(id=f"made-up/{code}", framework="made-up", code=code, position=1, label=NAMES)


@row_for(CrosswalkLink)
def crosswalk_link(scope):
    near, term = topic(scope), framework_term(scope)
    near.save()
    term.save()
    return CrosswalkLink(id=f"{near.code}/{term.id}", topic=near, term=term)


@row_for(AddresseeClass)
def addressee_class(scope):
    return AddresseeClass(code=unique_text(), group="other", position=1, title=NAMES)


@row_for(AffectedGroup)
def affected_group(scope):
    return AffectedGroup(code=unique_text(), position=1, title=NAMES)


@row_for(LoadedPack)
def loaded_pack(scope):
    return LoadedPack(code=f"pack-{unique_text()}", version="1", title=NAMES, sign_off=NAMES, fingerprint=unique_hash())
