"""Django settings: one typed file, driven by the environment. Every variable is described in docs/settings.md."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from mashura.site.environment import data_folder, secret_key

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = data_folder()
NODE = os.environ.get("MASHURA_NODE", "programme")
DEBUG = os.environ.get("MASHURA_DEBUG") == "1"
DEMO = os.environ.get("MASHURA_DEMO") == "1"
SECRET_KEY = secret_key(DATA_DIR)
# How readers reach the site, for links in documents and messages that leave it; "" where nobody said.
PUBLIC_URL = os.environ.get("MASHURA_PUBLIC_URL", "").rstrip("/")
HOSTS = os.environ.get("MASHURA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ALLOWED_HOSTS = HOSTS
# Cookies may travel in clear only where the whole site does: on loopback, for the demonstration and in development.
SECURE = os.environ.get("MASHURA_INSECURE") != "1"

INSTALLED_APPS = [
    "mashura.site",
    "mashura.exchange",
    "mashura.publication",
    "mashura.commitments",
    "mashura.consultation",
    "mashura.evidence",
    "mashura.reference",
    "mashura.access",
    "mashura.kit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "mashura.site.middleware.SecurityHeadersMiddleware",
    "mashura.site.middleware.CompressTextMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "mashura.site.middleware.ReaderMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "mashura.access.lifetime.SessionLifetimeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "mashura.site.middleware.InputErrorMiddleware",
    # Innermost: the actor and the transaction are for the view and its rendering alone.
    "mashura.access.middleware.ActorMiddleware",
]

ROOT_URLCONF = "mashura.site.urls"
WSGI_APPLICATION = "mashura.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "mashura.site.context.frame",
            ],
        },
    },
]


def database(url: str) -> dict[str, object]:
    """A Django database entry from a PostgreSQL address; `?host=/folder` names a unix socket folder."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": dict(query),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


APPLICATION_URL = os.environ.get("DATABASE_URL", "")
OWNER_URL = os.environ.get("DATABASE_OWNER_URL", "")
TEST_DATABASE = f"test_mashura{os.environ.get('MASHURA_TEST_SUFFIX', '')}"
# `default` is the application role, bound by row policies; `owner` owns the tables and only migrates.
DATABASES = {
    "default": database(APPLICATION_URL) | {"TEST": {"MIRROR": "owner"}},
    "owner": database(OWNER_URL or APPLICATION_URL)
    | {"TEST": {"NAME": TEST_DATABASE, "TEMPLATE": "template0", "DEPENDENCIES": []}},
}

AUTH_USER_MODEL = "access.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [DATA_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
# Files are served from the package under addresses that carry their hash: nothing to collect, cached for a year.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "mashura.site.fingerprints.FingerprintedStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 365 * 24 * 3600

SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mashura.site.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"

# Accounts: by invitation only (access.adapter), password with a second step, lock-out after repeated failures.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name, "OPTIONS": options}
    for name, options in [
        (
            "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
            {"user_attributes": ["email", "name"]},
        ),
        ("mashura.access.passwords.LongEnough", {"min_length": 12}),
        ("django.contrib.auth.password_validation.CommonPasswordValidator", {}),
    ]
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_ADAPTER = "mashura.access.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation is answered at the address it was sent to
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # django-axes counts in the database, for all processes together
ACCOUNT_FORMS = {
    "login": "mashura.access.library_forms.SignInForm",
    "reauthenticate": "mashura.access.library_forms.ConfirmPasswordForm",
    "change_password": "mashura.access.library_forms.ChangePasswordForm",
    "reset_password": "mashura.access.library_forms.ForgottenPasswordForm",
    "reset_password_from_key": "mashura.access.library_forms.NewPasswordForm",
}
MFA_FORMS = {
    "authenticate": "mashura.access.library_forms.SecondStepForm",
    "reauthenticate": "mashura.access.library_forms.ConfirmSecondStepForm",
    "activate_totp": "mashura.access.library_forms.SetUpSecondStepForm",
}
MFA_ADAPTER = "mashura.access.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # as above: asking for a new password would else bar an account from its second step
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "mashura.access.lockout.account_of"
AXES_LOCKOUT_CALLABLE = "mashura.access.lockout.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["password", "login", "email", "code"]
AXES_VERBOSE = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"  # links in messages lead here

# Messages by e-mail: over SMTP where an address is given, into a folder of the data folder otherwise.
MAIL = urlsplit(os.environ.get("MASHURA_MAIL_URL", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.hostname else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = MAIL.hostname or ""
EMAIL_PORT = MAIL.port or 25
EMAIL_HOST_USER = unquote(MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(MAIL.password or "")
EMAIL_USE_TLS = MAIL.scheme == "smtp+tls"
EMAIL_USE_SSL = MAIL.scheme == "smtps"
DEFAULT_FROM_EMAIL = os.environ.get("MASHURA_MAIL_FROM", "mashura@localhost")
