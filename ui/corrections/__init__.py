"""Correct what was recorded: amend it, take it off a file, ask for it to be reconsidered."""
