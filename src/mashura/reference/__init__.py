"""Countries, areas, topics and code lists, as data that another programme replaces."""
