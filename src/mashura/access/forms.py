"""Forms of signing in and of looking after posts."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mashura.access.actions.invitation import check_password
from mashura.access.models import User
from mashura.errors import InputError
from mashura.kit.messages import say


class MeetingLinkForm(forms.Form):
    """A delegate asks for a sign-in link with the code shown in the meeting room."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The one at which the programme writes to you."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    code = forms.CharField(
        label=_("The meeting's code"),
        help_text=_("Eight letters and digits, shown in the room, such as K7MD-29XH."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )


class AcceptInvitationForm(forms.Form):
    """Name and password of a new account."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As it should stand in the list of participants."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Three or four words that you alone would put together are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean(self) -> dict[str, Any]:
        """A password that accounts may have: the problem stands beside its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "password" in cleaned:
            try:
                check_password(cleaned["password"], User(email=self._email, name=cleaned.get("name", "")))
            except InputError as error:
                self.add_error("password", say(error))
        return cleaned


class InvitationForm(forms.Form):
    """Whom to invite to a post, and in which language to write."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    language = forms.ChoiceField(label=_("Language of the message"), choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
        language.choices = settings.LANGUAGES


class MeetingCodeForm(forms.Form):
    """The meeting that a code is for."""

    programme = forms.ChoiceField(label=_("Programme"), choices=())
    meeting = forms.CharField(label=_("Meeting"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))

    def __init__(self, *args: Any, programmes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme = self.fields["programme"]
        assert isinstance(programme, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
        programme.choices = [(code, code) for code in programmes]
