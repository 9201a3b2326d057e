"""What the task worker does for publication."""

from datetime import datetime

from procrastinate.contrib.django import app

from mashura.access.public import SYSTEM
from mashura.publication.actions.building import build_editions, build_press_notes
from mashura.publication.actions.dispatch import deliver
from mashura.publication.actions.release import publish_due_editions
from mashura.publication.models import Edition


@app.periodic(cron="* * * * *")  # type: ignore[untyped-decorator] # procrastinate is followed without types
@app.task(queueing_lock="publish-due-editions")  # type: ignore[untyped-decorator] # as above
def publish_editions_that_are_due(timestamp: int) -> int:  # noqa: ARG001 - procrastinate says when the task was due
    """Make editions public whose embargo has ended; returns how many."""
    return publish_due_editions()


@app.task(name="publication.deliver")  # type: ignore[untyped-decorator] # as above
def deliver_edition(edition_id: str, post_id: str) -> None:
    """Write to the holder of a post that an edition is there."""
    deliver(edition_id=edition_id, post_id=post_id)


@app.task(name="publication.build")  # type: ignore[untyped-decorator] # as above
def build_ordered(programme: str, kind: str, languages: list[str], embargo_until: str | None = None) -> None:
    """Build the documents that the secretariat ordered; they wait for clearance."""
    if kind == Edition.Kind.PRESS_NOTE:
        moment = datetime.fromisoformat(embargo_until) if embargo_until else None
        build_press_notes(
            actor=SYSTEM, programme=programme, languages=languages, embargo_until=moment, is_released=False
        )
    else:
        build_editions(actor=SYSTEM, programme=programme, languages=languages, is_released=False)
