"""The claims themselves."""
