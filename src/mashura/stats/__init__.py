"""Pure analysis: figures over dated, hashed data, which anyone with the data can compute again. Knows no Django."""
