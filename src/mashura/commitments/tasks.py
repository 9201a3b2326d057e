"""What the task worker does for commitments."""

from procrastinate.contrib.django import app

from mashura.commitments.actions.reminders import remind_posts


# In the morning of every country of the programmes; each day counts in the country of whoever owes something.
@app.periodic(cron="15 6 * * *")  # type: ignore[untyped-decorator] # procrastinate is followed without types
@app.task(queueing_lock="remind-posts")  # type: ignore[untyped-decorator] # as above
def remind_of_what_is_due(timestamp: int) -> int:  # noqa: ARG001 - procrastinate says when the task was due
    """Write to posts of reports and answers that are due; returns how many messages left."""
    return remind_posts()
