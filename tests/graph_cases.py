"""Cospans that put any table of distances between their points, for the tests of graphs."""

from hypothesis import strategies as st

from algebra.fiber import Cospan
from algebra.maps import Table
from algebra.metrics import Distances
from algebra.rings import Zmod

VALUES = st.one_of(st.integers(0, 3), st.fractions(0, 3, max_denominator=3))


def onto_table(rows):
    """The cospan whose pair (i, j) is at the distance in row i and column j, whatever that is."""
    m, n = len(rows), len(rows[0])
    Z = Zmod(m + n)
    full = tuple(tuple(rows[i][j - m] if i < m <= j else 0 for j in range(m + n)) for i in range(m + n))
    f, g = Table(Zmod(m), Z, tuple(range(m))), Table(Zmod(n), Z, tuple(range(m, m + n)))
    return Cospan(f, g), Distances(Z, full)


def tables(most):
    sizes = st.tuples(st.integers(1, most), st.integers(1, most))
    return sizes.flatmap(
        lambda s: st.lists(st.lists(VALUES, min_size=s[1], max_size=s[1]), min_size=s[0], max_size=s[0])
    )


def into(q, f, g):
    return Cospan(Table(Zmod(len(f)), Zmod(q), tuple(f)), Table(Zmod(len(g)), Zmod(q), tuple(g)))
