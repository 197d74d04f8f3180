"""Draw blocks as pages."""
