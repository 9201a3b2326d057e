"""Run by hand in a checkout, never by the product."""
