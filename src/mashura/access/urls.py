from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path

from mashura.access.views import people, releasing, second_factor, sign_in

own = [
    path("sign-in/meeting/", sign_in.meeting_link, name="meeting_link"),
    path("sign-in/link/<str:token>/", sign_in.sign_in_link, name="sign_in_link"),
    path("invitation/<str:token>/", sign_in.invitation, name="invitation"),
    path("account/second-step/picture.svg", sign_in.second_factor_picture, name="second_factor_picture"),
    path("posts/", people.posts, name="posts"),
    path("posts/<uuid:post_id>/", people.post, name="post"),
    path("posts/<uuid:post_id>/withdraw/", people.withdraw, name="withdraw"),
    path("posts/<uuid:post_id>/brief/", people.brief, name="brief"),
    path("posts/<uuid:post_id>/brief/changes/", people.changes, name="changes"),
    path("posts/<uuid:post_id>/choose/", sign_in.choose_post, name="choose_post"),
    path("meeting-codes/", people.meeting_codes, name="meeting_codes"),
    path("audit/", people.audit, name="audit"),
    path("desk/material/<str:label>/<uuid:row>/release/", releasing.release, name="release_material"),
    path("desk/material/<str:label>/<uuid:row>/publish/", releasing.publish, name="publish_material"),
    path("desk/material/<str:label>/<uuid:row>/withdraw/", releasing.withdraw, name="withdraw_material"),
]

# The library's pages under our addresses and templates, and only those that are used: no sign-up, no change of address.
library = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("account/closed/", account.account_inactive, name="account_inactive"),
    path("account/by-invitation/", account.signup, name="account_signup"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/set/", account.password_set, name="account_set_password"),
    path("account/password/new/", account.password_reset, name="account_reset_password"),
    path("account/password/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/changed/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/second-step/", second_step.index, name="mfa_index"),
    path("account/second-step/code/", second_step.authenticate, name="mfa_authenticate"),
    path("account/second-step/confirm/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-step/set-up/", second_factor.SetUpSecondFactor.as_view(), name="mfa_activate_totp"),
    path("account/second-step/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/recovery-codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]

urlpatterns = [path("", include((own, "access"))), *library]
