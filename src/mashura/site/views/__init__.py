"""Pages of the site itself, by noun. Each view parses, asks one query and renders."""
