"""Indicators are figures, measured again. A value is typed by hand only where its source is declared."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from mashura.access.models import HASH
from mashura.access.public import PersonalData
from mashura.commitments.models.actions import CommitmentAction
from mashura.commitments.models.commitments import Commitment
from mashura.commitments.models.owned import OwnedPart, choices, values
from mashura.commitments.rules.progress import Direction
from mashura.consultation.models import Recommendation
from mashura.kit.clock import now
from mashura.kit.fields import LocalisedField
from mashura.kit.ids import new_id


class Indicator(OwnedPart):
    """What shows whether a commitment has an effect: a named value of a figure with its baseline and targets.

    It measures its commitment, or one action or one answered recommendation of it. `params` are the figure's,
    `value_name` the value that is read, `year_name` the value that tells its year. `targets` is a list of
    `{"value": "80", "on": "2032-12-31"}` in the order of their days. Without a figure, `manual_source` names whose
    number it is.
    """

    class Kind(models.TextChoices):
        """What it looks at."""

        STRUCTURAL = "structural"
        PROCESS = "process"
        OUTCOME = "outcome"

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="indicators")
    action = models.ForeignKey(CommitmentAction, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    names = LocalisedField()
    unit = models.CharField(max_length=24, blank=True)
    direction = models.CharField(max_length=12, choices=choices(Direction))
    figure = models.CharField(max_length=64, blank=True)
    params: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)
    value_name = models.CharField(max_length=64, blank=True)
    year_name = models.CharField(max_length=64, blank=True)
    manual_source = LocalisedField(blank=True)
    baseline_value = models.DecimalField(max_digits=20, decimal_places=6)
    baseline_on = models.DateField()
    targets: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list)
    every_months = models.PositiveSmallIntegerField(default=12)

    class Meta:
        ordering = ("commitment", "number")
        constraints = [
            models.UniqueConstraint(fields=("commitment", "number"), name="indicator_number_once"),
            # What the composite foreign key of observations refers to.
            models.UniqueConstraint(fields=("id", "commitment"), name="indicator_stays_with_its_commitment"),
            models.CheckConstraint(name="indicator_direction_is_known", condition=Q(direction__in=values(Direction))),
            models.CheckConstraint(name="indicator_has_name", condition=~Q(names={})),
            models.CheckConstraint(
                name="indicator_is_a_figure_or_sourced",
                condition=(~Q(figure="") & ~Q(value_name="") & Q(manual_source={}))
                | (Q(figure="", value_name="") & ~Q(manual_source={})),
            ),
            models.CheckConstraint(
                name="indicator_measures_one_thing",
                condition=Q(action__isnull=True) | Q(recommendation__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}:{self.number}"


class Observation(OwnedPart):
    """A value of an indicator in a period, never changed: a revision stands beside it.

    `result_sha256` is the hash of the figure's result; a value by hand has none and says its `source`.
    """

    class Status(models.TextChoices):
        """How settled it is."""

        PROVISIONAL = "provisional"
        FINAL = "final"
        REVISED = "revised"

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="observations")
    period = models.CharField(max_length=10, help_text="A year, month or day: 2031, 2031-06, 2031-06-30.")
    observed_on = models.DateField(help_text="The last day of the period.")
    value = models.DecimalField(max_digits=20, decimal_places=6)
    status = models.CharField(max_length=12, choices=Status)
    result_sha256 = models.CharField(max_length=64, blank=True)
    source = LocalisedField(blank=True)
    revises = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="revised_by")
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("indicator", "observed_on", "made_at")
        constraints = [
            models.UniqueConstraint(
                fields=("indicator", "period"), condition=Q(revises__isnull=True), name="period_is_observed_once"
            ),
            models.CheckConstraint(
                name="observation_is_a_result_or_sourced",
                condition=Q(result_sha256__regex=HASH, source={}) | (Q(result_sha256="") & ~Q(source={})),
            ),
            models.CheckConstraint(
                name="revised_observation_revises_one",
                condition=Q(status="revised", revises__isnull=False) | (~Q(status="revised") & Q(revises__isnull=True)),
            ),
            models.CheckConstraint(name="observation_revises_another", condition=~Q(revises=F("id"))),
        ]

    def __str__(self) -> str:
        return str(self.pk)
