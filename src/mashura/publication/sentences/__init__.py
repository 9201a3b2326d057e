"""What an edition says: sentences whose every number is a named value of a figure."""
