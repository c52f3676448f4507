"""Pools of components: distances, maps, and what is left of them up to symmetry."""
