"""Do what a person asks, one transaction at a time."""
