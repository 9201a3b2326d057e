"""Whom the platform reminded is nobody's reading: the task worker alone keeps it."""

from mashura.access.public import declare
from mashura.commitments.models import Reminder

declare(Reminder, grants=[])
