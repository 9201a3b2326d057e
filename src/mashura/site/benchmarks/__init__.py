"""`mashura bench`: how fast the product is, told as ratios."""
