"""Find children, records and actions."""
