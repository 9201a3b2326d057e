"""What waits in consultation, where one works in it and what changed, one file per noun."""

from mashura.consultation.work import comments, meetings, recommendations, register, study

__all__ = [
    "comments",
    "meetings",
    "recommendations",
    "register",
    "study",
]
