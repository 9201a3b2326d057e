"""What the task worker does for the whole site."""

from procrastinate.contrib.django import app

from mashura.access.public import SYSTEM
from mashura.site.search.actions import rebuild_search


@app.periodic(cron="*/2 * * * *")  # type: ignore[untyped-decorator] # procrastinate is followed without types
@app.task(queueing_lock="rebuild-search")  # type: ignore[untyped-decorator] # as above
def keep_search_up_to_date(timestamp: int) -> int:  # noqa: ARG001 - procrastinate says when the task was due
    """Index what was released since the last time and forget what was withdrawn; returns how many pages changed."""
    return rebuild_search(actor=SYSTEM)
