"""The record of where editions went. Organisations and kinds of recipients only: no private person stands here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mashura.access.models import COUNTRY_CODE, Organisation, OrganisationKind
from mashura.access.public import PersonalData
from mashura.kit.clock import now
from mashura.kit.ids import new_id
from mashura.publication.models.editions import Edition

RECIPIENT_KINDS = [
    *OrganisationKind.choices,
    ("parliament", _("Parliament")),
    ("media", _("Media")),
    ("library", _("Library or university")),
    ("participants", _("Participants of a meeting")),
    ("public", _("General public")),
]


class Dissemination(models.Model):
    """Copies of an edition that went to somebody on one day: an organisation, or a class of recipients in words.

    `programme` and `is_released` are the edition's own, held equal by a composite foreign key.
    """

    class Form(models.TextChoices):
        PRINT = "print", _("On paper")
        EMAIL = "e-mail", _("By e-mail")
        WEB = "web", _("On the web")
        USB = "usb", _("On a USB stick")
        EVENT = "event", _("At an event")

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="disseminations")
    programme = models.CharField(max_length=40)
    is_released = models.BooleanField(default=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recipients = models.CharField(max_length=200, blank=True)
    recipient_kind = models.CharField(max_length=30, choices=RECIPIENT_KINDS)
    country = models.CharField(max_length=3, blank=True, validators=[COUNTRY_CODE])
    language = models.CharField(max_length=16)
    form = models.CharField(max_length=16, choices=Form.choices)
    copies = models.PositiveIntegerField()
    sent_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-sent_on", "-recorded_at", "id")
        constraints = [
            models.CheckConstraint(
                name="dissemination_says_to_whom", condition=Q(organisation__isnull=False) | ~Q(recipients="")
            ),
            models.CheckConstraint(name="dissemination_counts_copies", condition=Q(copies__gte=1)),
            models.CheckConstraint(
                name="dissemination_kind_is_known",
                condition=Q(recipient_kind__in=[code for code, _label in RECIPIENT_KINDS]),
            ),
            models.CheckConstraint(
                name="dissemination_form_is_known",
                condition=Q(form__in=["print", "e-mail", "web", "usb", "event"]),
            ),
            models.CheckConstraint(
                name="dissemination_country_is_alpha3", condition=Q(country="") | Q(country__regex=r"^[A-Z]{3}$")
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
