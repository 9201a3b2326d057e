import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def forgotten_tries():
    """The library counts sign-ins per address in the cache; every test comes from the same one."""
    cache.clear()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """The product hashes passwords slowly, on purpose; these tests are about what comes after."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
