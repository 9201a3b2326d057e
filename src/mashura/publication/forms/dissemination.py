"""Forms of the dissemination record and of dispatch by e-mail."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mashura.access.models import Organisation, Post
from mashura.kit.reader import current_reader
from mashura.kit.text import sort_key
from mashura.publication.forms.release import choices_by_name
from mashura.publication.models import Dissemination
from mashura.publication.models.dissemination import RECIPIENT_KINDS
from mashura.reference.public import country_name


class DisseminationForm(forms.Form):
    """Copies that went to somebody on one day."""

    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    recipients = forms.CharField(
        label=_("Or recipients in words"),
        required=False,
        max_length=200,
        help_text=_("A class of recipients, such as “members of parliament”. Never the name of a person."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    recipient_kind = forms.ChoiceField(
        label=_("Kind of recipient"), required=False, help_text=_("An organisation has its kind already.")
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    form = forms.ChoiceField(label=_("Form"), choices=Dissemination.Form.choices)
    copies = forms.IntegerField(
        label=_("Copies"), min_value=1, initial=1, widget=forms.NumberInput(attrs={"class": "input--short"})
    )
    sent_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), input_formats=["%Y-%m-%d"]
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(
        self, *args: Any, organisations: Iterable[Organisation], countries: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        _choose(self, "organisation", choices_by_name((one.pk, one.names) for one in self.organisations.values()))
        _choose(self, "recipient_kind", [(code, str(label)) for code, label in RECIPIENT_KINDS])
        language = current_reader().language
        named = [(code, country_name(code, language)) for code in countries]
        _choose(self, "country", sorted(named, key=lambda choice: sort_key(choice[1], language)))


class DispatchForm(forms.Form):
    """The posts to whose holders the link of an edition is sent."""

    posts = forms.MultipleChoiceField(
        label=_("Posts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one post.")},
    )

    def __init__(self, *args: Any, posts: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current_reader().language
        named = [
            (str(post.pk), f"{post.organisation.names.shown(language).text}: {post.titles.shown(language).text}")
            for post in posts
        ]
        field = self.fields["posts"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - narrows for the type checker
        named.sort(key=lambda choice: sort_key(choice[1], language))
        field.choices = named


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
    field.choices = [("", _("None")), *choices]
