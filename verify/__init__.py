"""Claims, the families they are checked on, and what came out."""
