"""Work that waits for no reader."""

from procrastinate.contrib.django import app

from mashura.access.audit import seal_audit
from mashura.access.releasing import publish_due_material


@app.periodic(cron="*/5 * * * *")  # type: ignore[untyped-decorator] # procrastinate is followed without types
@app.task(queueing_lock="seal-audit")  # type: ignore[untyped-decorator] # as above
def seal_committed_audit(timestamp: int) -> int:  # noqa: ARG001 - procrastinate says when the task was due
    """Seal the audit entries that were committed since the last time; returns how many."""
    return seal_audit()


@app.periodic(cron="* * * * *")  # type: ignore[untyped-decorator] # as above
@app.task(queueing_lock="publish-due-material")  # type: ignore[untyped-decorator] # as above
def publish_what_is_due(timestamp: int) -> int:  # noqa: ARG001 - as above
    """Make public what an embargo held back until now; returns how many rows."""
    return publish_due_material()
