"""Reduced echelon forms over GF(q), on whole rows at once.

Main definitions
    echelon     the canonical basis of the span of rows over a finite field

References
    .. [1] G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th ed., 2013, section 3.4: elimination by rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from algebra.errors import Mismatch
from algebra.linear.residues import Rows, howell, listed
from algebra.rings.arrays import arrays
from algebra.rings.finite import GF


def echelon(rows: Sequence[Sequence[int]], field: GF, width: int) -> Rows:
    """The reduced echelon form of a matrix over GF(q), zero rows left out.

    Notes
    -----
    Over a prime field it is the Howell form.

    Raises
    ------
    Mismatch
        When an entry is no element of the field.

    Examples
    --------
    >>> echelon([(2, 3), (1, 0)], GF(4), 2)
    [(1, 0), (0, 1)]
    """
    if field.n == 1:
        return howell(rows, field.p, width)
    entries = [tuple(map(int, row)) for row in rows]
    bad = next((c for row in entries for c in row if c not in field), None)
    if bad is not None:
        raise Mismatch(f"a matrix over {field}", f"the entry {bad} lies elsewhere", f"take 0 to {field.q - 1}")
    F, minus = arrays(field), field.neg(field.one)
    w = np.array(entries, dtype=np.int64).reshape(len(rows), width)
    t = 0
    for j in range(width):
        live = np.flatnonzero(w[t:, j])
        if not live.size:
            continue
        w[[t, t + live[0]]] = w[[t + live[0], t]]
        w[t] = F.mul(w[t], field.inverse(int(w[t, j])))
        others = np.setdiff1d(np.flatnonzero(w[:, j]), [t])
        w[others] = F.add(w[others], F.mul(F.mul(w[others, j], minus)[:, None], w[t]))
        t += 1
    return listed(w[:t])
