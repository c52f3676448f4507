"""Finite families of instances: unions of products of pools, in a fixed order, counted by closed forms.

        block = pool × ... × pool        family = block + ... + block

Main definitions
    Pool        a finite list of components, or one representative of each orbit of it
    Family      blocks of pools, and how an instance is made of its components
    Chunk       consecutive representatives of one block: some leading components, a range of the next, all of the rest
    grid        a family whose instances are dataclasses
    whole       a family whose instances are the members of one pool
    given, radii    the simplest pools
    indices, instance, instances    what is in a chunk
    located         an instance by its rank

Conventions
    Pools list simplest first; in a block the last pool runs fastest.  Labelled instances are counted and ranked
    before any symmetry: a representative stands for its orbit, and comes first in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache, partial
from itertools import accumulate, islice, product
from math import prod
from random import Random
from typing import Any, Generic, TypeVar

from verify.foreign import shown

T = TypeVar("T")
Datum = Any
CHUNK = 1 << 16
MEMBERS, INSTANCES = 10**7, 10**10


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """A finite list of components.

    Two pools are equal when their data are and what lists them is: carriers with the same data may have other elements,
    and equal elements, as 1 and True are, may be of other types.

    Parameters
    ----------
    data : Datum
        Nested tuples of integers and texts from which an independent program can list the pool again.
    count : int
        The number of labelled members by a closed form, not by enumeration: the two must agree.
    members : callable
        The members, or a representative of each orbit, in order.
    orbits : callable, optional
        For each representative its rank among the labelled members and the size of its orbit.
    """

    data: Datum
    count: int
    members: Callable[[], Iterable[Any]] = field(repr=False)
    orbits: Callable[[], Iterable[tuple[int, int]]] | None = field(default=None, repr=False)
    _hash: int = field(init=False, repr=False)
    _text: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_text", shown((self.data, *self._made), repr))
        object.__setattr__(self, "_hash", hash((self._text, self.count)))

    @property
    def _made(self) -> tuple[Any, ...]:
        made = self.members
        return (made.func, made.args, made.keywords) if isinstance(made, partial) else (made,)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Pool) and self._hash == other._hash and self._same(other))

    def _same(self, other: Pool) -> bool:
        return (self._text, self.count, self._made) == (other._text, other.count, other._made)


@lru_cache(256)
def listed(pool: Pool) -> tuple[Any, ...]:
    """The representatives of a pool."""
    return _first(pool.members(), pool.count)


@lru_cache(256)
def orbits(pool: Pool) -> tuple[tuple[int, int], ...]:
    """For each representative of a pool its labelled rank and the size of its orbit."""
    return tuple((i, 1) for i in range(len(listed(pool)))) if pool.orbits is None else _first(pool.orbits(), pool.count)


def _first(members: Iterable[T], count: int) -> tuple[T, ...]:
    """As many as there should be, and one more where there are more."""
    return tuple(islice(members, min(count, MEMBERS) + 1))


Block = tuple[Pool, ...]
Image = Callable[[Any, Random], Any]


@dataclass(frozen=True, slots=True)
class Chunk:
    """The representatives of a block that begin with `head`, go on with start <= i < stop, and end in any way.

    There are `before` labelled instances in the blocks before this one.
    """

    block: int
    before: int
    head: tuple[int, ...]
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Family(Generic[T]):
    """The instances make(c_1, ..., c_k) for all choices of components from the pools of each block.

    Parameters
    ----------
    name : str
    names : tuple of str
        The names of the components.
    make : callable
    blocks : tuple of Block
    image : callable, optional
        The image of an instance under a random element of the group that the orbits of the pools belong to.

    Examples
    --------
    >>> family = grid("pairs", complex, (radii(2), radii(3)), names=("re", "im"))
    >>> family.cardinality, list(family.instances())
    (6, [0j, 1j, 2j, (1+0j), (1+1j), (1+2j)])
    """

    name: str
    names: tuple[str, ...]
    make: Callable[..., T]
    blocks: tuple[Block, ...]
    image: Image | None = None

    @property
    def cardinality(self) -> int:
        """The number of labelled instances, by closed forms."""
        return sum(prod(pool.count for pool in block) for block in self.blocks)

    @property
    def size(self) -> int:
        """The number of representatives, by listing the pools."""
        return sum(prod(len(listed(pool)) for pool in block) for block in self.blocks)

    def instances(self) -> Iterator[T]:
        """All representatives, in order."""
        for block in self.blocks:
            yield from (self.make(*choice) for choice in product(*map(listed, block)))

    def chunks(self, size: int = CHUNK) -> tuple[Chunk, ...]:
        """The representatives in runs of at most `size`, none across two blocks."""
        sizes = (prod(pool.count for pool in block) for block in self.blocks)
        starts = accumulate(sizes, initial=0)
        every = enumerate(zip(self.blocks, starts, strict=False))
        return tuple(chunk for n, (block, before) in every for chunk in _runs(n, before, block, size))

    def toolarge(self) -> str | None:
        """Why the family cannot be gone through, told in a sentence, by the pools that declare no symmetry."""
        plain = [[pool.count for pool in block if pool.orbits is None] for block in self.blocks]
        total, largest = sum(map(prod, plain)), max((n for block in plain for n in block), default=0)
        if total > INSTANCES:
            return f"the family {self.name} has {total:,} instances, and a run goes through {INSTANCES:,} at most"
        if largest > MEMBERS:
            return f"the family {self.name} has a pool of {largest:,} members, and {MEMBERS:,} are listed at most"
        return None

    def miscounted(self) -> str | None:
        """The first pool whose orbits do not add up to its closed form, told in a sentence."""
        for pool in dict.fromkeys(pool for block in self.blocks for pool in block):
            found = sum(size for _, size in orbits(pool))
            if found != pool.count or len(orbits(pool)) != len(listed(pool)):
                has = f"more than {pool.count}" if len(listed(pool)) > pool.count else f"{found}"
                return f"the family {self.name} has {has} members where {pool.count} are declared, in {told(pool)}"
        return None

    def __add__(self, other: Family[T]) -> Family[T]:
        return Family(self.name, self.names, self.make, self.blocks + other.blocks, self.image)


def told(pool: Pool) -> str:
    """The data of a pool in a line that is not too long."""
    text = str(pool.data)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _runs(n: int, before: int, block: Block, size: int) -> Iterator[Chunk]:
    lengths = [len(listed(pool)) for pool in block]
    rest = [prod(lengths[k + 1 :]) for k in range(len(lengths))]
    if not prod(lengths):
        return
    k = next((k for k, n in enumerate(rest) if n <= size), len(lengths) - 1)
    step = max(1, size // rest[k])
    for head in product(*map(range, lengths[:k])):
        for start in range(0, lengths[k], step):
            yield Chunk(n, before, head, start, min(start + step, lengths[k]))


def indices(family: Family[Any], chunk: Chunk) -> tuple[range, ...]:
    """For each pool of the block of a chunk, the indices that its instances take."""
    block, k = family.blocks[chunk.block], len(chunk.head)
    ends = (range(len(listed(pool))) for pool in block[k + 1 :])
    return (*(range(i, i + 1) for i in chunk.head), range(chunk.start, chunk.stop), *ends)


def instance(family: Family[T], chunk: Chunk, place: Sequence[int]) -> T:
    """The instance with given indices into the pools of the block."""
    return family.make(*(listed(pool)[i] for pool, i in zip(family.blocks[chunk.block], place, strict=True)))


def instances(family: Family[T], chunk: Chunk) -> Iterator[T]:
    """The instances of a chunk, in order."""
    block = family.blocks[chunk.block]
    taken = (listed(pool)[r.start : r.stop] for pool, r in zip(block, indices(family, chunk), strict=True))
    return (family.make(*choice) for choice in product(*taken))


def located(family: Family[Any], rank: int) -> tuple[Block, tuple[int, ...]]:
    """The block and the indices into its pools of the representative with a rank among all labelled instances.

    Examples
    --------
    >>> located(grid("pairs", complex, (radii(2), radii(3)), names=("re", "im")), 4)[1]
    (1, 1)
    """
    for block in family.blocks:
        if rank < (size := prod(pool.count for pool in block)):
            break
        rank -= size
    place = []
    for pool in reversed(block):
        rank, left = divmod(rank, pool.count)
        place.append(bisect_left(orbits(pool), (left, 0)))
    return block, tuple(reversed(place))


def grid(
    name: str,
    make: Callable[..., Any],
    *blocks: Block,
    names: tuple[str, ...] = (),
    image: Image | None = None,
) -> Family[Any]:
    """The union over blocks of the products of their pools; the components are the fields of the dataclass `make`."""
    return Family(name, names or tuple(f.name for f in fields(make)), make, blocks, image)  # type: ignore[arg-type]


def whole(name: str, data: Datum, count: int, members: Callable[[], Iterable[Any]]) -> Family[Any]:
    """The family whose instances are the members of one pool."""
    return Family(name, ("instance",), itself, ((Pool(data, count, members),),))


def itself(instance: Any) -> Any:
    """The instance that is its own only component."""
    return instance


def given(*members: Any, data: Datum = None) -> Pool:
    """The pool of the members named; their data where they are no numbers or texts."""
    return Pool(("given", *(members if data is None else data)), len(members), partial(tuple, members))


def radii(n: int) -> Pool:
    """The whole radii 0, ..., n - 1."""
    return Pool(("radii", n), n, partial(range, n))
