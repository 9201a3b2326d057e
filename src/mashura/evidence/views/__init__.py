"""Pages of evidence, by noun. Each view parses, asks one query or calls one action, and renders."""
