"""How two versions of a note that were written at once become one: pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from mashura.errors import InputError, gettext_noop
from mashura.kit.redline import Agreed, Collision, Merged, merge

LONGEST: Final = 50_000
SAVED: Final = "saved"
"""The version that was saved meanwhile."""
ASIDE: Final = "aside"
"""The version that came second."""


class Choice(StrEnum):
    """What stands where two versions collide."""

    SAVED = "saved"
    ASIDE = "aside"
    BOTH = "both"


def lines(text: str) -> str:
    """The text with line feeds only, as it is stored and compared."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def merged_notes(base: str, *, saved: str, aside: str) -> Merged[str]:
    """The version `aside` brought into the one `saved` meanwhile; both were made from `base`."""
    return merge(base, {SAVED: saved, ASIDE: aside})


def reading(collision: Collision[str], whose: str) -> str:
    """What `whose` version says where two collide."""
    return next((text for text, by in collision.variants if whose in by), collision.base)


def settled(merged: Merged[str], choices: Mapping[int, Choice]) -> str:
    """The text with a choice for every collision, numbered from 0. InputError where one is missing.

    With both, what was saved first comes first; a space parts them where neither has one.
    """
    said: list[str] = []
    number = 0
    for one in merged.stretches:
        if isinstance(one, Agreed):
            said.append(one.text)
            continue
        if number not in choices:
            raise InputError(gettext_noop("Choose what stands at every place where the two versions differ."))
        said.append(_chosen(one, choices[number]))
        number += 1
    return "".join(said)


def _chosen(collision: Collision[str], choice: Choice) -> str:
    saved, aside = reading(collision, SAVED), reading(collision, ASIDE)
    if choice is not Choice.BOTH:
        return saved if choice is Choice.SAVED else aside
    parted = not saved or not aside or saved[-1].isspace() or aside[0].isspace()
    return saved + aside if parted else f"{saved} {aside}"
