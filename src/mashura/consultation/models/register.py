"""The register of policies and practices, and technical assistance: what each country has, in its own words.

Unscored on purpose: there is no column that could rank one country before another. Not for what a State undertakes to
do: that is a commitment.
"""

from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BooleanField, F, Func, Q

from mashura.access.public import CountryMaterial, MaterialPart, PersonalData, material_scope_key
from mashura.consultation.models.programmes import Programme
from mashura.consultation.rules.register import STATUSES_OF
from mashura.kit.clock import now
from mashura.kit.fields import ExpressionsField, LocalisedField
from mashura.kit.ids import new_id

KEY_PATTERN = r"^[a-z][a-z0-9-]{1,59}$"
_STATUS_FITS_KIND: Q = reduce(or_, (Q(kind=kind, status__in=list(statuses)) for kind, statuses in STATUSES_OF.items()))


def _one_country_alone(name: str) -> models.CheckConstraint:
    """About exactly one country, and before it is public open to nobody else's posts.

    The second half is what lets that country's posts write it: their reach is told by `open_to`.
    """
    return models.CheckConstraint(name=name, condition=Q(countries__len=1, open_to__contained_by=F("countries")))


class RegisterEntry(CountryMaterial):
    """A law, strategy, institution, practice or agreement of one country.

    `title` is the official title in the language `title_language` and in its own words; texts in other languages are
    unofficial translations and shown as such. `body` names who is responsible. `themes` are codes of the topic tree;
    their order says nothing. `is_from_public_sources` holds as long as nobody has written it by hand: public pages
    say it, not the State. That an entry of a real programme names a source before it may become public is a trigger
    (migration 0006).
    """

    class Kind(models.TextChoices):
        """What sort of thing it is."""

        LAW = "law"
        STRATEGY = "strategy"
        INSTITUTION = "institution"
        PRACTICE = "practice"
        AGREEMENT = "agreement"

    class Status(models.TextChoices):
        """What has become of it; `rules.register.STATUSES_OF` says which fits which kind."""

        DRAFT = "draft"
        ADOPTED = "adopted"
        IN_FORCE = "in-force"
        REPEALED = "repealed"
        ESTABLISHED = "established"
        ONGOING = "ongoing"
        ENDED = "ended"

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="register_entries")
    key = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind)
    status = models.CharField(max_length=12, choices=Status)
    title = LocalisedField()
    title_language = models.CharField(max_length=16)
    description = ExpressionsField()
    body = LocalisedField(blank=True)
    themes = ArrayField(models.CharField(max_length=16))
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    is_from_public_sources = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=now)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("programme", "key")
        constraints = [
            *CountryMaterial.Meta.constraints,
            material_scope_key("registerentry"),
            _one_country_alone("register_entry_is_of_one_country"),
            models.UniqueConstraint(fields=("programme", "key"), name="register_entry_key_is_unique"),
            models.CheckConstraint(name="register_entry_key_is_a_slug", condition=Q(key__regex=KEY_PATTERN)),
            models.CheckConstraint(name="register_entry_status_fits_kind", condition=_STATUS_FITS_KIND),
            models.CheckConstraint(name="register_entry_has_a_theme", condition=Q(themes__len__gt=0)),
            models.CheckConstraint(
                name="register_entry_title_in_its_language",
                condition=Q(
                    Func(F("title"), F("title_language"), function="jsonb_exists", output_field=BooleanField())
                ),
            ),
            models.CheckConstraint(name="register_entry_has_a_description", condition=~Q(description={})),
            models.CheckConstraint(
                name="register_entry_years_in_order",
                condition=Q(last_year__isnull=True) | Q(first_year__isnull=False, last_year__gte=F("first_year")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}/{self.key}"

    @property
    def country(self) -> str:
        """The ISO 3166-1 alpha-3 code of the one country that it is about."""
        country: str = self.countries[0]
        return country


class RegisterSource(MaterialPart):
    """A public page or document that an entry rests on, and the day on which somebody looked at it there."""

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(RegisterEntry, on_delete=models.CASCADE, related_name="sources")
    title = LocalisedField()
    publisher = LocalisedField()
    url = models.URLField(max_length=500)
    dated = models.DateField(null=True, blank=True)
    checked_on = models.DateField()

    class Meta:
        ordering = ("entry", "dated", "url")
        constraints = [
            models.UniqueConstraint(fields=("entry", "url"), name="register_source_once"),
            models.CheckConstraint(
                name="register_source_can_be_looked_up",
                condition=Q(url__regex=r"^https?://") & ~Q(title={}) & ~Q(publisher={}),
            ),
            models.CheckConstraint(
                name="register_source_is_checked_after_it_appeared",
                condition=Q(dated__isnull=True) | Q(checked_on__gte=F("dated")),
            ),
        ]

    def __str__(self) -> str:
        return self.url


class TechnicalAssistance(CountryMaterial):
    """What a country asked the programme's partners for, and what came of it."""

    class State(models.TextChoices):
        """How far the request has come; see `rules.register.NEXT_STATES`."""

        REQUESTED = "requested"
        AGREED = "agreed"
        DELIVERED = "delivered"
        DECLINED = "declined"

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="technical_assistance")
    key = models.CharField(max_length=60)
    subject = ExpressionsField()
    themes = ArrayField(models.CharField(max_length=16))
    requested_on = models.DateField()
    state = models.CharField(max_length=12, choices=State, default=State.REQUESTED)
    provider = LocalisedField(blank=True)
    outcome = ExpressionsField(blank=True)
    changed_at = models.DateTimeField(default=now)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("programme", "requested_on", "key")
        constraints = [
            *CountryMaterial.Meta.constraints,
            _one_country_alone("technical_assistance_is_of_one_country"),
            models.UniqueConstraint(fields=("programme", "key"), name="technical_assistance_key_is_unique"),
            models.CheckConstraint(name="technical_assistance_key_is_a_slug", condition=Q(key__regex=KEY_PATTERN)),
            models.CheckConstraint(
                name="technical_assistance_has_a_subject", condition=~Q(subject={}) & Q(themes__len__gt=0)
            ),
            models.CheckConstraint(
                name="technical_assistance_has_a_provider",
                condition=~Q(provider={}) | Q(state__in=["requested", "declined"]),
            ),
            models.CheckConstraint(
                name="technical_assistance_says_what_came_of_it",
                condition=~Q(outcome={}) | Q(state__in=["requested", "agreed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}/{self.key}"

    @property
    def country(self) -> str:
        """The ISO 3166-1 alpha-3 code of the country that asked."""
        country: str = self.countries[0]
        return country
