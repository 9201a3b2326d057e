"""Datasets, vintages and the figures computed over them."""
