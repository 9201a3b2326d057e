"""Setting up the second step: the session in which it is set up counts as opened by it."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpResponse


class SetUpSecondFactor(ActivateTOTPView):  # type: ignore[misc] # the library publishes no types
    """The library's page; it alone does not remember that the code was just shown to be right."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return response
