"""The whole story in its order. Each part changes nothing when it has been played already."""

from collections.abc import Callable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mashura.access.public import SYSTEM, create_supporting_cast
from mashura.site.demonstration.cast import Cast
from mashura.site.demonstration.comments import play_comments
from mashura.site.demonstration.commitments import play_commitments
from mashura.site.demonstration.editions import play_editions
from mashura.site.demonstration.findings import play_findings
from mashura.site.demonstration.meeting_day import play_meeting_day
from mashura.site.demonstration.meetings import play_meetings
from mashura.site.demonstration.recommendations import play_recommendations
from mashura.site.demonstration.register import play_register
from mashura.site.demonstration.study import play_study

PARTS: tuple[tuple[Promise, Callable[[Cast], object]], ...] = (
    (_("Findings of the fictional programme"), play_findings),
    (_("Study of the fictional programme"), play_study),
    (_("Comments on the study of the fictional programme"), play_comments),
    (_("Meetings of the fictional programme"), play_meetings),
    (_("Days of the meetings of the fictional programme"), play_meeting_day),
    (_("Register of the fictional programme"), play_register),
    (_("Recommendations of the fictional programme"), play_recommendations),
    (_("Commitments of the fictional programme"), play_commitments),
    (_("Editions of the fictional programme"), play_editions),
)


def play_story() -> Iterator[tuple[str, Callable[[], object]]]:
    """The parts in order: what to say while one is played, and how to play it."""
    cast = Cast()
    create_supporting_cast(actor=SYSTEM, programme=cast.programme)
    for words, play in PARTS:
        yield str(words), lambda play=play: play(cast)  # type: ignore[misc] # bound now, called later
