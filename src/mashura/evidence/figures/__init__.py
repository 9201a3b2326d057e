"""The figures on migration that the platform publishes; importing this package registers them. Knows no Django."""

from mashura.evidence.figures import arrivals, deaths, drivers, flows, migrants, refugees

__all__ = ["arrivals", "deaths", "drivers", "flows", "migrants", "refugees"]
