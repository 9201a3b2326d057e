"""Programmes and their meetings, as far as public sources tell about them.

Not for what people say in a meeting, and not for positions: those are texts with versions of their own. Nothing about
a State is invented here; a programme with invented States says so in `is_fictional` and on every page.
"""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mashura.access.public import PersonalData
from mashura.consultation.programme_files import (
    Contact,
    Count,
    Deadline,
    Fact,
    Partner,
    Phase,
    Report,
    Section,
    Source,
)
from mashura.kit.fields import LocalisedField
from mashura.kit.localised import Localised

CODE_PATTERN = r"^[a-z][a-z0-9-]{1,39}$"


class Programme(models.Model):
    """A regional programme: its States, languages and known facts; what an edition or a meeting belongs to.

    `countries` are ISO 3166-1 alpha-3 codes in no order (order is computed per language); `topics` codes of the topic
    tree. The lists hold what the programme file says, read by the properties below. `contacts` are of posts: never
    a private person's. `file_sha256` is the hash of the bundled file that was loaded last: what was edited since stays.
    """

    personal_data = PersonalData.NONE

    code = models.CharField(primary_key=True, max_length=40)
    names = LocalisedField()
    short_names = LocalisedField()
    summary = LocalisedField()
    countries = ArrayField(models.CharField(max_length=3))
    authoritative_languages = ArrayField(models.CharField(max_length=16))
    working_languages = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    digits: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict, blank=True)
    project_code = models.CharField(max_length=40, blank=True)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    budget_amount = models.PositiveBigIntegerField(null=True, blank=True)
    budget_currency = models.CharField(max_length=3, blank=True)
    donor = LocalisedField(blank=True)
    organisers = LocalisedField(blank=True)
    topics = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    facts: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list, blank=True)
    story: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list, blank=True)
    sources: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list, blank=True)
    phases: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list, blank=True)
    deadlines: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list, blank=True)
    partners: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list, blank=True)
    contacts: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list, blank=True)
    report_title = LocalisedField(blank=True)
    report_dated = models.DateField(null=True, blank=True)
    report_languages = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    report_source = models.CharField(max_length=40, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_fictional = models.BooleanField(default=False)
    is_released = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "code")
        constraints = [
            models.CheckConstraint(name="programme_code_is_a_slug", condition=Q(code__regex=CODE_PATTERN)),
            models.CheckConstraint(
                name="programme_has_countries_and_languages",
                condition=Q(countries__len__gt=0) & Q(authoritative_languages__len__gt=0),
            ),
            models.CheckConstraint(
                name="programme_years_in_order",
                condition=Q(first_year__isnull=True, last_year__isnull=True) | Q(first_year__lte=F("last_year")),
            ),
            models.CheckConstraint(
                name="programme_budget_has_currency",
                condition=Q(budget_amount__isnull=True, budget_currency="")
                | Q(budget_amount__isnull=False, budget_currency__regex=r"^[A-Z]{3}$"),
            ),
            # What a meeting's composite foreign key refers to.
            models.UniqueConstraint(name="programme_code_with_release", fields=["code", "is_released"]),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def languages(self) -> list[str]:
        """The programme's languages, authoritative ones first: the order of fall-back for its texts."""
        return [*self.authoritative_languages, *self.working_languages]

    @property
    def fact_list(self) -> list[Fact]:
        """The known facts in the order of the file."""
        return [
            Fact(item["key"], item["source"], Localised(item["label"]), Localised(item["value"])) for item in self.facts
        ]

    @property
    def sections(self) -> list[Section]:
        """The programme's story in the order of the file."""
        return [
            Section(
                item["key"],
                item["source"],
                Localised(item["title"]),
                tuple(Localised(text) for text in item["paragraphs"]),
            )
            for item in self.story
        ]

    @property
    def source_list(self) -> list[Source]:
        """Where the facts come from."""
        return [Source(item["key"], Localised(item["title"])) for item in self.sources]

    @property
    def phase_list(self) -> list[Phase]:
        """The parts of the programme's time, as stored."""
        return [
            Phase(
                item["key"],
                item["source"],
                Localised(item["title"]),
                date.fromisoformat(item["starts"]),
                date.fromisoformat(item["ends"]),
            )
            for item in self.phases
        ]

    @property
    def deadline_list(self) -> list[Deadline]:
        """The days by which something is due, as stored."""
        return [
            Deadline(item["key"], item["source"], Localised(item["title"]), date.fromisoformat(item["due"]))
            for item in self.deadlines
        ]

    @property
    def partner_list(self) -> list[Partner]:
        """Hosts and partners, as stored."""
        return [
            Partner(item["key"], item["source"], item["role"], Localised(item["name"]), item.get("country", ""))
            for item in self.partners
        ]

    @property
    def contact_list(self) -> list[Contact]:
        """How posts are reached, as stored."""
        return [
            Contact(
                item["key"],
                Localised(item["post"]),
                Localised(item["organisation"]),
                item.get("email", ""),
                item.get("url", ""),
            )
            for item in self.contacts
        ]

    @property
    def report(self) -> Report | None:
        """The report that the programme published, None when none is known."""
        if self.report_dated is None:
            return None
        return Report(self.report_source, self.report_title, self.report_dated, tuple(self.report_languages))


class Meeting(models.Model):
    """A workshop or meeting of a programme: when, where, on what. Nobody's name stands here.

    `country` is where it is held; of a national workshop also the State that it is about. `attendance` counts whole
    groups where a source tells no more. `is_released` is the programme's own and follows it by a composite foreign key.
    """

    class Kind(models.TextChoices):
        NATIONAL_WORKSHOP = "national-workshop", _("National workshop")
        REGIONAL_MEETING = "regional-meeting", _("Regional meeting")

    personal_data = PersonalData.NONE

    id = models.CharField(primary_key=True, max_length=81, help_text="programme/key")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    country = models.CharField(max_length=3)
    starts = models.DateField()
    ends = models.DateField()
    title = LocalisedField()
    place = LocalisedField()
    partners = LocalisedField(blank=True)
    participants = LocalisedField(blank=True)
    subjects = LocalisedField(blank=True)
    hosts = LocalisedField(blank=True)
    topics = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    attendance: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=40)
    rules = models.ForeignKey(
        "consultation.RulesVersion",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The rules of procedure that it goes by; none: the newest of its programme.",
    )
    is_released = models.BooleanField(default=False)

    class Meta:
        ordering = ("starts", "id")
        constraints = [
            # What composite foreign keys of its delegations, agenda and conclusions refer to.
            models.UniqueConstraint(name="meeting_with_release", fields=["id", "programme", "is_released"]),
            models.UniqueConstraint(name="meeting_with_programme", fields=["id", "programme"]),
            models.CheckConstraint(name="meeting_ends_after_it_starts", condition=Q(ends__gte=F("starts"))),
            models.CheckConstraint(name="meeting_country_is_alpha3", condition=Q(country__regex=r"^[A-Z][A-Z0-9]{2}$")),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def key(self) -> str:
        """What it is called within its programme."""
        return self.id.partition("/")[2]

    @property
    def attendance_list(self) -> list[Count]:
        """How many took part, of whom, as a source tells."""
        return [Count(item["key"], Localised(item["label"]), item["count"]) for item in self.attendance]
