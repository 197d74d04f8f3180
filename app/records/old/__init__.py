"""Keep declarations of earlier versions: old records are shown and printed with them."""
