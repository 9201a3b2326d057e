"""Who may do what to the tables of consultation, one file per noun; importing this declares them all."""

from mashura.consultation.policy import (
    meeting_day,
    meetings,
    programmes,
    recommendations,
    register,
    study,
    translations,
)

__all__ = [
    "meeting_day",
    "meetings",
    "programmes",
    "recommendations",
    "register",
    "study",
    "translations",
]
