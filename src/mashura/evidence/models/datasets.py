"""Datasets, their vintages, and files brought to the browser.

Not for values: those stay in the vintage's Parquet file, which figures read. Not for records about persons either:
a dataset holds counts, rates and events, never a case or an interview.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mashura.access.public import PersonalData
from mashura.kit.clock import now
from mashura.kit.fields import LocalisedField
from mashura.kit.ids import new_id

CODE_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"


class Dataset(models.Model):
    """What a publisher publishes again and again under one name: the same columns, newer values.

    `columns` says what every vintage holds: a list of {"name", "role", "type", "unit", "labels", …} where role is one
    of place, period, value, dimension and type one of `rules.TYPES`. `programme` is empty for a dataset that serves
    every programme. `method` says how the values were collected, for the strength of findings; it is empty for a
    dataset that is no evidence (the outline of land on maps).
    """

    class Method(models.TextChoices):
        """How values were collected; the words are those of `rules.findings`."""

        STATISTICS = "statistics"
        SURVEY = "survey"

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=64, unique=True)
    programme = models.CharField(max_length=64, blank=True)
    method = models.CharField(max_length=16, choices=Method, blank=True)
    title = LocalisedField()
    publisher = LocalisedField()
    description = LocalisedField()
    caveats = LocalisedField(blank=True)
    licence_name = models.CharField(max_length=200)
    licence_url = models.URLField(blank=True)
    citation = models.TextField()
    source_url = models.URLField(blank=True)
    columns = models.JSONField()
    is_released = models.BooleanField(default=False)

    class Meta:
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(name="dataset_code_is_a_slug", condition=Q(code__regex=CODE_PATTERN)),
            models.CheckConstraint(
                name="dataset_names_licence_and_citation", condition=~Q(licence_name="") & ~Q(citation="")
            ),
            models.CheckConstraint(
                name="dataset_method_is_known", condition=Q(method__in=("", "statistics", "survey"))
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Vintage(models.Model):
    """A dataset as it was on one day: one Parquet file, known by its hash, that never changes.

    The file lies at `DATA_DIR/vintages/<sha256>.parquet`. `retrieved_on` is the day it was fetched from the publisher,
    `published_on` the day its publisher dates it (when known). Only releasing changes a row, and only once.
    """

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="vintages")
    sha256 = models.CharField(max_length=64)
    retrieved_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    rows = models.PositiveBigIntegerField()
    bytes = models.PositiveBigIntegerField()
    columns = models.JSONField()
    source_file = models.TextField()
    note = models.TextField(blank=True)
    imported_at = models.DateTimeField(default=now)
    is_released = models.BooleanField(default=False)

    class Meta:
        ordering = ("-retrieved_on", "-imported_at")
        constraints = [
            models.UniqueConstraint(fields=("dataset", "sha256"), name="vintage_is_registered_once"),
            models.CheckConstraint(name="vintage_hash_is_sha256", condition=Q(sha256__regex=SHA256_PATTERN)),
            models.CheckConstraint(name="vintage_has_rows", condition=Q(rows__gt=0, bytes__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.dataset_id}:{self.sha256[:12]}"


class Upload(models.Model):
    """A file that somebody brought to the browser for a dataset, and what came of it.

    Not a vintage: it becomes one only when every row of it can be used. The file itself is deleted with its end.
    """

    class State(models.TextChoices):
        BROUGHT = "brought"
        WAITING = "waiting"
        READING = "reading"
        IMPORTED = "imported"
        REFUSED = "refused"

    personal_data = {
        "dataset": PersonalData.NONE,
        "author": PersonalData.AUTHORSHIP,
        "file_name": PersonalData.NONE,
        "bytes": PersonalData.NONE,
        "found": PersonalData.NONE,
        "mapping": PersonalData.NONE,
        "retrieved_on": PersonalData.NONE,
        "state": PersonalData.NONE,
        "rows_read": PersonalData.NONE,
        "report": PersonalData.NONE,
        "brought_at": PersonalData.TRACE,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="uploads")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    bytes = models.PositiveBigIntegerField()
    found = models.JSONField()
    mapping = models.JSONField(default=dict)
    retrieved_on = models.DateField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.BROUGHT)
    rows_read = models.PositiveBigIntegerField(default=0)
    report = models.JSONField(default=dict)
    brought_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-brought_at",)
        constraints = [
            models.CheckConstraint(
                name="upload_ended_with_a_report",
                condition=~Q(state__in=("imported", "refused")) | ~Q(report={}),
            ),
            models.CheckConstraint(
                name="upload_state_is_known",
                condition=Q(state__in=("brought", "waiting", "reading", "imported", "refused")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"
