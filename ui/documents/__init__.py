"""Attach documents and read them."""
