"""What the fictional States have: laws, strategies, institutions, practices; and a request for assistance."""

from datetime import date
from pathlib import Path
from typing import Final

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.consultation.public import (
    Programme,
    PublishedEntry,
    answer_request,
    publish_entry,
    publish_request,
    read_register,
    release_entry,
    release_request,
    request_assistance,
    visible_assistance,
    visible_entries,
    visible_programmes,
    write_entry,
)
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised
from mashura.site.demonstration.cast import Cast

_FILE: Final = Path(__file__).with_suffix(".yaml")
# Written by the delegation of Belvoria, which has not released it: nobody else finds it anywhere.
KEPT_BACK: Final = "trafficking-bill"
_REQUEST: Final = "interpreter-training"
_SUBJECT: Final = Expressions.of(
    "en",
    "Training of interpreters for interviews with victims of trafficking (fictional)",
    ar="تدريب المترجمين الشفويين على المقابلات مع ضحايا الاتجار بالأشخاص (خيالي)",
    fr="Formation d’interprètes aux entretiens avec les victimes de la traite (fictif)",
)
_PROVIDER: Final = Localised(
    en="Organisation for Regional Mobility (fictional)",
    ar="منظمة التنقل الإقليمي (خيالية)",
    fr="Organisation pour la mobilité régionale (fictive)",
)
_OUTCOME: Final = Expressions.of(
    "en",
    "Two courses were held in Corvania; the course book is in the programme’s three languages and free to use.",
    ar="عُقدت دورتان في كورفانيا، وكتاب الدورة متاح بلغات البرنامج الثلاث ويجوز استعماله مجاناً.",
    fr="Deux stages ont eu lieu en Corvanie ; le manuel existe dans les trois langues du programme, d’usage libre.",
)


def play_register(cast: Cast) -> None:
    """Delegates write, focal points release (all but one entry), the secretariat publishes; once only."""
    with acting_as(SYSTEM):
        programme = visible_programmes(SYSTEM).get(code=cast.programme)
        there = set(visible_entries(SYSTEM, cast.programme).values_list("key", flat=True))
        is_asked = visible_assistance(SYSTEM, cast.programme).filter(key=_REQUEST).exists()
    for published in read_register(_FILE).entries:
        if published.key not in there:
            _play(cast, programme, published)
    if not is_asked:
        _play_request(cast, programme)


def _play(cast: Cast, programme: Programme, published: PublishedEntry) -> None:
    delegate = cast.actor(Role.DELEGATE, published.country)
    with acting_as(delegate):
        row = write_entry(
            actor=delegate,
            programme=programme,
            country=published.country,
            particulars=published.particulars,
            key=published.key,
        )
    if published.key == KEPT_BACK:
        return
    head, secretariat = cast.actor(Role.HEAD_OF_DELEGATION, published.country), cast.actor(Role.SECRETARIAT)
    with acting_as(head):
        row = release_entry(actor=head, entry=row)
    with acting_as(secretariat):
        publish_entry(actor=secretariat, entry=row)


def _play_request(cast: Cast, programme: Programme) -> None:
    delegate, head = cast.actor(Role.DELEGATE, "XCC"), cast.actor(Role.HEAD_OF_DELEGATION, "XCC")
    with acting_as(delegate):
        row = request_assistance(
            actor=delegate,
            programme=programme,
            country="XCC",
            requested_on=date(2031, 6, 2),
            subject=_SUBJECT,
            about=["T1"],
            key=_REQUEST,
        )
        row = answer_request(actor=delegate, request=row, state="delivered", provider=_PROVIDER, outcome=_OUTCOME)
    with acting_as(head):
        row = release_request(actor=head, request=row)
    secretariat = cast.actor(Role.SECRETARIAT)
    with acting_as(secretariat):
        publish_request(actor=secretariat, request=row)
