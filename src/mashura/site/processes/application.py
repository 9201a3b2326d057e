"""The site as one web worker runs it."""

from mashura.site.processes.lifeline import follow_parent
from mashura.site.wsgi import application

__all__ = ["application"]

follow_parent()
