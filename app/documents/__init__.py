"""Compose what goes on paper as plain blocks."""
