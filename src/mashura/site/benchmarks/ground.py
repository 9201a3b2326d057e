"""A database and a data folder of the benchmark's own, on the same server, taken away afterwards."""

import contextlib
import tempfile
from collections.abc import Iterator
from typing import Final

from django.db import connections
from django.test import override_settings

DATABASE: Final = "mashura_bench"


@contextlib.contextmanager
def own_ground() -> Iterator[None]:
    """Tables, row policies and grants as `migrate` makes them; `default` connects as the application role."""
    owner, application = connections["owner"], connections["default"]
    before = str(owner.settings_dict["NAME"])
    owner.settings_dict["TEST"]["NAME"] = DATABASE
    application.close()
    owner.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    application.settings_dict["NAME"] = DATABASE
    try:
        with tempfile.TemporaryDirectory(prefix="mashura-bench-") as folder, override_settings(DATA_DIR=folder):
            yield
    finally:
        application.close()
        application.settings_dict["NAME"] = before
        owner.creation.destroy_test_db(before, verbosity=0)
