"""Which passwords are refused, in words that the programme's translators see."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """The framework's rule; its own sentence has no Arabic."""

    def get_error_message(self) -> str:
        return _("This password is too short: %(least)s characters are the fewest.") % {"least": self.min_length}
