"""Operative verbs and how strongly each binds, in English, French and Arabic.

A careful few from resolutions of the United Nations and their official translations. The rank says how much is asked,
from taking note to undertaking; between neighbours practice differs, so that ranks order, they do not measure.
Preambular words have a rank too, of concern. A programme may read with a list of its own (`verbs` arguments).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import regex

from mashura.kit.folding import fold
from mashura.kit.languages import primary


class VerbUse(StrEnum):
    """The part of a text that a verb opens clauses in."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the list. `forms` are, by language, how a clause may begin; the first is the usual one."""

    key: str
    use: VerbUse
    strength: int
    forms: Mapping[str, tuple[str, ...]]


def _verb(key: str, use: VerbUse, strength: int, en: str, fr: str, ar: str) -> Verb:  # noqa: PLR0917 - a row
    forms = {"en": en, "fr": fr, "ar": ar}
    return Verb(key, use, strength, {language: tuple(given.split(", ")) for language, given in forms.items()})


_P: Final = VerbUse.PREAMBULAR
_O: Final = VerbUse.OPERATIVE
VERBS: Final = (
    _verb("recalling", _P, 1, "recalling", "rappelant", "إذ تشير إلى, إذ يشير إلى, إذ نشير إلى, إذ تشير, إذ نشير"),
    _verb(
        "noting", _P, 1, "noting, taking note of", "notant, prenant note", "إذ تلاحظ, إذ يلاحظ, إذ نلاحظ, إذ تحيط علما"
    ),
    _verb("aware", _P, 2, "aware, mindful", "consciente, conscient, conscients", "إذ تدرك, إذ يدرك, إذ ندرك"),
    _verb("considering", _P, 2, "considering", "considérant", "إذ ترى, إذ يرى, إذ نرى, إذ تضع في اعتبارها"),
    _verb(
        "recognizing",
        _P,
        2,
        "recognizing, recognising, acknowledging",
        "reconnaissant",
        "إذ تسلم, إذ نسلم, إذ تقر, إذ نقر, إذ تعترف",
    ),
    _verb("welcoming", _P, 2, "welcoming", "se félicitant, saluant, accueillant", "إذ ترحب, إذ يرحب, إذ نرحب"),
    _verb(
        "emphasizing",
        _P,
        3,
        "emphasizing, emphasising, stressing",
        "soulignant, insistant",
        "إذ تشدد, إذ نشدد, إذ تؤكد",
    ),
    _verb(
        "reaffirming",
        _P,
        3,
        "reaffirming",
        "réaffirmant",
        "إذ تعيد تأكيد, إذ نعيد تأكيد, إذ تؤكد من جديد, إذ نؤكد من جديد",
    ),
    _verb("concerned", _P, 3, "concerned", "préoccupée, préoccupé, préoccupés", "إذ يساورها القلق, إذ يساورنا القلق"),
    _verb(
        "deeply_concerned",
        _P,
        4,
        "deeply concerned, gravely concerned",
        "profondément préoccupée, profondément préoccupé, profondément préoccupés, gravement préoccupée",
        "إذ يساورها بالغ القلق, إذ يساورنا بالغ القلق, إذ يساورها قلق بالغ, إذ يساورنا قلق بالغ",
    ),
    _verb(
        "notes",
        _O,
        1,
        "notes, note, takes note of, take note of",
        "note, notent, prend note, prennent note",
        "تلاحظ, يلاحظ, نلاحظ, تحيط علما, يحيط علما, نحيط علما",
    ),
    _verb(
        "acknowledges",
        _O,
        2,
        "acknowledges, recognizes, recognises",
        "reconnaît, reconnaissent",
        "تقر, نقر, تسلم, تعترف",
    ),
    _verb(
        "welcomes",
        _O,
        3,
        "welcomes, welcome",
        "se félicite, se félicitent, accueille avec satisfaction",
        "ترحب, يرحب, نرحب",
    ),
    _verb("invites", _O, 4, "invites, invite", "invite, invitent", "تدعو, يدعو, ندعو"),
    _verb("encourages", _O, 5, "encourages, encourage", "encourage, encouragent", "تشجع, يشجع, نشجع"),
    _verb("recommends", _O, 6, "recommends, recommend", "recommande, recommandent", "توصي, يوصي, نوصي"),
    _verb(
        "calls_upon",
        _O,
        7,
        "calls upon, call upon, calls on, call on",
        "demande à, demande aux, demandent à, demandent aux, appelle, appellent, engage, engagent",
        "تهيب, يهيب, نهيب, تناشد, نناشد",
    ),
    _verb("requests", _O, 8, "requests, request", "prie, prient", "تطلب, يطلب, نطلب"),
    _verb(
        "urges",
        _O,
        8,
        "urges, urge, strongly urges",
        "demande instamment, demandent instamment, exhorte, exhortent",
        "تحث, يحث, نحث",
    ),
    _verb("decides", _O, 9, "decides, decide, resolves", "décide, décident", "تقرر, يقرر, نقرر"),
    _verb(
        "commits",
        _O,
        10,
        "commits to, commit to, undertakes to, undertake to, commits itself",
        "s'engage à, s'engagent à, nous engageons à",
        "تلتزم, يلتزم, نلتزم, تتعهد, يتعهد, نتعهد",
    ),
)

# What may stand before the verb: who speaks, a number, an adverb that changes nothing of the rank.
_FURTHEST: Final = 6
_FURTHEST_SIGN: Final = 200
_WORDS: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)*")
_BY_KEY: Final = {verb.key: verb for verb in VERBS}


@dataclass(frozen=True, slots=True)
class VerbFound:
    """A verb at the beginning of a clause, as it stands there (folded)."""

    verb: Verb
    form: str


def find_verb(
    text: str, language: str, *, use: VerbUse | None = None, verbs: Iterable[Verb] = VERBS
) -> VerbFound | None:
    """The verb that opens the clause: the one that begins first among its first words, of these the longest.

    "The States participating urge ..." and "1. Further urges ..." are found; a verb deep in the sentence is another's.
    """
    words = _WORDS.findall(fold(text[:_FURTHEST_SIGN]))
    best: tuple[int, int, VerbFound] | None = None
    for verb in verbs:
        if use is not None and verb.use is not use:
            continue
        for form in verb.forms.get(primary(language), ()):
            wanted = _WORDS.findall(fold(form))
            at = _place(words, wanted, language)
            if at is not None and (best is None or (at, -len(wanted)) < best[:2]):
                best = (at, -len(wanted), VerbFound(verb, " ".join(wanted)))
    return best[2] if best else None


def _place(words: list[str], wanted: list[str], language: str) -> int | None:
    is_arabic = primary(language) == "ar"
    for at in range(min(_FURTHEST, len(words) - len(wanted) + 1)):
        here = words[at : at + len(wanted)]
        # "wa-" joins a clause to the one before it, and "li-" or "bi-" may be glued to what follows.
        if here == wanted or (is_arabic and [here[0].removeprefix("و"), *here[1:]] == wanted):
            return at
    return None


class Shift(StrEnum):
    """How one verb stands to another."""

    SAME = "same"
    EQUAL = "equal"
    """Another verb of the same strength."""
    STRONGER = "stronger"
    WEAKER = "weaker"
    UNKNOWN = "unknown"
    """One of the two has no verb of the list, or they open different parts of a text."""


@dataclass(frozen=True, slots=True)
class VerbShift:
    """From one verb to another: "weakened from calls upon to encourages"."""

    shift: Shift
    before: VerbFound | None
    after: VerbFound | None


def verb_shift(before: VerbFound | None, after: VerbFound | None) -> VerbShift:
    """How strongly the second speaks as against the first."""
    if before is None or after is None or before.verb.use is not after.verb.use:
        return VerbShift(Shift.UNKNOWN, before, after)
    if before.verb.key == after.verb.key:
        return VerbShift(Shift.SAME, before, after)
    apart = after.verb.strength - before.verb.strength
    shift = Shift.EQUAL if apart == 0 else Shift.STRONGER if apart > 0 else Shift.WEAKER
    return VerbShift(shift, before, after)


def verb_shift_between(before: str, after: str, language: str) -> VerbShift:
    """What became of the verb from one version of a clause to the next."""
    return verb_shift(find_verb(before, language), find_verb(after, language))


def verbs_that_differ(texts: Mapping[str, str], reference: str) -> dict[str, VerbShift]:
    """By language, how the verb of the clause stands to that of `reference`, where it is another strength or verb.

    A language without a verb of the list is left out: nothing is known of it.
    """
    own = find_verb(texts[reference], reference)
    shifts = {
        language: verb_shift(own, find_verb(text, language))
        for language, text in texts.items()
        if language != reference
    }
    return {language: one for language, one in shifts.items() if one.shift not in {Shift.SAME, Shift.UNKNOWN}}


def verb_of_key(key: str) -> Verb | None:
    """The verb of the list with this key."""
    return _BY_KEY.get(key)
