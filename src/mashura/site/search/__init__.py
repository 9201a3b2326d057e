"""Search across everything published: pages as documents, words by equality, one index for all languages."""
