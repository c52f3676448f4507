"""Laws evaluated on many instances at once, by arrays over the mesh of a chunk.

        law : batch -> array of truth values, of a shape that broadcasts to the mesh

Main definitions
    Batch       the instances of a chunk, a table and an index array for each component
    Twofold     a law of one instance together with the same law of a batch
    On          a law of one or more components, asked once for each member of their pools
    answers     where a law holds on a batch, if it can tell

Conventions
    The axes of the mesh are the pools of the block.  What depends on some components only has length 1 along the
    others, so it is computed once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verify.family import Block, Chunk, Family, Pool, indices, listed
from verify.foreign import held

Array = NDArray[Any]
Rows = Callable[["Batch"], Array]


@lru_cache(2048)
def tabulated(table: Callable[..., Array], pool: Pool, *args: Any) -> Array:
    """The array that a function makes of the representatives of a pool, the leading axis theirs."""
    made = table(listed(pool), *args)
    made.flags.writeable = False
    return made


@dataclass(frozen=True, slots=True)
class Batch:
    """The instances of a chunk.

    Parameters
    ----------
    names : tuple of str
    block : Block
    index : tuple of Array
        For each component the indices into its pool, shaped along its own axis of the mesh.
    """

    names: tuple[str, ...]
    block: Block
    index: tuple[Array, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of members of each pool that occur."""
        return tuple(i.size for i in self.index)

    def pool(self, name: str) -> Pool:
        """The pool of a component."""
        return self.block[self._axis(name)]

    def at(self, name: str) -> Array:
        """The indices of a component."""
        return self.index[self._axis(name)]

    def _axis(self, name: str) -> int:
        if name not in self.names:
            raise LookupError(f"no component is called {name}; the components: {', '.join(self.names)}")
        return self.names.index(name)

    def column(self, name: str, table: Callable[..., Array], *args: Any) -> Array:
        """The entries of a table of a component, the axes of the mesh leading."""
        entries: Array = tabulated(table, self.pool(name), *args)[self.at(name)]
        return entries


def batch(family: Family[Any], chunk: Chunk) -> Batch:
    """The instances of a chunk as index arrays."""
    block = family.blocks[chunk.block]
    return Batch(family.names, block, np.ix_(*(np.arange(r.start, r.stop) for r in indices(family, chunk))))


@dataclass(frozen=True, slots=True)
class Twofold:
    """A law of one instance and the same law of a batch; the first is the oracle of the second."""

    law: Callable[[Any], object | None]
    batch: Rows

    def __call__(self, instance: Any) -> object | None:
        return self.law(instance)


@dataclass(frozen=True, slots=True)
class On:
    """The law that each of the named components of an instance satisfies a given law."""

    law: Callable[[Any], object | None]
    names: tuple[str, ...] = ("d",)

    def __call__(self, instance: Any) -> object | None:
        return next((w for name in self.names if (w := self.law(getattr(instance, name))) is not None), None)

    def batch(self, b: Batch) -> Array:
        """Where the law holds, by its answers on the members of the pools."""
        held: Array = reduce(np.logical_and, (b.column(name, _where, self.law) for name in self.names))
        return held


def _where(members: tuple[Any, ...], law: Callable[[Any], object | None]) -> Array:
    return np.array([held(law, member) for member in members], dtype=bool)


def answers(law: Callable[[Any], object | None], b: Batch) -> Array | None:
    """Where a law holds, in a shape that broadcasts to the mesh; None where it can only tell of one at a time."""
    rows: Rows | None = getattr(law, "batch", None)
    return None if rows is None else rows(b)
