"""Answers, commitments and their progress in the story: each said by a post of the institution that it is about."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import yaml

from mashura.access.public import SYSTEM, Actor, Role, acting_as, publish_material, release_material, visible
from mashura.commitments import public as commitments
from mashura.commitments.models import CommitmentVersion, ReportingDuty
from mashura.commitments.public import BroughtFile, Commitment, Direction, Level, Measure, Point, Position, Undertaking
from mashura.consultation.models import Addressee, Recommendation
from mashura.consultation.public import keep_document, review_translation, translate_text
from mashura.evidence.public import figure_names, run_figure
from mashura.kit.clock import now, stopped_at
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised
from mashura.site.demonstration.cast import Cast
from mashura.site.demonstration.papers import paper

_STORY: Final = Path(__file__).with_suffix(".yaml")
FIGURE: Final = "example-services"
_UNTIL_YEAR: Final = 2031
_BASELINE: Final = date(2030, 12, 31)
_TARGET: Final = date(2033, 12, 31)
_CLASSES: Final = {
    "council": "human-rights-institution",
    "union-xcc": "trade-union",
    "secretariat": "international-organisation",
    "association-xaa": "national-civil-society",
    "association-xbb": "national-civil-society",
}
Told = Mapping[str, Any]


def play_commitments(cast: Cast) -> None:
    """Play the answers and commitments unless they are there already; either all of it is played or nothing."""
    with acting_as(SYSTEM):
        if visible(SYSTEM, Commitment).filter(programme=cast.programme).exists():
            return
        told = yaml.safe_load(_STORY.read_text(encoding="utf-8"))
        _Play(cast).all(told)


@contextmanager
def _ago(days: int) -> Iterator[None]:
    """The story happened over the months before it is played: its days are those on which its people acted."""
    with stopped_at(now() - timedelta(days)):
        yield


class _Play:
    """One playing of the story."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._secretariat = cast.actor(Role.SECRETARIAT)
        self._made: dict[str, Commitment] = {}

    def all(self, told: Told) -> None:
        """Answers first, then what follows from them."""
        for one in told["asked"]:
            self._ask(one)
        for one in sorted(told["answers"], key=lambda one: -one["days"]):
            self._answer(one)
        for one in told["commitments"]:
            self._made[one["key"]] = self._undertake(one)
        for one in told["judged"]:
            self._judge(one)

    def _speaker(self, one: Told) -> Actor:
        return self._cast.actor(Role(one["role"]), one["country"], organisation=one["body"])

    def _head(self, country: str) -> Actor:
        return self._cast.actor(Role.HEAD_OF_DELEGATION, country)

    def _addressee(self, one: Told) -> Addressee | None:
        organisation = self._cast.organisation(one["body"])
        found = visible(SYSTEM, Addressee).filter(
            programme=self._cast.programme, recommendation__ref=one["ref"], organisation=organisation
        )
        return found.select_related("recommendation", "organisation").first()

    def _ask(self, one: Told) -> None:
        addressee = self._addressee(one)
        if addressee is None:
            return
        with _ago(one["days"]):
            due = now().date() + timedelta(one["within"])
            commitments.request_responses(actor=self._secretariat, addressees=[addressee], due=due)
        if one.get("missed"):
            with _ago(one["days"] - one["within"] - 5):
                row = commitments.record_no_response(actor=self._secretariat, addressee=addressee)
                self._open(row)

    def _answer(self, one: Told) -> None:
        addressee = self._addressee(one)
        if addressee is None:
            return
        with _ago(one["days"]):
            in_days = one.get("answer_in")
            row = commitments.respond(
                actor=self._speaker(one),
                addressee=addressee,
                position=Position(one["position"]),
                reason=_text(one.get("reason")),
                answer_by=now().date() + timedelta(in_days) if in_days else None,
            )
            if not one.get("unreleased"):
                self._open(row)

    def _open(self, row: Any) -> None:
        """Each country releases, the secretariat publishes."""
        for country in row.countries:
            release_material(actor=self._head(country), row=row, country=country)
        publish_material(actor=self._secretariat, row=row)

    def _undertake(self, one: Told) -> Commitment:
        owner, organisation = self._speaker(one), self._cast.organisation(one["body"])
        wanted = one["until"]
        with _ago(one["days"]):
            row = commitments.draft_commitment(
                actor=owner,
                programme=self._cast.programme,
                owner=organisation,
                owner_class=_CLASSES.get(one["body"], "ministry"),
                undertaking=_undertaking(one),
                kind=Commitment.Kind(one["kind"]),
                recommendations=self._recommendations(one),
                share_of=self._made.get(one.get("share_of", "")),
                countries=one.get("countries", ()),
                theme=one.get("theme", ""),
            )
        with _ago(one["days"] - 3):
            commitments.submit_commitment(actor=owner, commitment=row)
        if wanted == "submitted":
            return row
        with _ago(one["days"] - 8):
            commitments.confirm_commitment(actor=owner, commitment=row)
        with _ago(one["days"] - 10):
            commitments.activate_commitment(actor=self._secretariat, commitment=row)
            for country in row.countries:
                commitments.release_commitment(actor=self._head(country), commitment=row, country=country)
            commitments.publish_commitment(actor=self._secretariat, commitment=row)
        for language in one.get("late", ()):
            self._translate(one, owner, row, language)
        self._keep(one, owner, row)
        return row

    def _translate(self, one: Told, owner: Actor, row: Commitment, language: str) -> None:
        """A language that was missing at the confirmation; its owner reviews what the translator wrote."""
        version = visible(SYSTEM, CommitmentVersion).get(commitment=row, number=1)
        with _ago(one["days"] - 30):
            translate_text(
                actor=self._cast.actor(Role.TRANSLATOR),
                row=version,
                field="text",
                language=language,
                text=one["text"][language],
            )
            review_translation(actor=owner, row=version, field="text", language=language)

    def _judge(self, one: Told) -> None:
        """What a party says of a recommendation in a country; the head of its delegation may disagree."""
        recommendation = visible(SYSTEM, Recommendation).filter(programme=self._cast.programme, ref=one["ref"]).first()
        if recommendation is None:
            return
        self._assess(one, one["days"], self._head(one["of"]), (recommendation, one["of"]))

    def _recommendations(self, one: Told) -> list[Recommendation]:
        rows = visible(SYSTEM, Recommendation).filter(programme=self._cast.programme, ref__in=one.get("answers", []))
        return list(rows)

    def _keep(self, one: Told, owner: Actor, row: Commitment) -> None:
        """What its owner does about it, and what others say."""
        for action in one.get("actions", ()):
            self._act(action, one["days"], owner, row)
        self._measure(one.get("indicator"), owner, row)
        if revised := one.get("revised"):
            with _ago(60):
                version = commitments.revise_commitment(
                    actor=owner,
                    commitment=row,
                    undertaking=_undertaking(one | revised),
                    reason=_said(revised["reason"]),
                )
                self._open(version)
        if report := one.get("reports"):
            self._report(report, owner, row)
        if one["until"] == "completed_claimed":
            with _ago(40):
                commitments.claim_completed(actor=owner, commitment=row)
        if one["until"] == "suspended":
            with _ago(25):
                commitments.suspend_commitment(actor=owner, commitment=row, reason=_said(one["reason"]))
        for place, judged in enumerate(one.get("assessments", ())):
            self._assess(judged, 35 - place, owner, row)

    def _act(self, told: Told, days: int, owner: Actor, row: Commitment) -> None:
        with _ago(days - 12):
            due = told.get("due") or (now().date() + timedelta(told["due_days"]))
            action = commitments.plan_action(actor=owner, commitment=row, text=_text(told["text"]), due=due)
        for place, move in enumerate(told["moves"]):
            with _ago(days - 20 - 30 * place):
                reason = _said(told["reason"]) if move in {"block", "cancel"} else None
                action = commitments.move_action(actor=owner, action=action, move=move, reason=reason)

    def _measure(self, told: Told | None, owner: Actor, row: Commitment) -> None:
        # A figure that this installation has not is no indicator.
        if told is None or FIGURE not in figure_names():
            return
        params = {"country": told["country"], "measure": told["measure"], "until": str(_UNTIL_YEAR)}
        first = params | {"until": str(_BASELINE.year)}
        indicator = commitments.declare_indicator(
            actor=owner,
            commitment=row,
            names=_said(told["names"]),
            kind=commitments.Indicator.Kind.OUTCOME,
            direction=Direction.UP,
            measure=Measure(FIGURE, params, "last_value", "last_year"),
            baseline=Point(_BASELINE, _value_of(owner, first)),
            targets=[Point(_TARGET, Decimal(told["target"]))],
            unit="percent",
        )
        commitments.observe(actor=owner, indicator=indicator)

    def _report(self, told: Told, owner: Actor, row: Commitment) -> None:
        """The first report comes back once and is accepted; where there is a schedule, the next one is overdue."""
        duty = None
        if months := told["months"]:
            with _ago(160):
                starts = (now() - timedelta(60)).date().replace(day=1)
                duties = commitments.schedule_reports(
                    actor=self._secretariat, commitment=row, starts=starts, every_months=months
                )
                duty = duties[0] if duties else None
        with _ago(110):
            if duty is not None:
                duty = visible(SYSTEM, ReportingDuty).get(pk=duty.pk)
            report = commitments.file_report(
                actor=owner,
                commitment=row,
                author_class="ministry",
                text=_text(told["text"]),
                duty=duty,
                files=[
                    BroughtFile(keep_document([paper(file["lines"])], name=file["name"]), bool(file.get("private")))
                    for file in told.get("files", ())
                ],
            )
            commitments.submit_report(actor=owner, report=report)
        if returned := told.get("returned"):
            with _ago(106):
                commitments.return_report(actor=self._secretariat, report=report, reason=_said(returned))
            with _ago(102):
                commitments.submit_report(actor=owner, report=report)
        with _ago(99):
            commitments.accept_report(actor=self._secretariat, report=report)
            commitments.publish_report(actor=self._secretariat, report=report)
            for country in row.countries:
                release_material(actor=self._head(country), row=report, country=country)

    def _assess(self, told: Told, days: int, owner: Actor, subject: Commitment | tuple[Recommendation, str]) -> None:
        assessor = self._speaker(told)
        with _ago(days):
            judged = commitments.assess(
                actor=assessor,
                subject=subject,
                assessor_class=_CLASSES.get(told["body"], "ministry"),
                level=Level(told["level"]),
                confidence=commitments.Confidence(told["confidence"]),
                reasons=_text(told["reasons"]),
                as_of=now().date(),
            )
            commitments.propose_assessment(actor=assessor, assessment=judged)
            if contested := told.get("contested"):
                commitments.contest_assessment(actor=owner, assessment=judged, reason=_said(contested))
            commitments.publish_assessment(actor=self._secretariat, assessment=judged)
            for country in judged.countries:
                release_material(actor=self._head(country), row=judged, country=country)


def _value_of(actor: Actor, params: Mapping[str, str]) -> Decimal:
    """The value of the figure at the baseline: a number of the story is never typed."""
    with acting_as(actor):
        return Decimal(str(run_figure(actor, FIGURE, params).values["last_value"]))


def _undertaking(one: Told) -> Undertaking:
    late = one.get("late", ())
    return Undertaking(
        text=_text({language: words for language, words in one["text"].items() if language not in late}),
        due_date=one["due"],
        baseline_date=one.get("baseline"),
        resources=_text(one.get("resources")),
    )


def _text(words: Mapping[str, str] | None) -> Expressions:
    return Expressions.of_localised(_said(words or {}), "en")


def _said(words: Mapping[str, str]) -> Localised:
    return Localised(words)
