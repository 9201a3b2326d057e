"""What addressees answer to recommendations, what they undertake, and what came of it."""
