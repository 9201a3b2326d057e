"""Who may do what to the tables of consultation, one file per noun; importing this declares them all."""

from mashura.consultation.policy import (meetings, procedure, programmes, recommendations, register, study, translations, comments)

__all__ = [
    "meetings",
    "procedure",
    "programmes",
    "recommendations",
    "register",
    "study",
    "translations",
    "comments",
]
