"""Build screens from parts that know nothing of schools."""
