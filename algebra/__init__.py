"""Exact fiber products of rings, modules and sets, their relaxations and their laws."""
