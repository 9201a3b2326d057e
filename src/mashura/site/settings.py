"""Django settings: one typed file, driven by the environment. Every variable is described in docs/settings.md."""

import os
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
HOSTS = os.environ.get("MASHURA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ALLOWED_HOSTS = HOSTS
# Cookies may travel in clear only where the whole site does: on loopback, for the demonstration and in development.
SECURE = os.environ.get("MASHURA_INSECURE") != "1"

INSTALLED_APPS = [
    "mashura.site",
    "mashura.exchange",
    "mashura.publication",
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
    "owner": database(OWNER_URL or APPLICATION_URL) | {"TEST": {"NAME": TEST_DATABASE, "TEMPLATE": "template0", "DEPENDENCIES": []}},
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
