"""Record and read concerns."""
