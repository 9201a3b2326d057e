"""Who may do what to the tables of consultation, one file per noun; importing this declares them all."""

from mashura.consultation.policy import (programmes, recommendations, study, translations, register, meetings)

__all__ = [
    "programmes",
    "recommendations",
    "study",
    "translations",
    "register",
    "meetings",
]
