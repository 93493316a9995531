"""Articles in, a searchable index on disk. Knows nothing of questions."""
