"""Who may do what to the tables of publication, one file per noun; importing this declares them all."""

from mashura.publication.policy import dissemination, editions

__all__ = ["dissemination", "editions"]
