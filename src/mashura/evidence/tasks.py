"""What the task worker does for evidence."""

from procrastinate.contrib.django import app

from mashura.evidence.actions.uploads import read_waiting_upload


@app.task(name="evidence.read_upload", queue="evidence")  # type: ignore[untyped-decorator] # no types published
def read_upload(upload_id: str) -> None:
    """Read a large file that somebody brought to the browser."""
    read_waiting_upload(upload_id)
