"""Who may do what to the tables of evidence, one file per noun; importing this declares them all."""

from mashura.evidence.policy import datasets, findings

__all__ = ["datasets", "findings"]
