"""Append signed acts and prove what was appended."""
