"""Composing an edition: from what is released to the data that a template sets."""
