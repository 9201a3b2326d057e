"""The library's forms in our own words: every field with a label and a hint, none with a placeholder in its place."""

from typing import TYPE_CHECKING, Any, Final

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from mashura.errors import gettext_noop

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Text  # of the stubs: what gettext_lazy gives

_EMAIL: Final = _("Your e-mail address")
_PASSWORD: Final = _("Password")
_NEW_PASSWORD: Final = _("New password")
_AGAIN: Final = _("New password once more")
_GOOD_PASSWORD: Final = _("At least 12 characters. Three or four words that you alone would put together are good.")

# Said by the library's forms; standing here it is in our catalogues, which come before the library's.
SAID_BY_THE_LIBRARY: Final = (gettext_noop("You must type the same password each time."),)


def _word(form: forms.Form, **words: "tuple[Text, Text | str]") -> None:
    """Give fields their label and hint, and take the library's placeholders away."""
    for name, (label, hint) in words.items():
        field = form.fields[name]
        field.label, field.help_text = label, hint
        field.widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):  # type: ignore[misc] # the library publishes no types
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, login=(_EMAIL, ""), password=(_PASSWORD, ""))


class ConfirmPasswordForm(account.ReauthenticateForm):  # type: ignore[misc] # the library publishes no types
    """The password once more, before the account's protection is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, password=(_PASSWORD, ""))


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc] # the library publishes no types
    """The present password and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(
            self,
            oldpassword=(_("Present password"), ""),
            password1=(_NEW_PASSWORD, _GOOD_PASSWORD),
            password2=(_AGAIN, ""),
        )


class ForgottenPasswordForm(account.ResetPasswordForm):  # type: ignore[misc] # the library publishes no types
    """The address to which the link for a new password goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, email=(_EMAIL, ""))


class NewPasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc] # the library publishes no types
    """Twice the new password, behind that link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, password1=(_NEW_PASSWORD, _GOOD_PASSWORD), password2=(_AGAIN, ""))


_CODE: Final = _("Code")
_CODE_ATTRIBUTES: Final = {"dir": "ltr", "class": "input--short"}


def _word_code(form: forms.Form, label: "Text") -> None:
    _word(form, code=(label, ""))
    form.fields["code"].widget.attrs.update(_CODE_ATTRIBUTES)


class SecondStepForm(second_step.AuthenticateForm):  # type: ignore[misc] # the library publishes no types
    """The code of the authenticator app, or a recovery code, while signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_code(self, _CODE)


class ConfirmSecondStepForm(second_step.ReauthenticateForm):  # type: ignore[misc] # the library publishes no types
    """The same code, for somebody who is signed in without it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_code(self, _CODE)


class SetUpSecondStepForm(totp.ActivateTOTPForm):  # type: ignore[misc] # the library publishes no types
    """The first code that a new authenticator app shows: proof that it holds the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_code(self, _("Six digits from the app"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
