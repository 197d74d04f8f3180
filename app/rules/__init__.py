"""Work out what follows from records."""
