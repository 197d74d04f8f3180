"""Let everybody record: without an account, with one, and what a recorder sees afterwards."""
