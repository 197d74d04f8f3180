"""Take in what was written without a key: read, match, sign for it."""
