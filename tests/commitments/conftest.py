import pytest


@pytest.fixture
def noon():
    """Every test of commitments happens on one day, so that what is late in it is late."""
    from tests.commitments.factories import NOON  # noqa: PLC0415 - Django is set up by now

    from mashura.kit.clock import stopped_at  # noqa: PLC0415 - as above

    with stopped_at(NOON):
        yield NOON


@pytest.fixture
def world(db, noon):
    from tests.commitments.factories import World  # noqa: PLC0415 - as above

    return World()
