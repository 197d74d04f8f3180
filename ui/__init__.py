"""Show Rowan on a screen."""
