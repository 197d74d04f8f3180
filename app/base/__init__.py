"""Give every layer its clock, ids, errors and words."""
