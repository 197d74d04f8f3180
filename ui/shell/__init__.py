"""Frame the pages: window, sign-in, lock and routes."""
