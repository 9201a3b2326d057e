"""The web server process: granian, which starts workers that run the site and its static files (whitenoise)."""

import argparse
import os

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from mashura.site.processes.lifeline import follow_parent

# Per worker: as many requests may wait for the database at once; beyond it they would only fight for the processor.
THREADS = min(8, 2 * (os.cpu_count() or 1))


def main() -> None:
    """Serve until SIGTERM, or until the parent ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    given = parser.parse_args()
    follow_parent()
    Granian(
        "mashura.site.processes.application:application",
        address=given.host,
        port=given.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=given.workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()
