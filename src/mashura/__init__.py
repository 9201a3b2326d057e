"""Mashura: the open platform on which a regional migration programme runs."""
