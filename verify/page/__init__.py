"""The report of a run: one HTML page that a referee can read, made from what the run left in a folder."""
