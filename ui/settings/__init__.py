"""Set up the school's own lists and people."""
