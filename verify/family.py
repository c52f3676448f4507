"""Finite families of instances, enumerated in a fixed order and counted independently.

        t_0, t_1, ..., t_{N-1}

Main definitions
    Family      name, declared cardinality N, instances
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Family(Generic[T]):
    """The instances t_0, ..., t_{N-1}, simplest first.

    Parameters
    ----------
    name : str
    cardinality : int
        N by a closed form, not by enumeration: the two must agree.
    instances : callable
        Starts the enumeration afresh.

    Examples
    --------
    >>> list(Family("squares below 20", 5, lambda: (n * n for n in range(5))).shard(1, 3))
    [(1, 1), (4, 16)]
    """

    name: str
    cardinality: int
    instances: Callable[[], Iterator[T]]

    def shard(self, r: int, m: int) -> Iterator[tuple[int, T]]:
        """The instances of rank r modulo m, with their ranks; at most one more than declared is enumerated."""
        every = enumerate(islice(self.instances(), self.cardinality + 1))
        return ((rank, instance) for rank, instance in every if rank % m == r)
