"""Pages of commitments: what the public reads, what institutions do."""
