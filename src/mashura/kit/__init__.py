"""Small tools at the bottom: ids, clock, languages, text, direction, numbers and dates for a reader."""
