"""What waits in consultation, where one works in it and what changed, one file per noun."""

from mashura.consultation.work import (study, register, meetings)

__all__ = [
    "study",
    "register",
    "meetings",
]
