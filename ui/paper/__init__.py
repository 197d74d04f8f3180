"""Preview, print and verify pages."""
