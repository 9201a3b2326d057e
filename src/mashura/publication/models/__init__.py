"""The tables of publication, one file per noun."""

from mashura.publication.models.dissemination import Dissemination
from mashura.publication.models.editions import SHA256_PATTERN, Edition, EditionClearance

__all__ = ["SHA256_PATTERN", "Dissemination", "Edition", "EditionClearance"]
