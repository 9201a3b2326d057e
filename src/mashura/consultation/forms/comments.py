"""Forms of a round of comments: its window, a comment, an answer, a file of answers."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mashura.consultation.comment_wording import class_words, disposition_words
from mashura.consultation.forms.study import language_choices
from mashura.consultation.models import Delegation, Participant, Programme
from mashura.consultation.rules.comments import CommentClass, Disposition
from mashura.consultation.rules.procedure import RulesOfProcedure
from mashura.kit.reader import current_reader

_DAY = forms.DateInput(attrs={"type": "date"})
_TEXT = forms.Textarea(attrs={"rows": 5, "dir": "auto"})


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined] # a ChoiceField


class RoundForm(forms.Form):
    """The window and who may comment, at most those whom the rules of procedure let comment."""

    first = forms.DateField(label=_("First day"), widget=_DAY)
    last = forms.DateField(label=_("Last day"), widget=_DAY)
    zone = forms.ChoiceField(label=_("Time zone of the days"))
    kinds = forms.MultipleChoiceField(label=_("Delegations that may comment"), widget=forms.CheckboxSelectMultiple)
    capacities = forms.MultipleChoiceField(label=_("In these capacities"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, rules: RulesOfProcedure, zones: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "zone", [(zone, zone) for zone in zones])
        allowed = rules.may_comment
        _offer(self, "kinds", [one for one in Delegation.Kind.choices if one[0] in allowed.kinds])
        _offer(self, "capacities", [one for one in Participant.Capacity.choices if one[0] in allowed.capacities])


class CommentForm(forms.Form):
    """A comment. The token is the form's own: sent twice it is one comment."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What the comment is about"))
    language = forms.ChoiceField(label=_("Language in which you write"))
    text = forms.CharField(label=_("Comment"), max_length=10_000, widget=_TEXT)
    proposed = forms.CharField(label=_("Proposed wording (optional)"), max_length=10_000, required=False, widget=_TEXT)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid.uuid4(), "language": current_reader().language}
        super().__init__(*args, **kwargs)
        _offer(self, "kind", [(one.value, class_words(one)) for one in CommentClass])
        _offer(self, "language", language_choices(programme.languages))


class AnswerForm(forms.Form):
    """An answer: what was done, why, and what changed."""

    disposition = forms.ChoiceField(label=_("What was done"))
    duplicate_of = forms.ChoiceField(label=_("Comment that this one repeats"), required=False)
    language = forms.ChoiceField(label=_("Language in which you write"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("An editorial comment needs none."),
        max_length=10_000,
        required=False,
        widget=_TEXT,
    )
    changed = forms.ChoiceField(label=_("Paragraph that was changed because of it"), required=False)

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        others: list[str],
        paragraphs: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "disposition", [(one.value, disposition_words(one)) for one in Disposition])
        _offer(self, "duplicate_of", [("", "–"), *((ref, ref) for ref in others)])
        _offer(self, "language", language_choices(programme.languages))
        _offer(self, "changed", [("", "–"), *paragraphs])


class AnswerFileForm(forms.Form):
    """A matrix that comes back with answers."""

    language = forms.ChoiceField(label=_("Language of the answers"))
    file = forms.FileField(
        label=_("File"),
        help_text=_("The matrix as .xlsx, with its column of ids. Either all its answers are taken or none."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": current_reader().language}
        super().__init__(*args, **kwargs)
        _offer(self, "language", language_choices(programme.languages))
