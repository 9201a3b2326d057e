import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def editions(django_db_setup, django_db_blocker):
    """The three editions of the programme that ships, built once for a module of tests; by language.

    They live in a transaction that is rolled back at its end; each test works in a savepoint of its own inside it.
    """
    from tests.publication.factories import build_all  # noqa: PLC0415 - its models need Django, set up by now

    with django_db_blocker.unblock(), transaction.atomic(using="default"):
        yield build_all()
        transaction.set_rollback(True, using="default")


@pytest.fixture
def files_kept(editions):
    """Files are no part of a transaction: put them back as they were."""
    from mashura.publication.public import edition_path  # noqa: PLC0415 - as above

    before = {edition_path(edition): edition_path(edition).read_bytes() for edition in editions.values()}
    yield
    for path in next(iter(before)).parent.glob("*.pdf"):
        if path not in before:
            path.unlink()
    for path, content in before.items():
        path.write_bytes(content)
