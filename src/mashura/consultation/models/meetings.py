"""Who takes part in a meeting, and what it deals with in which order.

Not for what is said or agreed there: conclusions and practice notes are texts of their own. The name of a person
stands in `ParticipantName` only, whose rows none but the secretariat and the delegation itself can see.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mashura.access.models import Organisation
from mashura.access.public import PersonalData
from mashura.consultation.models.programmes import Meeting
from mashura.consultation.rules import meeting_day as rules
from mashura.kit.fields import LocalisedField
from mashura.kit.ids import new_id


class MeetingPart(models.Model):
    """What belongs to a meeting: seen by who sees the meeting. The scope follows it by a composite foreign key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="%(class)ss")
    programme = models.CharField(max_length=40)
    is_released = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def take_scope_of(self, meeting: Meeting) -> None:
        """Copy the scope of the meeting; call before saving a new row."""
        self.meeting, self.programme, self.is_released = meeting, meeting.programme_id, meeting.is_released


class Delegation(MeetingPart):
    """Those who take part in a meeting for one State, or for one body.

    A State's delegation has its country and no name: the country's name is computed for the reader. Organisers take
    no positions. `people` is a number where nobody is listed one by one.
    """

    class Kind(models.TextChoices):
        """For whom it speaks; also the order in which kinds are listed."""

        STATE = "state", _("State delegation")
        NATIONAL_COUNCIL = "national-council", _("National council")
        INTERNATIONAL_ORGANISATION = "international-organisation", _("International organisation")
        CIVIL_SOCIETY = "civil-society", _("Civil society")

    personal_data = PersonalData.NONE

    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=32, choices=Kind)
    country = models.CharField(max_length=3, blank=True)
    names = LocalisedField(blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_organiser = models.BooleanField(default=False)
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    is_present = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ("meeting", "key")
        constraints = [
            models.UniqueConstraint(fields=("meeting", "key"), name="delegation_key_is_unique"),
            models.UniqueConstraint(
                fields=("meeting", "country"), condition=~Q(country=""), name="state_has_one_delegation"
            ),
            models.CheckConstraint(
                name="state_delegation_has_country",
                condition=Q(kind="state", country__regex=r"^[A-Z]{3}$", names={})
                | (~Q(kind="state") & Q(country="") & ~Q(names={})),
            ),
            models.CheckConstraint(
                name="state_delegation_does_not_organise", condition=~Q(kind="state") | Q(is_organiser=False)
            ),
            # What composite foreign keys of its institutions and participants refer to.
            models.UniqueConstraint(fields=("id", "programme", "is_released", "country"), name="delegation_with_scope"),
            models.UniqueConstraint(fields=("id", "organisation"), name="delegation_with_organisation"),
            # What the events of a list of speakers refer to.
            models.UniqueConstraint(fields=("id", "country"), name="delegation_with_country"),
            models.UniqueConstraint(fields=("id", "meeting"), name="delegation_with_meeting"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_of_a_state(self) -> bool:
        return self.kind == self.Kind.STATE


class DelegationPart(models.Model):
    """What belongs to a delegation; the scope follows it by composite foreign keys.

    `country` is that of a State's delegation, `organisation` that of another: so both know what is their own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="%(class)ss")
    programme = models.CharField(max_length=40)
    is_released = models.BooleanField(default=False)
    country = models.CharField(max_length=3, blank=True)

    class Meta:
        abstract = True

    def take_scope_of(self, delegation: Delegation) -> None:
        """Copy the scope of the delegation; call before saving a new row."""
        self.delegation, self.programme = delegation, delegation.programme
        self.is_released, self.country = delegation.is_released, delegation.country


class DelegationInstitution(DelegationPart):
    """A ministry or another body that is part of a delegation.

    Where it is an organisation of the platform, `names` are those that it had when it was put down, for who may not
    look it up.
    """

    personal_data = PersonalData.NONE

    position = models.PositiveSmallIntegerField()
    names = LocalisedField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("delegation", "position", "id")
        constraints = [
            models.UniqueConstraint(fields=("delegation", "position"), name="delegation_institution_has_its_place"),
            models.CheckConstraint(name="delegation_institution_has_a_name", condition=~Q(names={})),
            models.UniqueConstraint(
                fields=("delegation", "organisation"), name="organisation_sits_once_in_a_delegation"
            ),
            # What a participant's composite foreign key refers to.
            models.UniqueConstraint(fields=("id", "delegation"), name="institution_with_delegation"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Participant(DelegationPart):
    """A seat in a delegation: institution, rank and capacity, as everybody may see them. No name stands here."""

    class Capacity(models.TextChoices):
        """What somebody does at the meeting."""

        HEAD = "head", _("Head of delegation")
        MEMBER = "member", _("Member")
        ALTERNATE = "alternate", _("Alternate")
        ADVISER = "adviser", _("Adviser")
        OBSERVER = "observer", _("Observer")
        ORGANISER = "organiser", _("Organiser")

    personal_data = {
        **dict.fromkeys(
            ("delegation", "programme", "is_released", "country", "organisation", "rank_order"), PersonalData.NONE
        ),
        "institution": PersonalData.ROLE,
        "rank": PersonalData.ROLE,
        "capacity": PersonalData.ROLE,
        "attended": PersonalData.ROLE,
    }

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    institution = models.ForeignKey(DelegationInstitution, on_delete=models.RESTRICT, related_name="participants")
    rank = LocalisedField()
    rank_order = models.PositiveSmallIntegerField(default=50)
    capacity = models.CharField(max_length=12, choices=Capacity)
    attended = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ("delegation", "rank_order", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("delegation",), condition=Q(capacity="head"), name="delegation_has_one_head"
            ),
            models.CheckConstraint(name="participant_has_a_rank", condition=~Q(rank={})),
            # What a name's composite foreign key refers to.
            models.UniqueConstraint(fields=("id", "programme", "country"), name="participant_with_scope"),
            models.UniqueConstraint(fields=("id", "organisation"), name="participant_with_organisation"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def take_scope_of(self, delegation: Delegation) -> None:
        super().take_scope_of(delegation)
        self.organisation_id = delegation.organisation_id


class ParticipantName(models.Model):
    """Who sits in a seat, and the title of that person's post: for the secretariat and the delegation itself alone."""

    personal_data = {
        "participant": PersonalData.ROLE,
        "programme": PersonalData.NONE,
        "country": PersonalData.NONE,
        "organisation": PersonalData.NONE,
        "name": PersonalData.IDENTITY,
        "post": PersonalData.ROLE,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="person")
    programme = models.CharField(max_length=40)
    country = models.CharField(max_length=3, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    post = LocalisedField()

    class Meta:
        constraints = [models.CheckConstraint(name="participant_name_is_one", condition=~Q(name=""))]

    def __str__(self) -> str:
        return str(self.pk)

    def take_scope_of(self, participant: Participant) -> None:
        """Copy the scope of the seat; call before saving a new row."""
        self.participant, self.programme = participant, participant.programme
        self.country, self.organisation_id = participant.country, participant.organisation_id


class AgendaItem(MeetingPart):
    """One item of a meeting's agenda. Items are numbered from 1 without gaps; times are the meeting place's own.

    `standing` is how far the meeting is with it: one item is open at a time.
    """

    class Standing(models.TextChoices):
        """How far the meeting is with an item."""

        PENDING = rules.Standing.PENDING.value, _("Not yet opened")
        OPENED = rules.Standing.OPENED.value, _("Open now")
        SUSPENDED = rules.Standing.SUSPENDED.value, _("Suspended")
        CONCLUDED = rules.Standing.CONCLUDED.value, _("Concluded")

    personal_data = PersonalData.NONE

    number = models.PositiveSmallIntegerField()
    title = LocalisedField()
    day = models.DateField(null=True, blank=True)
    starts = models.TimeField(null=True, blank=True)
    topic = models.CharField(max_length=16, blank=True)
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.PENDING)

    class Meta:
        ordering = ("meeting", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("meeting", "number"),
                name="agenda_item_has_its_number",
                # Items change places within one transaction.
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(name="agenda_numbers_start_at_1", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="agenda_time_is_of_a_day", condition=Q(starts__isnull=True) | Q(day__isnull=False)
            ),
            models.UniqueConstraint(fields=("meeting",), condition=Q(standing="opened"), name="meeting_is_at_one_item"),
            models.CheckConstraint(name="agenda_item_has_a_title", condition=~Q(title={})),
            # What a document's composite foreign key refers to.
            models.UniqueConstraint(fields=("id", "meeting"), name="agenda_item_with_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}#{self.number}"
