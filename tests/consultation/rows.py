"""Rows of programmes and meetings for the access matrix."""

from datetime import date

from tests.access.rows import row_for, unique_text

from mashura.consultation.models import Meeting, Programme

NAMES = {"en": "A name", "ar": "اسم", "fr": "Un nom"}


@row_for(Programme)
def programme(scope):
    # The code is the scope column itself: "own programme" means the row with this very code.
    return Programme(
        code=scope.programme,
        names=NAMES,
        short_names=NAMES,
        summary=NAMES,
        countries=[scope.country],
        authoritative_languages=["en"],
        is_fictional=True,
        is_released=scope.is_released,
    )


def saved_programme(scope):
    """The programme that rows of this scope belong to, released as they are: a released meeting needs it so."""
    parent = Programme.objects.filter(code=scope.programme).first() or programme(scope)
    parent.is_released = scope.is_released
    parent.save()
    return parent


@row_for(Meeting)
def meeting(scope):
    return Meeting(
        id=f"{scope.programme}/{unique_text()}",
        programme=saved_programme(scope),
        kind="regional-meeting",
        country=scope.country,
        starts=date(2030, 3, 1),
        ends=date(2030, 3, 2),
        title=NAMES,
        place=NAMES,
        source="made-up",
        is_released=scope.is_released,
    )
