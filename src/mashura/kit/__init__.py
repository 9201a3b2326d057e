"""Small pure tools at the bottom: ids, clock, text, bidi, collation keys, localised values."""
