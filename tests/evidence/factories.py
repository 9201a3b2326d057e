"""Datasets and files for tests. Rows are written as the system, through the application role."""

import time
from pathlib import Path

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from tests.access.factories import make_holding, make_post

from mashura.evidence.models import Dataset
from mashura.kit.localised import Localised

COLUMNS = [
    {"name": "country", "role": "place", "type": "country", "labels": {"en": "Country", "ar": "البلد", "fr": "Pays"}},
    {"name": "year", "role": "period", "type": "year", "labels": {"en": "Year", "ar": "السنة", "fr": "Année"}},
    {
        "name": "persons",
        "role": "value",
        "type": "integer",
        "unit": "persons",
        "labels": {"en": "Persons", "ar": "الأشخاص", "fr": "Personnes"},
    },
    {
        "name": "rate",
        "role": "value",
        "type": "decimal",
        "unit": "percent",
        "labels": {"en": "Rate", "ar": "النسبة", "fr": "Taux"},
    },
]
ROWS = ["country,year,persons,rate", "EGY,2019,12,1.5", "MAR,2019,7,", "TUN,2020,3,2.25"]


def dataset(code="test-stock", *, is_released=True, columns=None) -> Dataset:
    return Dataset.objects.create(
        code=code,
        title=Localised(en="Test stock", ar="رصيد تجريبي", fr="Stock d’essai"),
        publisher=Localised(en="Nobody", ar="لا أحد", fr="Personne"),
        description=Localised(en="Made for a test."),
        licence_name="CC BY 4.0",
        citation="Nobody (2020).",
        columns=COLUMNS if columns is None else columns,
        is_released=is_released,
    )


def csv_file(folder: Path, rows=None, *, name="stock.csv", encoding="utf-8") -> Path:
    path = folder / name
    path.write_bytes("\n".join(ROWS if rows is None else rows).encode(encoding))
    return path


def sign_in(client, role):
    """Open a session with a second factor for somebody who holds a post of this role."""
    open_session(client, make_holding(post=make_post(role=role.value)))


def open_session(client, holding):
    """Open a session with a second factor for who holds a post."""
    client.force_login(holding.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(holding.user_id)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()
