"""The task worker process: procrastinate, whose queue is in the database."""

import asyncio
import logging

import django

from mashura.site.processes.lifeline import follow_parent


def main() -> None:
    """Work on tasks until SIGTERM, or until the parent ends."""
    follow_parent()
    logging.basicConfig(level=logging.WARNING)
    django.setup()
    from procrastinate.contrib.django import app  # noqa: PLC0415 # exists once Django is set up

    with_worker = app.with_connector(app.connector.get_worker_connector())

    async def work() -> None:
        async with with_worker.open_async():
            await with_worker.run_worker_async(name="mashura", concurrency=2)

    asyncio.run(work())
