"""Show what must be done today."""
