"""Import and edit the roll."""
