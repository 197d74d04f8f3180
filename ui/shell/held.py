"""Wait for another Windows user's Rowan to give way, or say whose it is."""
