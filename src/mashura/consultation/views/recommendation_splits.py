"""The page on which a recommendation is split: its parts are written, looked at together, and take its place."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mashura.access.public import Actor, require
from mashura.consultation import recommendation_wording as wording
from mashura.consultation.actions.recommendation_splits import PartRefusedError, split_into_parts
from mashura.consultation.forms.recommendation_splits import FEWEST_PARTS, MOST_PARTS, PartForm, SplitForm
from mashura.consultation.models import Recommendation
from mashura.consultation.queries import recommendations as queries
from mashura.consultation.rules import recommendations as rules
from mashura.errors import InputError
from mashura.kit.messages import say

_STEP = rules.STEPS["split"]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """Write the parts, look at what will be made of them, and split."""
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by the transaction middleware of access
    found = queries.recommendation(actor, programme, ref)
    require(actor, _STEP.permission, found)
    if found.state not in _STEP.leaves:
        # Reached by an old link or a second click: what became of it stands on its page.
        return redirect("consultation:recommendation", programme, ref)
    doing = request.POST.get("do", "")
    page = _Page(actor, found, request.POST if request.method == "POST" else None, is_checked=doing not in {"", "more"})
    if doing in {"preview", "split"} and page.is_valid():
        children = page.split(is_trial=doing == "preview")
        if children and doing == "preview":
            return render(request, "consultation/recommendation_split_preview.html", page.preview(children))
        if children:
            refs = ", ".join(one.ref for one in children)
            messages.success(request, _("Split into %(refs)s.") % {"refs": refs})
            return redirect("consultation:recommendation", programme, ref)
    status = 400 if doing in {"preview", "split"} else 200
    return render(request, "consultation/recommendation_split.html", page.context(), status=status)


class _Page:
    """The forms of one split: the reason, and one form for each part."""

    def __init__(self, actor: Actor, found: Recommendation, sent: QueryDict | None, *, is_checked: bool) -> None:
        self.actor, self.found, self.sent = actor, found, sent
        self.version = queries.current_versions(actor, [found]).get(found.pk)
        self.addressees = queries.addressees_of(actor, [found]).get(found.pk, [])
        languages = found.programme.languages
        original = self.version.text.original if self.version else languages[0]
        number = FEWEST_PARTS
        if sent is not None:
            chosen = sent.get("original", "")
            original = chosen if chosen in languages else original
            asked = sent.get("parts", "")
            number = int(asked) if asked.isascii() and asked.isdigit() else FEWEST_PARTS
            number = min(max(number, FEWEST_PARTS), MOST_PARTS)
            if sent.get("do") == "more":
                number = min(number + 1, MOST_PARTS)
        # What was written so far is shown again, and found fault with only once it is to be looked at.
        bound = sent.copy() if sent is not None and is_checked else None
        if bound is not None:
            bound["parts"] = str(number)
        initial = {} if sent is None or is_checked else sent.dict()
        self.form = SplitForm(found, bound, initial={"original": original} | initial | {"parts": number})
        self.parts = []
        for one in range(1, number + 1):
            form = PartForm(found, self.addressees, original, bound, prefix=f"part{one}")
            if initial and sent is not None and f"part{one}-theme" in sent:
                for name in form.fields:
                    key = form.add_prefix(name)
                    form.initial[name] = sent.getlist(key) if name == "countries" else sent.get(key, "")
            self.parts.append(form)

    def is_valid(self) -> bool:
        """Whether every form is; all are looked at."""
        forms = (self.form, *self.parts)
        return sum(form.is_valid() for form in forms) == len(forms)

    def split(self, *, is_trial: bool) -> list[Recommendation]:
        """The children; none, with the objection where it belongs, when something stands in the way."""
        try:
            return split_into_parts(
                actor=self.actor,
                recommendation=self.found,
                parts=[form.part() for form in self.parts],
                reason=self.form.reason(),
                is_trial=is_trial,
            )
        except PartRefusedError as error:
            self.parts[error.number - 1].add_error(None, say(error))
        except InputError as error:
            self.form.add_error(None, say(error))
        return []

    def context(self) -> dict[str, Any]:
        """What every page of a split shows."""
        return {
            "recommendation": self.found,
            "fallback": " ".join(self.found.programme.languages),
            "version": self.version,
            "form": self.form,
            "parts": self.parts,
            "objections": [
                (number, objection, form[name] if name in form.fields else None)
                for number, form in enumerate(self.parts, start=1)
                if form.is_bound
                for name, objections in form.errors.items()
                for objection in objections
            ],
            "may_have_more": len(self.parts) < MOST_PARTS,
            "is_issued": self.found.state == rules.State.ISSUED,
        }

    def preview(self, children: list[Recommendation]) -> dict[str, Any]:
        """The parts as they will be, and what was sent, to be sent again."""
        sent = self.sent or QueryDict()
        return self.context() | {
            "reason": self.form.reason(),
            "children": [
                {
                    "ref": child.ref,
                    "texts": [(tag, form.text()[tag]) for tag in form.languages if tag in form.text()],
                    "theme": wording.theme_title(child.theme),
                    "countries": [wording.country(code) for code in child.countries],
                    "addressees": [
                        (wording.addressee_name(one), wording.term(role, wording.ROLES))
                        for one in self.addressees
                        if (role := form.cleaned_data[f"addressee_{one.pk}"])
                    ],
                }
                for child, form in zip(children, self.parts, strict=True)
            ],
            "kept": [
                (name, value)
                for name, values in sent.lists()
                for value in values
                if name not in {"do", "csrfmiddlewaretoken"}
            ],
        }
