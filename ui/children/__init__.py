"""Show the file of one child."""
