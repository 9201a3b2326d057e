"""Pages inside: a recommendation is drafted, edited, addressed, taken through its states, released and published."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mashura.access.models import Organisation
from mashura.access.public import Actor, Permission, can, countries_to_release, require, visible
from mashura.consultation import recommendation_wording as wording
from mashura.consultation.actions import recommendations as actions
from mashura.consultation.actions.addressees import AddresseeEntry, add_origin, address_to, remove_origin
from mashura.consultation.forms.recommendations import (
    AddresseeForm,
    DraftForm,
    OpenForm,
    OriginForm,
    ParticularsForm,
    StepForm,
    TextForm,
    VersionForm,
)
from mashura.consultation.models import (
    Addressee,
    Programme,
    Recommendation,
    RecommendationOrigin,
)
from mashura.consultation.queries import recommendations as queries
from mashura.consultation.queries.programmes import programme as programme_of
from mashura.consultation.queries.programmes import visible_meetings
from mashura.consultation.rules import recommendations as rules
from mashura.consultation.views.asking import actor_of
from mashura.errors import InputError, gettext_noop
from mashura.evidence.models import Finding
from mashura.kit.messages import say

_FORM = require_http_methods(["GET", "HEAD", "POST"])


def may_work(actor: Actor, target: Programme | Recommendation) -> bool:
    """Whether there is anything to do for this actor: drafting in a programme, or work on one recommendation."""
    if isinstance(target, Programme):
        return can(actor, Permission.PROGRAMME_RECOMMENDATION_WRITE, Recommendation(programme=target))
    return (
        can(actor, rules.permission_to_write(target.state), target)
        or can(actor, Permission.PROGRAMME_TEXT_PUBLISH, target)
        or bool(countries_to_release(actor, target))
    )


@_FORM
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Draft a new recommendation in a programme."""
    actor = actor_of(request)
    programme = programme_of(actor, code)
    require(actor, Permission.PROGRAMME_RECOMMENDATION_WRITE, Recommendation(programme=programme))
    form = DraftForm(programme, _sent(request))

    def make() -> Recommendation:
        given = form.cleaned_data
        return actions.draft_recommendation(
            actor=actor,
            programme=programme,
            particulars=form.particulars(),
            text=actions.original(given["language"], given["text"]),
            ref=given["ref"],
            stage=given["stage"],
        )

    return _handled(
        request, form, make, title=_("Draft a recommendation"), submit=_("Save the draft"), programme=programme
    )


@require_safe
def work(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """Everything that may be done to one recommendation by this reader, and what stands in the way."""
    actor = actor_of(request)
    found = queries.recommendation(actor, programme, ref)
    if not may_work(actor, found):
        require(actor, rules.permission_to_write(found.state), found)
    version = actions.last_version(actor, found)
    missing = actions.missing_for_issue(actor, found, version)
    may_write = can(actor, rules.permission_to_write(found.state), found)
    is_open = found.state in rules.BEFORE_ISSUE
    steps = [step for step in rules.steps_from(found.state) if can(actor, step.permission, found)]
    context: dict[str, Any] = {
        "recommendation": found,
        "fallback": " ".join(found.programme.languages),
        "state": wording.term(found.state, wording.STATES),
        "version": version,
        "stage": wording.term(version.stage, wording.STAGES) if version else "",
        "may_write": may_write,
        "is_open": is_open,
        "may_version": may_write and (is_open or found.state == rules.State.ISSUED),
        "steps": [(step.name, wording.STEPS[step.name]) for step in steps],
        "missing": [_(rules.missing_text(one)) for one in missing] if is_open and may_write else [],
        "addressees": [
            (one, wording.addressee_name(one), wording.term(one.role, wording.ROLES), wording.country(one.country))
            for one in queries.addressees_of(actor, [found]).get(found.pk, [])
        ],
        "origins": queries.origins_of(actor, found),
        "opened": [wording.country(code) for code in found.open_to],
    }
    return render(request, "consultation/recommendation_work.html", context)


@_FORM
def edit(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """Change a draft, or the themes and source of what was issued."""
    actor, found = _to_write(request, programme, ref)
    version = actions.last_version(actor, found)
    initial = ParticularsForm.told_by(found)
    if found.state not in rules.BEFORE_ISSUE:
        form = ParticularsForm(found.programme, _sent(request), initial=initial)
        del form.fields["countries"]

        def classify() -> Recommendation:
            form.cleaned_data["countries"] = found.countries
            actions.classify_recommendation(
                actor=actor, recommendation=found, particulars=form.particulars(found.proposers)
            )
            return found

        return _handled(
            request, form, classify, title=_("Themes and source"), submit=_("Save the changes"), recommendation=found
        )
    if version is not None and version.text:
        initial |= {"language": version.text.original, "text": version.text[version.text.original]}
    text_form = TextForm(found.programme, _sent(request), initial=initial)

    def change() -> Recommendation:
        return actions.edit_draft(
            actor=actor,
            recommendation=found,
            particulars=text_form.particulars(found.proposers),
            language=text_form.cleaned_data["language"],
            text=text_form.cleaned_data["text"],
        )

    return _handled(
        request, text_form, change, title=_("Edit the draft"), submit=_("Save the changes"), recommendation=found
    )


@_FORM
def version(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """Make the next version of the words."""
    actor, found = _to_write(request, programme, ref)
    last = actions.last_version(actor, found)
    initial = {}
    if last is not None and last.text:
        initial = {"stage": last.stage, "language": last.text.original, "text": last.text[last.text.original]}
    form = VersionForm(found.programme, _sent(request), initial=initial)

    def make() -> Recommendation:
        given = form.cleaned_data
        actions.make_version(
            actor=actor,
            recommendation=found,
            stage=given["stage"],
            text=actions.original(given["language"], given["text"], last),
            reason=form.reason(),
        )
        return found

    return _handled(request, form, make, title=_("New version"), submit=_("Save the version"), recommendation=found)


@_FORM
def step(request: HttpRequest, programme: str, ref: str, name: str) -> HttpResponse:
    """Take a step: what it does is said first, and what it needs is asked for."""
    actor = actor_of(request)
    found = queries.recommendation(actor, programme, ref)
    known = rules.STEPS.get(name)
    if known is None:
        raise Http404
    require(actor, known.permission, found)
    states = rules.states_of_successors(known, found.state)
    rows = queries.visible_recommendations(actor, queries.RecommendationFilter(programme=programme))
    others = {str(one.pk): one for one in rows.filter(state__in=states).exclude(pk=found.pk)}
    needs = {
        rules.Successors.NONE: ["reason"] if known.needs_reason or name == "close" else [],
        rules.Successors.ONE: ["successor", "reason"],
        rules.Successors.SEVERAL: ["successors", "reason"],
    }[known.successors]
    form = StepForm(
        needs,
        _named(actor, others.values()),
        _sent(request),
        languages=found.programme.languages,
        needs_reason=known.needs_reason,
    )

    def take() -> Recommendation:
        given = form.cleaned_data
        chosen = [*given.get("successors", []), *([given["successor"]] if given.get("successor") else [])]
        return actions.take_step(
            actor=actor,
            recommendation=found,
            step=name,
            reason=form.reason(),
            successors=[others[key] for key in chosen],
        )

    label = str(wording.STEPS[name])
    return _handled(request, form, take, title=label, submit=label, recommendation=found, lead=_(_EXPLAINED[name]))


@_FORM
def address(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """Add a body to those it is addressed to."""
    actor, found = _to_write(request, programme, ref)
    rows = queries.addressees_of(actor, [found]).get(found.pk, [])
    taken = [row.organisation_id for row in rows if row.organisation_id]
    form = AddresseeForm(found.programme, visible(actor, Organisation).exclude(pk__in=taken), _sent(request))

    def add() -> Recommendation:
        address_to(
            actor=actor, recommendation=found, addressees=[*(AddresseeEntry.of(row) for row in rows), form.entry()]
        )
        return found

    return _handled(request, form, add, title=_("Add an addressee"), submit=_("Add it"), recommendation=found)


@require_POST
def lead(request: HttpRequest, programme: str, ref: str, addressee: Any) -> HttpResponse:
    """Let a body lead for its State; the one that did becomes a partner."""
    actor, found = _to_write(request, programme, ref)
    rows, chosen = _addressees(actor, found, addressee)
    entries = []
    for row in rows:
        steps_back = row.role == Addressee.Role.LEAD and row.country == chosen.country
        role = Addressee.Role.LEAD if row == chosen else Addressee.Role.CO if steps_back else row.role
        entries.append(AddresseeEntry.of(row, role=role))
    return _done(request, found, lambda: address_to(actor=actor, recommendation=found, addressees=entries))


@require_POST
def unaddress(request: HttpRequest, programme: str, ref: str, addressee: Any) -> HttpResponse:
    """Address it to one body less."""
    actor, found = _to_write(request, programme, ref)
    rows, chosen = _addressees(actor, found, addressee)
    entries = [AddresseeEntry.of(row) for row in rows if row != chosen]
    return _done(request, found, lambda: address_to(actor=actor, recommendation=found, addressees=entries))


def _addressees(actor: Actor, found: Recommendation, key: Any) -> tuple[list[Addressee], Addressee]:
    """All addressees, and the one with this key; Http404 where there is none."""
    rows = queries.addressees_of(actor, [found]).get(found.pk, [])
    chosen = next((row for row in rows if row.pk == key), None)
    if chosen is None:
        raise Http404
    return rows, chosen


@_FORM
def origin(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """Say which finding or meeting it comes from."""
    actor, found = _to_write(request, programme, ref)
    form = OriginForm(
        visible(actor, Finding).filter(programme=programme).order_by("ref"),
        visible_meetings(actor, programme),
        _sent(request),
    )

    def add() -> Recommendation:
        source = form.sources[form.cleaned_data["source"]]
        if isinstance(source, Finding):
            add_origin(actor=actor, recommendation=found, finding=source)
        else:
            add_origin(actor=actor, recommendation=found, meeting=source)
        return found

    return _handled(request, form, add, title=_("Where it comes from"), submit=_("Add it"), recommendation=found)


@require_POST
def drop_origin(request: HttpRequest, programme: str, ref: str, origin: Any) -> HttpResponse:
    """Take back that it comes from a finding or a meeting."""
    actor, found = _to_write(request, programme, ref)
    row = visible(actor, RecommendationOrigin).filter(recommendation=found, pk=origin).first()
    if row is None:
        raise Http404
    return _done(request, found, lambda: remove_origin(actor=actor, origin=row))


@_FORM
def open_to(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """Choose the countries whose posts may read it before it is public."""
    actor, found = _to_write(request, programme, ref)
    form = OpenForm(found.programme, _sent(request), initial={"countries": found.open_to})

    def set_countries() -> Recommendation:
        return actions.open_recommendation(actor=actor, recommendation=found, countries=form.cleaned_data["countries"])

    return _handled(
        request, form, set_countries, title=_("Who may read it now"), submit=_("Save the choice"), recommendation=found
    )


def _sent(request: HttpRequest) -> QueryDict | None:
    """What a form sent, be it nothing at all; None where none was sent."""
    return request.POST if request.method == "POST" else None


def _to_write(request: HttpRequest, programme: str, ref: str) -> tuple[Actor, Recommendation]:
    actor = actor_of(request)
    found = queries.recommendation(actor, programme, ref)
    require(actor, rules.permission_to_write(found.state), found)
    return actor, found


def _named(actor: Actor, rows: Iterable[Recommendation]) -> list[tuple[str, str]]:
    """Recommendations to choose from: their references and how their words begin."""
    found = list(rows)
    versions = queries.current_versions(actor, found)
    return [
        (str(one.pk), f"{one.ref} – {wording.excerpt(versions[one.pk].text)}") for one in found if one.pk in versions
    ]


def _handled(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[], Recommendation],
    *,
    title: str,
    submit: str,
    recommendation: Recommendation | None = None,
    programme: Programme | None = None,
    lead: str = "",
) -> HttpResponse:
    """The page of a form; what it asked for is done once it is valid, and an objection stands on top of it."""
    if request.method == "POST" and form.is_valid():
        try:
            done = do()
        except InputError as error:
            form.add_error(None, say(error))
        else:
            messages.success(request, _("Saved."))
            return _back(request, done)
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "lead": lead,
        "recommendation": recommendation,
        "programme": recommendation.programme if recommendation else programme,
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "consultation/recommendation_form.html", context, status=status)


def _done(request: HttpRequest, found: Recommendation, do: Callable[[], object]) -> HttpResponse:
    """Do what a button asks for and go back to the work page, with the objection where there is one."""
    try:
        do()
    except InputError as error:
        messages.error(request, say(error))
    else:
        messages.success(request, _("Saved."))
    return _back(request, found)


def _back(request: HttpRequest, found: Recommendation) -> HttpResponse:
    """To the page of work, or to the recommendation itself where nothing is left to do for this reader."""
    actor = actor_of(request)
    now = queries.recommendation(actor, found.programme_id, found.ref)
    name = "recommendation_work" if may_work(actor, now) else "recommendation"
    return redirect(f"consultation:{name}", found.programme_id, found.ref)


_EXPLAINED = {
    "propose": gettext_noop("The workshops discuss it from now on; the secretariat settles its text."),
    "consolidate": gettext_noop("What the workshops said of it is brought together for the regional meeting."),
    "adopt": gettext_noop("The regional meeting has agreed to it."),
    "issue": gettext_noop("Its words and its addressees are fixed from now on. A change is a new version."),
    "close": gettext_noop("Its follow-up ends. It stays readable."),
    "withdraw": gettext_noop("It goes no further. The reason stays on record."),
    "supersede": gettext_noop("It stays readable and points to the one that takes its place."),
    "merge": gettext_noop("It stays readable and points to the one that it goes on in."),
    "split": gettext_noop("It stays readable and points to those that it goes on in."),
}
"""What each step does, for whoever is about to take it."""
