"""Composition root: settings, urls, navigation, home, search, error pages, base templates, command line."""
