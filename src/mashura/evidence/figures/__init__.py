"""The figures on migration that the platform publishes; importing this package registers them. Knows no Django."""

from mashura.evidence.figures import arrivals, deaths, drivers, examples, flows, migrants, refugees

__all__ = ["arrivals", "deaths", "drivers", "examples", "flows", "migrants", "refugees"]
