"""The figures on migration that the platform publishes; importing this package registers them. Knows no Django."""

from mashura.evidence.figures import deaths

__all__ = ["deaths"]
