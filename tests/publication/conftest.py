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


@pytest.fixture
def about_states(monkeypatch):
    """Reports of the fictional programme have a chapter on two of its States, and no others'."""
    from mashura.publication.composition import blocks, parts  # noqa: PLC0415 - as above

    def chapter(programme, _desk):
        if programme.is_fictional:
            text = "What its focal point released (fictional)."
            yield blocks.chapter("Amarilia", [blocks.paragraph(text)], countries=["XAA"])
            yield blocks.chapter("Belvoria", [blocks.paragraph(text)], countries=["XBB"])

    monkeypatch.setitem(parts._writers, parts.Part.STUDY, [*parts._writers[parts.Part.STUDY], chapter])


@pytest.fixture
def unset(monkeypatch):
    """Documents are composed and kept, but not set: for tests of what happens to them afterwards."""
    from mashura.publication.actions import building  # noqa: PLC0415 - as above

    def set_none(documents, *, kind):
        return [b"%PDF-1.7 /Type/Pages/Count 1/Kids" for _document in documents]

    monkeypatch.setattr(building, "typeset_all", set_none)
