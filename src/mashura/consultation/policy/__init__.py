"""Who may do what to the tables of consultation, one file per noun; importing this declares them all."""

from mashura.consultation.policy import (
    comments,
    meeting_day,
    meetings,
    procedure,
    programmes,
    recommendations,
    register,
    study,
    translations,
)

__all__ = [
    "comments",
    "meeting_day",
    "meetings",
    "procedure",
    "programmes",
    "recommendations",
    "register",
    "study",
    "translations",
]
