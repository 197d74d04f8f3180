"""Mark what was seen on a body map."""
