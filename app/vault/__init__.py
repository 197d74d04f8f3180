"""Hold keys and encrypted files."""
