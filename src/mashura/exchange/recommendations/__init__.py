"""Recommendations in the formats of partners: OHCHR's index (UHRI), OHCHR's thematic lists, UPR Info, and our own."""
