"""Indicators: declared with baseline and targets, measured by running their figure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Max

from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.commitments.actions.guard import today_in, told
from mashura.commitments.models import Commitment, CommitmentAction, Indicator, Observation
from mashura.commitments.rules.progress import Direction, Point, check_target
from mashura.consultation.models import Recommendation
from mashura.errors import InputError, gettext_noop
from mashura.evidence.public import figure_names, run_figure
from mashura.kit.localised import Localised
from mashura.stats.figures import Result, find


@dataclass(frozen=True, slots=True)
class Measure:
    """Where an indicator's value comes from: a named value of a figure, or by hand from a declared source."""

    figure: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    value_name: str = ""
    year_name: str = ""
    manual_source: Localised = field(default_factory=Localised)

    def check(self) -> None:
        """Return when it can be measured; InputError naming figure or value."""
        if bool(self.figure) == bool(self.manual_source):
            raise InputError(gettext_noop("An indicator is a figure, or a value by hand whose source is named."))
        if not self.figure:
            return
        declared = {value.name for value in find(self.figure).values} if self.figure in figure_names() else set()
        for name in filter(None, (self.value_name or "-", self.year_name)):
            if name not in declared:
                raise InputError(
                    gettext_noop("The figure %(figure)s has no value %(value)s. Its values are: %(known)s."),
                    figure=self.figure,
                    value=name,
                    known=", ".join(sorted(declared)),
                )


def declare_indicator(
    *,
    actor: Actor,
    commitment: Commitment,
    names: Localised,
    kind: Indicator.Kind,
    direction: Direction,
    measure: Measure,
    baseline: Point,
    targets: Sequence[Point],
    unit: str = "",
    every_months: int = 12,
    action: CommitmentAction | None = None,
    recommendation: Recommendation | None = None,
) -> Indicator:
    """Declare what shows whether the commitment (or an action, or a recommendation it answers) has an effect.

    Raises:
        NotHere, Forbidden: the actor may not write for the owner.
        InputError: no such figure or value, or a target that makes no sense.
    """
    with acting_as(actor):
        there = visible(actor, Indicator).filter(commitment=commitment)
        row = Indicator(
            commitment=commitment,
            action=action,
            recommendation=recommendation,
            number=(there.aggregate(one=Max("number"))["one"] or 0) + 1,
            kind=kind,
            names=names,
            unit=unit,
            direction=direction.value,
            figure=measure.figure,
            params=dict(measure.params),
            value_name=measure.value_name,
            year_name=measure.year_name,
            manual_source=measure.manual_source,
            baseline_value=baseline.value,
            baseline_on=baseline.on,
            targets=[{"value": str(one.value), "on": one.on.isoformat()} for one in sorted(targets)],
            every_months=every_months,
        )
        row.take_scope_of(commitment)
        require(actor, Action.ADD, row)
        measure.check()
        for target in targets:
            check_target(direction, baseline.value, target.value)
            if target.on <= baseline.on:
                raise InputError(gettext_noop("A target lies after its baseline."))
        row.save(force_insert=True)
        record(actor, "commitments:indicator:declare", row)
    return row


def observe(*, actor: Actor, indicator: Indicator) -> Observation:
    """Run the indicator's figure now and keep its value with the hash of the result.

    The same result for the same period gives the observation that is there; another value revises it.

    Raises:
        NotHere, Forbidden: the actor may not write for the owner.
        InputError: the indicator is no figure, its figure cannot be computed, or the data have no value.
    """
    _require_writer(actor, indicator)
    if not indicator.figure:
        raise InputError(gettext_noop("This indicator is no figure: give its value with its source."))
    result = run_figure(actor, indicator.figure, indicator.params)
    value = result.values[indicator.value_name]
    if value is None:
        raise InputError(gettext_noop("The data have no value for this indicator yet."))
    period, on = _period_of(indicator, result)
    status = Observation.Status.FINAL if on < today_in(indicator.commitment.country) else Observation.Status.PROVISIONAL
    return _keep(
        actor,
        Observation(
            indicator=indicator,
            period=period,
            observed_on=on,
            value=Decimal(str(value)),
            status=status,
            result_sha256=result.provenance["result_sha256"],
        ),
    )


def observe_by_hand(*, actor: Actor, indicator: Indicator, on: dt.date, value: str, source: Localised) -> Observation:
    """Enter a value that no figure gives, with where it is from; only where the indicator declares such a source.

    Raises:
        NotHere, Forbidden: the actor may not write for the owner.
        InputError: the indicator is a figure, the source is missing, or the value is no number.
    """
    _require_writer(actor, indicator)
    if indicator.figure:
        raise InputError(gettext_noop("This indicator is a figure: its value is computed, never typed."))
    if not source:
        raise InputError(gettext_noop("Say where the value is from."))
    try:
        number = Decimal(value.strip())
    except InvalidOperation as error:
        raise InputError(gettext_noop("“%(value)s” is not a number such as 12.5."), value=value[:40]) from error
    if not number.is_finite():
        raise InputError(gettext_noop("“%(value)s” is not a number such as 12.5."), value=value[:40])
    row = Observation(
        indicator=indicator, period=on.isoformat(), observed_on=on, value=number, status="final", source=source
    )
    return _keep(actor, row)


def _require_writer(actor: Actor, indicator: Indicator) -> None:
    row = Observation(commitment_id=indicator.commitment_id, indicator=indicator)
    row.take_scope_of(indicator)
    require(actor, Action.VIEW, indicator)
    require(actor, Action.ADD, row)


def _period_of(indicator: Indicator, result: Result) -> tuple[str, dt.date]:
    """The period that the value is of and its last day: the year that the figure tells, else today."""
    year = result.values.get(indicator.year_name) if indicator.year_name else None
    if year is not None:
        return str(year), dt.date(int(year), 12, 31)
    today = today_in(indicator.commitment.country)
    return today.isoformat(), today


def _keep(actor: Actor, row: Observation) -> Observation:
    with acting_as(actor):
        row.commitment_id = row.indicator.commitment_id
        row.take_scope_of(row.indicator)
        newest = (
            visible(actor, Observation)
            .filter(indicator=row.indicator, period=row.period, revised_by__isnull=True)
            .first()
        )
        if newest is not None:
            if newest.value == row.value and newest.result_sha256 == row.result_sha256:
                return newest
            row.revises, row.status = newest, Observation.Status.REVISED
        row.source = told(row.source)
        row.save(force_insert=True)
        record(actor, "commitments:indicator:observe", row, {"period": row.period})
    return row
