"""Decide on a concern and follow its actions."""
