"""The site as one web worker runs it."""

import logging
import threading

from mashura.site.processes.lifeline import follow_parent
from mashura.site.wsgi import application

__all__ = ["application"]


def _compute_every_figure_once() -> None:
    """Loading the analysis library takes a second or more: the worker pays it before its first reader comes."""
    from django.db import connection  # noqa: PLC0415 - the models are there once `wsgi` has set Django up

    from mashura.access.public import ANONYMOUS, acting_as  # noqa: PLC0415 - as above
    from mashura.evidence.public import figure_names, run_figure  # noqa: PLC0415 - as above

    try:
        with acting_as(ANONYMOUS):
            for name in figure_names():
                run_figure(ANONYMOUS, name, {})
    except Exception:
        # A figure that cannot be computed says so on its own page; the worker serves all others.
        logging.getLogger(__name__).exception("A figure could not be computed at the start.")
    finally:
        connection.close()


follow_parent()
threading.Thread(target=_compute_every_figure_once, daemon=True).start()
