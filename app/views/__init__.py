"""Answer questions from the ledger."""
