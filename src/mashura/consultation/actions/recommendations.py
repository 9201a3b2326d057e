"""Writes of recommendations: their text and versions, their way from draft to issue, and what takes their place.

Every function raises Forbidden or NotHere for whoever may not do this here, and InputError when it cannot be done.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from mashura.access.public import (
    SYSTEM,
    Action,
    Actor,
    NotHere,
    Permission,
    acting_as,
    publish_material,
    record,
    release_material,
    require,
    visible,
)
from mashura.consultation.models import (
    Addressee,
    Programme,
    Recommendation,
    RecommendationLink,
    RecommendationVersion,
)
from mashura.consultation.rules import recommendations as rules
from mashura.errors import InputError, gettext_noop
from mashura.kit.expressions import Expressions
from mashura.reference.public import affected_groups, topics

ISSUED_STAYS = gettext_noop(
    "What was issued stays as it is. A change is a new version, or a recommendation of its own."
)
_ENDED = gettext_noop("This recommendation has come to its end; its text no longer changes.")
_WORDS_STAY = gettext_noop("These words were there when it was issued: a change of them is a new version.")
_OLD_VERSION = gettext_noop("Only the last version is worked on; open the recommendation again to see it.")


def draft_recommendation(
    *,
    actor: Actor,
    programme: Programme,
    particulars: rules.Particulars,
    text: Expressions,
    ref: str = "",
    stage: str = rules.Stage.DRAFT_STUDY,
    import_key: str = "",
) -> Recommendation:
    """A new recommendation in its first version; without `ref` it gets the next number of the programme."""
    row = Recommendation(programme=programme, import_key=import_key, **_columns(particulars))
    require(actor, rules.permission_to_write(rules.State.DRAFT), row)
    _check_particulars(particulars, programme)
    rules.check_stage(None, stage)
    _check_text(text)
    with acting_as(SYSTEM):
        # A reference is taken whether or not this actor may see what bears it.
        taken = set(visible(SYSTEM, Recommendation).filter(programme=programme).values_list("ref", flat=True))
    row.ref = rules.check_ref(ref.strip()) if ref.strip() else rules.next_ref(taken)
    if row.ref in taken:
        raise InputError(
            gettext_noop(
                "The reference %(ref)s is taken; a reference is never used again. The next free one is %(next)s."
            ),
            ref=row.ref,
            next=rules.next_ref(taken),
        )
    with acting_as(actor):
        row.save(force_insert=True)
        _add_version(actor, row, number=1, stage=stage, text=text)
        record(actor, "consultation:recommendation:draft", row)
    return row


def edit_draft(
    *, actor: Actor, recommendation: Recommendation, particulars: rules.Particulars, language: str, text: str
) -> Recommendation:
    """Change what is not issued yet: what it says of itself, and the words of its last version in place.

    `language` is that of the original from now on; what it was translated into is stale when the words changed.
    """
    with acting_as(actor):
        row = locked_for_writing(actor, recommendation)
        _check_particulars(particulars, row.programme)
        version = last_version(actor, row)
        changed = _with_original(version.text if version else Expressions(), language, text)
        for name, value in _columns(particulars).items():
            setattr(row, name, value)
        row.save()
        if version is None:
            _add_version(actor, row, number=1, stage=rules.Stage.DRAFT_STUDY, text=changed)
        elif version.text != changed:
            version.text = changed
            version.save(update_fields=["text"])
        record(actor, "consultation:recommendation:edit", row)
    return row


def classify_recommendation(*, actor: Actor, recommendation: Recommendation, particulars: rules.Particulars) -> bool:
    """Set its themes, groups and source anew; possible after issue too, since no word of it changes.

    The countries it is about stay: their releases hang on them. Whether anything changed is told.
    """
    with acting_as(actor):
        row = _locked_for_text(actor, recommendation)
        _check_particulars(particulars, row.programme)
        columns = {name: value for name, value in _columns(particulars).items() if name != "countries"}
        changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
        for name, value in changed.items():
            setattr(row, name, value)
        if changed:
            row.save(update_fields=list(changed))
            record(actor, "consultation:recommendation:classify", row, {"fields": sorted(changed)})
    return bool(changed)


def make_version(
    *, actor: Actor, recommendation: Recommendation, stage: str, text: Expressions, reason: Expressions
) -> RecommendationVersion:
    """The next version, settled at `stage`; what the one before says stays on record.

    After issue it is issued at once, and when its original has other words, the releases of countries lapse: each
    released the words it knew.
    """
    with acting_as(actor):
        row = _locked_for_text(actor, recommendation)
        if row.state not in rules.BEFORE_ISSUE and row.state != rules.State.ISSUED:
            raise InputError(_ENDED)
        _check_text(text)
        if not reason:
            raise InputError(gettext_noop("Say why there is a new version: readers see it beside the text."))
        before = last_version(actor, row)
        rules.check_stage(before.stage if before else None, stage)
        version = following_version(actor, row, before, stage=stage, text=text, reason=reason)
        record(actor, "consultation:recommendation:version", row, {"number": version.number, "stage": stage})
    return version


def translate_recommendation(
    *, actor: Actor, version: RecommendationVersion, language: str, text: str
) -> RecommendationVersion:
    """The words in another language, to be reviewed. To what was issued only a language is added that it had not."""
    require(actor, Action.CHANGE, version)
    if language == version.text.original or not version.text:
        raise InputError(gettext_noop("This is the language of the original; a change of it is a new version."))
    if not text.strip():
        raise InputError(gettext_noop("Write the text first."))
    return _expressed(actor, version, version.text.with_translation(language, text), "translation", language)


def review_recommendation(*, actor: Actor, version: RecommendationVersion, language: str) -> RecommendationVersion:
    """A second pair of eyes finds that the words in `language` say what the original says."""
    require(actor, Action.CHANGE, version)
    try:
        reviewed = version.text.with_review(language)
    except ValueError as error:
        raise InputError(
            gettext_noop("Only a translation of the original as it stands can be reviewed: translate it again first.")
        ) from error
    return _expressed(actor, version, reviewed, "review", language)


def _expressed(
    actor: Actor, version: RecommendationVersion, text: Expressions, what: str, language: str
) -> RecommendationVersion:
    """`version` with `text`, whose original is the same, as far as its words are open."""
    with acting_as(SYSTEM):
        row = _locked(SYSTEM, version.recommendation, rules.STEPS["issue"].permission)
        last = last_version(SYSTEM, row)
        if last is None or last.pk != version.pk or last.text != version.text:
            raise InputError(_OLD_VERSION)
        if last.is_issued and not takes_languages(last, text):
            raise InputError(_WORDS_STAY)
        last.text = text
        last.save(update_fields=["text"])
        last.refresh_from_db()
    record(actor, f"consultation:recommendation:{what}", row, {"language": language})
    return last


def takes_languages(version: RecommendationVersion, text: Expressions) -> bool:
    """Whether `text` is that of this issued version with other languages and reviews; for actions of this app."""
    try:
        text.added_since(version.text.only(version.closed_text))
    except ValueError:
        return False
    return version.is_issued and set(version.text) <= set(text)


def take_step(
    *,
    actor: Actor,
    recommendation: Recommendation,
    step: str,
    reason: Expressions | None = None,
    successors: Sequence[Recommendation] = (),
) -> Recommendation:
    """Take a step of `rules.STEPS`. Issuing freezes the last version; giving way links this to its successors."""
    known = rules.STEPS.get(step)
    with acting_as(actor):
        row = _locked(actor, recommendation, known.permission if known else rules.STEPS["issue"].permission)
        version = last_version(actor, row)
        others = [_successor(actor, row, one) for one in successors]
        state = rules.reached(
            step,
            row.state,
            has_reason=bool(reason),
            missing=missing_for_issue(actor, row, version),
            successors=[one.state for one in others],
        )
        if state is rules.State.ISSUED and version is not None:
            version.is_issued = True
            version.save(update_fields=["is_issued"])
        for other in others:
            _link(other, row, _LINKS[step])
        row.state, row.state_reason = state.value, reason or Expressions()
        row.save(update_fields=["state", "state_reason"])
        record(actor, f"consultation:recommendation:{step}", row, {"successors": [str(one.pk) for one in others]})
    recommendation.state, recommendation.state_reason = row.state, row.state_reason
    return row


_LINKS = {
    "supersede": RecommendationLink.Kind.SUPERSEDES,
    "merge": RecommendationLink.Kind.MERGES,
    "split": RecommendationLink.Kind.SPLITS,
}


def propose_recommendation(*, actor: Actor, recommendation: Recommendation) -> Recommendation:
    """Put a draft before the workshops."""
    return take_step(actor=actor, recommendation=recommendation, step="propose")


def consolidate_recommendation(*, actor: Actor, recommendation: Recommendation) -> Recommendation:
    """Bring what the workshops said of it together, for the regional meeting."""
    return take_step(actor=actor, recommendation=recommendation, step="consolidate")


def adopt_recommendation(*, actor: Actor, recommendation: Recommendation) -> Recommendation:
    """Record that the regional meeting adopted it."""
    return take_step(actor=actor, recommendation=recommendation, step="adopt")


def issue_recommendation(*, actor: Actor, recommendation: Recommendation) -> Recommendation:
    """Address it: from now on its words never change in place."""
    return take_step(actor=actor, recommendation=recommendation, step="issue")


def close_recommendation(
    *, actor: Actor, recommendation: Recommendation, reason: Expressions | None = None
) -> Recommendation:
    """End its follow-up."""
    return take_step(actor=actor, recommendation=recommendation, step="close", reason=reason)


def withdraw_recommendation(*, actor: Actor, recommendation: Recommendation, reason: Expressions) -> Recommendation:
    """Take it back before it is issued, with the reason on record."""
    return take_step(actor=actor, recommendation=recommendation, step="withdraw", reason=reason)


def supersede_recommendation(
    *, actor: Actor, recommendation: Recommendation, by: Recommendation, reason: Expressions | None = None
) -> Recommendation:
    """Let a later, issued recommendation take its place."""
    return take_step(actor=actor, recommendation=recommendation, step="supersede", reason=reason, successors=[by])


def merge_recommendation(
    *, actor: Actor, recommendation: Recommendation, into: Recommendation, reason: Expressions | None = None
) -> Recommendation:
    """Let it go on as part of another, issued recommendation."""
    return take_step(actor=actor, recommendation=recommendation, step="merge", reason=reason, successors=[into])


def split_recommendation(
    *, actor: Actor, recommendation: Recommendation, children: Sequence[Recommendation], reason: Expressions
) -> Recommendation:
    """Let it go on as several recommendations that are there, issued ones where it was issued."""
    return take_step(actor=actor, recommendation=recommendation, step="split", reason=reason, successors=children)


def repeat_recommendation(*, actor: Actor, recommendation: Recommendation, other: Recommendation) -> None:
    """Say that `recommendation` repeats `other`; both stand."""
    with acting_as(actor):
        row = _locked(actor, recommendation, rules.STEPS["consolidate"].permission)
        _link(row, _successor(actor, row, other), RecommendationLink.Kind.REPEATS)
        record(actor, "consultation:recommendation:repeat", row, {"other": str(other.pk)})


def open_recommendation(*, actor: Actor, recommendation: Recommendation, countries: Iterable[str]) -> Recommendation:
    """Let the posts of these countries read it before it is public; those left out no longer may."""
    with acting_as(actor):
        row = _locked_for_text(actor, recommendation)
        chosen = sorted(set(countries))
        for country in chosen:
            if country not in row.programme.countries:
                raise InputError(gettext_noop("%(country)s is not a country of this programme."), country=country[:10])
        row.open_to = chosen
        row.save(update_fields=["open_to"])
        record(actor, "consultation:recommendation:open", row, {"countries": chosen})
    recommendation.open_to = chosen
    return row


def release_recommendation(*, actor: Actor, recommendation: Recommendation, country: str) -> Recommendation:
    """The focal point of `country` releases it, once its words are fixed."""
    _check_is_issued(actor, recommendation)
    return release_material(actor=actor, row=recommendation, country=country)


def publish_recommendation(
    *, actor: Actor, recommendation: Recommendation, public_from: datetime | None = None
) -> Recommendation:
    """Make an issued recommendation public, at once or later; it waits for the countries that it is about."""
    _check_is_issued(actor, recommendation)
    return publish_material(actor=actor, row=recommendation, public_from=public_from)


def _check_is_issued(actor: Actor, recommendation: Recommendation) -> None:
    with acting_as(actor):
        issued = visible(actor, RecommendationVersion).filter(recommendation=recommendation, is_issued=True).exists()
    if recommendation.state not in rules.PUBLISHED or not issued:
        raise InputError(gettext_noop("Only what has been issued becomes public: until then its words may change."))


def original(language: str, words: str, before: RecommendationVersion | None = None) -> Expressions:
    """Words in their original language, with the translations of the version before, which are stale now."""
    return _with_original(before.text if before else Expressions(), language, words)


def locked_for_writing(actor: Actor, recommendation: Recommendation) -> Recommendation:
    """The row as it is now, kept for this transaction, when this actor may still change it; for actions of this app."""
    row = _locked_for_text(actor, recommendation)
    if row.state not in rules.BEFORE_ISSUE:
        raise InputError(ISSUED_STAYS)
    return row


def locked_for_settling(actor: Actor, recommendation: Recommendation) -> Recommendation:
    """The row as it is now, kept for this transaction, for whoever settles it; for actions of this app."""
    return _locked(actor, recommendation, rules.STEPS["split"].permission)


def _locked_for_text(actor: Actor, recommendation: Recommendation) -> Recommendation:
    """As `_locked`, for whoever may write it in the state in which it is."""
    state = visible(actor, Recommendation).filter(pk=recommendation.pk).values_list("state", flat=True).first()
    return _locked(actor, recommendation, rules.permission_to_write(state or recommendation.state))


def following_version(
    actor: Actor,
    row: Recommendation,
    before: RecommendationVersion | None,
    *,
    stage: str,
    text: Expressions,
    reason: Expressions | None = None,
    first: int = 1,
) -> RecommendationVersion:
    """The version after `before` (or number `first`); for actions of this app, once they asked whether it may be made.

    Of what was issued it is issued at once, and when its original has other words, the releases of countries lapse.
    """
    is_issued = row.state in rules.PUBLISHED
    if is_issued and before is not None and before.text.get(before.text.original) != text.get(text.original):
        row.released_by, row.is_released = [], not row.countries and row.is_released
        row.save(update_fields=["released_by", "is_released"])
    number = before.number + 1 if before else first
    return _add_version(
        actor, row, number=number, stage=stage, text=text, reason=reason or Expressions(), is_issued=is_issued
    )


def last_version(actor: Actor, recommendation: Recommendation) -> RecommendationVersion | None:
    """The newest version there is."""
    return visible(actor, RecommendationVersion).filter(recommendation=recommendation).order_by("-number").first()


def missing_for_issue(
    actor: Actor, recommendation: Recommendation, version: RecommendationVersion | None
) -> list[rules.Missing]:
    """What this recommendation lacks before it can be issued."""
    return rules.missing_for_issue(
        text=version.text if version else None,
        authoritative=recommendation.programme.authoritative_languages,
        source_kind=recommendation.source_kind,
        addressees=visible(actor, Addressee).filter(recommendation=recommendation).count(),
        theme=recommendation.theme,
    )


def _locked(actor: Actor, recommendation: Recommendation, permission: Permission) -> Recommendation:
    """The row as it is now, kept for this transaction, when this actor has the permission for it."""
    rows = visible(actor, Recommendation).select_related("programme").filter(pk=recommendation.pk)
    seen = rows.first()
    if seen is None:
        raise NotHere
    # Asked first: PostgreSQL locks only rows that may be changed.
    require(actor, permission, seen)
    return rows.select_for_update(of=("self",)).get()


def _successor(actor: Actor, row: Recommendation, other: Recommendation) -> Recommendation:
    require(actor, Action.VIEW, other)
    if other.pk == row.pk or other.programme_id != row.programme_id:
        raise InputError(gettext_noop("Name another recommendation of the same programme."))
    return visible(actor, Recommendation).get(pk=other.pk)


def _link(recommendation: Recommendation, other: Recommendation, kind: str) -> None:
    """`recommendation` does `kind` to `other`; once is enough."""
    there = RecommendationLink.objects.filter(recommendation=recommendation, other=other, kind=kind).exists()
    if not there:
        link = RecommendationLink(recommendation=recommendation, other=other, kind=kind)
        link.take_scope_of(recommendation)
        link.save(force_insert=True)


def _add_version(actor: Actor, row: Recommendation, **values: Any) -> RecommendationVersion:
    version = RecommendationVersion(recommendation=row, made_by_id=actor.user_id, **values)
    version.take_scope_of(row)
    version.save(force_insert=True)
    return version


def _with_original(text: Expressions, language: str, words: str) -> Expressions:
    """`text` with these words as its original; the same value when they are its original already."""
    if not words.strip():
        raise InputError(gettext_noop("Write the text first."))
    if text.original == language and text.get(language) == words.strip():
        return text
    return text.with_original(language, words)


def _check_text(text: Expressions) -> None:
    if not text:
        raise InputError(gettext_noop("Write the text first."))


def _columns(particulars: rules.Particulars) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(particulars).items()}


def _check_particulars(particulars: rules.Particulars, programme: Programme) -> None:
    rules.check_particulars(
        particulars,
        countries=programme.countries,
        themes=[code for code, topic in topics().items() if topic.parent],
        groups=affected_groups(),
        source_kinds=Recommendation.SourceKind.values,
    )
