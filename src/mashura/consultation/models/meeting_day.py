"""What happens at a meeting on its day, item by item: the list of speakers as events, the rapporteur's notes.

Both are append-only: a list of speakers is what its events make of it (rules.speakers), a note is its last version.
"""

from django.db import models
from django.db.models import F, Q

from mashura.access.models import Post
from mashura.access.public import PersonalData
from mashura.consultation.models.meetings import AgendaItem, Delegation
from mashura.consultation.models.programmes import Meeting
from mashura.consultation.rules.speakers import Act, SpeechKind
from mashura.kit.clock import now
from mashura.kit.ids import new_id

_SCOPE = dict.fromkeys(("item", "meeting", "programme", "number", "at"), PersonalData.NONE)
# Acts of a delegation itself; every other act is of who presides.
OWN_ACTS = (Act.REQUEST.value, Act.WITHDRAW.value)
_OF_A_REQUEST = [one.value for one in (Act.MOVE, Act.CALL, Act.BEGIN, Act.PAUSE, Act.RESUME, Act.END)]


class ItemPart(models.Model):
    """What was said or noted at an item, numbered from 1 and never changed; `by_post` is nobody's when the system did.

    Its scope is held by composite foreign keys. It is never public, so it does not follow the release of the meeting.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="%(class)ss")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=now)
    by_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    def take_scope_of(self, item: AgendaItem) -> None:
        """Copy the scope of the item; call before saving."""
        self.item, self.meeting_id, self.programme = item, item.meeting_id, item.programme


class SpeakerEvent(ItemPart):
    """One event of an item's list of speakers, as `rules.speakers.Event` takes it.

    `request` is the number of the event by which the floor was asked for. `country` and `organisation` are those of the
    delegation, and stand only where a delegation acts for itself: nobody but who presides can add the other acts.
    """

    personal_data = _SCOPE | {
        **dict.fromkeys(
            ("act", "delegation", "country", "organisation", "request", "kind", "language", "place", "seconds"),
            PersonalData.NONE,
        ),
        "by_post": PersonalData.AUTHORSHIP,
    }

    act = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Act])
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    country = models.CharField(max_length=3, null=True, blank=True)  # noqa: DJ001 - null: the act is not its own
    organisation = models.ForeignKey(
        "access.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    request = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=24, blank=True, choices=[(one.value, one.value) for one in SpeechKind])
    language = models.CharField(max_length=16, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    seconds = models.IntegerField(default=0)

    class Meta:
        ordering = ("item", "number")
        constraints = [
            models.UniqueConstraint(fields=("item", "number"), name="speaker_event_has_its_number"),
            # What the foreign key from an event to its request refers to: the request is of the same delegation.
            models.UniqueConstraint(fields=("item", "number", "delegation"), name="speaker_request_of_a_delegation"),
            models.CheckConstraint(name="speaker_events_start_at_1", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="speaker_event_is_its_delegations_own",
                condition=Q(act__in=[*OWN_ACTS], delegation__isnull=False, country__isnull=False)
                | (~Q(act__in=[*OWN_ACTS]) & Q(country__isnull=True, organisation__isnull=True)),
            ),
            models.CheckConstraint(
                name="speaker_event_says_what_it_needs",
                condition=(Q(act=Act.REQUEST.value, request=F("number")) & ~Q(kind=""))
                | Q(act__in=[Act.WITHDRAW.value, *_OF_A_REQUEST], request__lt=F("number"), delegation__isnull=False)
                | Q(act=Act.GIVE_TIME.value, request__isnull=True, delegation__isnull=False)
                | Q(act__in=[Act.OPEN_LIST.value, Act.CLOSE_LIST.value], request__isnull=True, delegation__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}#{self.number}"


class AgendaNote(ItemPart):
    """One version of the rapporteur's note of an item.

    `made_from` is the version that its writer had before them. Where another was saved meanwhile the words are kept
    aside as they were written (`is_aside`), and a later version that brings them in names them in `brings_in`.
    """

    personal_data = _SCOPE | {
        **dict.fromkeys(("made_from", "is_aside", "brings_in"), PersonalData.NONE),
        "text": PersonalData.FREE_TEXT,
        "by_post": PersonalData.AUTHORSHIP,
    }

    text = models.TextField(blank=True)
    made_from = models.PositiveIntegerField(null=True, blank=True)
    is_aside = models.BooleanField(default=False)
    brings_in = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("item", "number")
        constraints = [
            models.UniqueConstraint(fields=("item", "number"), name="agenda_note_has_its_number"),
            models.UniqueConstraint(fields=("item", "brings_in"), name="agenda_note_is_brought_in_once"),
            models.CheckConstraint(name="agenda_notes_start_at_1", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="agenda_note_is_made_from_an_earlier_one",
                condition=Q(made_from__isnull=True) | Q(made_from__lt=F("number")),
            ),
            models.CheckConstraint(
                name="agenda_note_brings_in_an_earlier_one",
                condition=Q(brings_in__isnull=True) | Q(brings_in__lt=F("number"), is_aside=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}#{self.number}"
