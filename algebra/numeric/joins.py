"""The pairs of rows within ε of each other.

        {(i, j) : d(u_i, v_j) ≤ ε}

Main definitions
    join        the pairs, in lexicographic order
    blocks      the same, a block of rows at a time, in bounded memory
    count, degree   how many in all, and for each row of u, without keeping pairs
    profile     how many within each distance taken

Conventions
    u and v have one row a point: arrays of numpy, torch, CuPy or JAX, or lists.  The columns are the additive
    coordinates of the metric's space; a *kind* of metric, with its options, is one on Q^d.  ε is in the units of the
    metric's values, squared for "l2".  Answers are in the library and on the device of u.

References
    .. [1] C. Böhm, B. Braunmüller, F. Krebs, H.-P. Kriegel, "Epsilon grid order: an algorithm for the similarity join
       on massive high-dimensional data", SIGMOD 2001.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any, Literal, NamedTuple, overload

from algebra.errors import Mismatch, Missing
from algebra.metrics import Exact, Metric, exact
from algebra.numeric.devices import on_device
from algebra.numeric.keys import matches
from algebra.numeric.planner import Plan, build, check, plan
from algebra.numeric.problem import Problem, Same
from algebra.numeric.products import Means, worth
from algebra.numeric.profiles import cumulative, taken
from algebra.numeric.reading import reading
from algebra.numeric.search import Search, Told, walk
from algebra.numeric.spaces import elsewhere, fetched, hosted, namespace, returned

Kind = Metric[Any] | Callable[..., Metric[Any]]


class Pairs(NamedTuple):
    """The pairs (i[k], j[k]), increasing: two arrays of integers, len(pairs.i) of them."""

    i: Any
    j: Any


@dataclass(frozen=True, slots=True)
class How:
    """How to search.

    Parameters
    ----------
    means : Means, optional
        What may be used beside numpy; what is at hand and worth loading where not given.
    algorithm : str, optional
        One of keys, grid, bitmaps, circles, pigeonhole, popcount, lines, gemm, prefix; the planner's choice where not
        given.
    progress : callable, optional
        Called with the rows of u done and the rows in all.
    options : dict
        Of the kind of metric.
    """

    means: Means | None = None
    algorithm: str | None = None
    progress: Told | None = None
    options: dict[str, Any] = field(default_factory=dict)


@overload
def join(u: Any, v: Any, metric: Kind, eps: Any, *, explain: Literal[True], **how: Any) -> Plan: ...


@overload
def join(u: Any, v: Any, metric: Kind, eps: Any, *, explain: Literal[False] = False, **how: Any) -> Pairs: ...


def join(u: Any, v: Any, metric: Kind, eps: Any, *, explain: bool = False, **how: Any) -> Pairs | Plan:
    """The pairs (i, j) with d(u_i, v_j) ≤ ε, exactly, in lexicographic order.

    Parameters
    ----------
    u, v : arrays or lists, of shapes (n, d) and (m, d)
        Integers of any size, binary floats, or rational numbers; `numpy.packbits` of words for Hamming over Z_2.
    metric : Metric, or a kind of metric on Q^d
    eps : int, Fraction, "p/q", decimal string or float
        The radius in the units of the metric, squared for "l2".
    explain : bool
        Whether to tell the algorithm that would be used, and why, instead.
    **how
        `algorithm`, `means` and `progress` as in `How`, and the options of the kind of metric, such as norm="l2".

    Raises
    ------
    Mismatch
        When the rows do not fit together or to the metric, an entry is no finite number, or ε is no radius.

    Examples
    --------
    >>> from algebra.metrics import Absolute, Lee
    >>> from algebra.rings import Zmod, power
    >>> join([[0, 0], [3, 4]], [[0, 0]], Absolute, 25, norm="l2")
    Pairs(i=array([0, 1]), j=array([0, 0]))
    >>> join([["1/10"], ["4/10"]], [["1/10"]], Absolute, "3/10").i
    array([0, 1])
    >>> print(join([[255]], [[1]], Lee(power(Zmod(256), 1)), 0, explain=True))
    keys: radius 0 asks for equal rows, which sorting finds
    """
    given = _how(how)
    if explain:
        problem = read(u, v, metric, eps, given)
        if problem is not None:
            return planned(problem, given)
        _built(problem, (u, v, metric, eps), given)
        return Plan("device", "the rows are on a device, and stay there")
    found = list(blocks(u, v, metric, eps, **how))
    if len(found) == 1:
        return found[0]
    xp = namespace(found[0].i)
    return Pairs(*(xp.concat(list(column)) for column in zip(*found, strict=True)))


def _how(given: dict[str, Any]) -> How:
    known = {name: given[name] for name in ("means", "algorithm", "progress") if name in given}
    means, algorithm = known.get("means"), known.get("algorithm")
    if not isinstance(means, Means | None) or not isinstance(algorithm, str | None):
        raise Mismatch("a join", f"means = {means!r}, algorithm = {algorithm!r}", "give Means(…) and the name of one")
    if not callable(known.get("progress", print)) and known["progress"] is not None:
        raise Mismatch("a join", f"progress = {known['progress']!r}", "give a function of the rows done and in all")
    if means is not None and means.torch and find_spec("torch") is None:
        raise Missing("a join by torch's product", "torch is not installed", "pip install 'fibercheck[torch]'")
    return How(**known, options={name: value for name, value in given.items() if name not in known})


def blocks(u: Any, v: Any, metric: Kind, eps: Any, **how: Any) -> Iterator[Pairs]:
    """The pairs of `join`, at least one block of them, each the pairs of some rows of u, in order.

    Notes
    -----
    A block holds at most 2^23 pairs, unless one row alone has more.

    Examples
    --------
    >>> from algebra.metrics import Absolute
    >>> sum(len(block.i) for block in blocks(range(1000), range(1000), Absolute, 1))
    2998
    """
    given = _how(how)
    for block in walk(searched(u, v, metric, eps, given), given.progress):
        yield Pairs(*(returned(column, u) for column in block))


def read(u: Any, v: Any, metric: Kind, eps: Any, how: How) -> Problem | None:
    """The problem in normal form; None where the rows are on a device."""
    if elsewhere(u) or elsewhere(v):
        return None
    return reading(hosted(u), hosted(v), metric, eps, **how.options)


def searched(u: Any, v: Any, metric: Kind, eps: Any, how: How) -> Search:
    """The search that answers a join."""
    return _built(read(u, v, metric, eps, how), (u, v, metric, eps), how)


def _built(problem: Problem | None, asked: tuple[Any, Any, Kind, Any], how: How) -> Search:
    if problem is None:
        if how.algorithm is not None:
            raise Mismatch(f"the algorithm {how.algorithm!r} on a device", "there is no choice", "leave it out")
        return on_device(*asked, how.options)
    return build(planned(problem, how).algorithm, problem, how.means or worth(problem))


def planned(problem: Problem, how: How) -> Plan:
    """The algorithm that a join uses, and why."""
    if how.algorithm is None:
        return plan(problem, how.means or worth(problem))
    check(how.algorithm, problem)
    return Plan(how.algorithm, "it was asked for")


def degree(u: Any, v: Any, metric: Kind, eps: Any, **how: Any) -> Any:
    """The number of rows of v within ε of each row of u, asked as in `join`.

    Examples
    --------
    >>> from algebra.metrics import Absolute
    >>> degree([0, 1, 5], [0, 1, 2], Absolute, 1)
    array([2, 3, 0])
    """
    given = _how(how)
    parts = list(_degrees(searched(u, v, metric, eps, given), given.progress))
    return returned(namespace(*parts).concat(parts) if len(parts) > 1 else parts[0], u)


def _degrees(search: Search, told: Told | None) -> Iterator[Any]:
    rows = search.problem.left.shape[0]
    for start in range(0, max(1, rows), search.stride):
        stop = min(start + search.stride, rows)
        yield search.degrees(start, stop)
        if told is not None:
            told(stop, rows)


def count(u: Any, v: Any, metric: Kind, eps: Any, **how: Any) -> int:
    """The number of pairs within ε, asked as in `join`.

    Examples
    --------
    >>> from algebra.metrics import Hamming
    >>> from algebra.rings import Zmod, power
    >>> import numpy as np
    >>> words = np.packbits(np.eye(256, dtype=np.uint8), axis=1)
    >>> count(words, words, Hamming(power(Zmod(2), 256)), 2)
    65536
    """
    given = _how(how)
    problem = read(u, v, metric, eps, given)
    if problem is not None and isinstance(problem.distance, Same) and problem.eps < 1:
        planned(problem, given)
        return matches(problem, (given.means or worth(problem)).numba)
    parts = _degrees(_built(problem, (u, v, metric, eps), given), given.progress)
    return sum(int(namespace(part).sum(part)) for part in parts)


def profile(u: Any, v: Any, metric: Kind, radii: Iterable[Any] | None = None, **how: Any) -> dict[Exact, int]:
    """The number of pairs within each radius; within each distance taken where no radii are given.

    Notes
    -----
    Radii are counted one join each.  Without them all distances are computed, those of floats and of numbers beyond
    machine integers as Python ints: some ten microseconds a pair.

    Examples
    --------
    >>> from algebra.metrics import Absolute, Lee
    >>> from algebra.rings import Zmod
    >>> profile(range(6), range(6), Lee(Zmod(6)))
    {0: 6, 1: 18, 2: 30, 3: 36}
    >>> profile([0, "1/2"], [0], Absolute, ["1/4", 1])
    {Fraction(1, 4): 1, 1: 2}
    """
    u, v = (list(side) if isinstance(side, Iterator) else side for side in (u, v))
    if radii is not None and (isinstance(radii, str) or not isinstance(radii, Iterable)):
        raise Mismatch("a profile", f"radii = {radii!r}", "give a list of radii")
    if radii is not None:
        return {exact(eps): count(u, v, metric, eps, **how) for eps in radii}
    given = _how(how)
    return cumulative(taken(fetched(u), fetched(v), metric, given.options, given.progress))
