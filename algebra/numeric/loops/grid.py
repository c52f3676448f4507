"""Near pairs among the candidates that a grid leaves, and their order.

Main definitions
    hits        the candidates of some rows whose sum over three columns is at most a bound
    finish      those whose sum over all columns is
    settle      the same, row by row in the order of both sides
"""

from __future__ import annotations

from typing import Any


def hits(
    left: Any,
    right: Any,
    order: Any,
    heads: Any,
    lo: Any,
    hi: Any,
    norm: Any,
    low: Any,
    high: Any,
    out: Any,
    state: Any,
) -> Any:
    """Write the places of the candidates that three columns leave, row after row of each cell.

    Parameters
    ----------
    left : array of shape (n, d), d at least 3
    right : array of shape (d, m), its columns in the order of the cells
    order, heads : arrays
        Rows of the left side cell by cell; cell c holds those at heads[c] ≤ r < heads[c + 1].
    lo, hi : arrays of shape (cells, runs)
        The candidates of a cell: the places from lo to hi of each run.
    norm : 0, 1 or 2
        Joined by the maximum, the sum, the sum of squares.
    out : (places, doubt, counts)
        Where to write the places, whether their sums exceed `low`, and how many each row has; the first two longer
        than the candidates of any row.
    state : (cell, row)
        Where to begin.

    Returns
    -------
    (cell, row, k) : where to go on, and the number of places written.
    """
    places, doubt, counts = out
    k = 0
    for cell in range(state[0], len(lo)):
        need = 0
        for run in range(lo.shape[1]):
            need += hi[cell, run] - lo[cell, run]
        for row in range(max(state[1], heads[cell]), heads[cell + 1]):
            if k + need >= len(places):
                return cell, row, k
            x = left[order[row]]
            x0, x1, x2 = x[0], x[1], x[2]
            begin = k
            for run in range(lo.shape[1]):
                a = lo[cell, run]
                u = right[:, a : hi[cell, run]]
                for t in range(u.shape[1]):
                    f, g, h = float(x0 - u[0, t]), float(x1 - u[1, t]), float(x2 - u[2, t])
                    if norm == 2:
                        s = f * f + g * g + h * h
                    elif norm == 1:
                        s = abs(f) + abs(g) + abs(h)
                    else:
                        s = max(abs(f), max(abs(g), abs(h)))
                    places[k] = a + t
                    doubt[k] = s > low
                    k += s <= high
            counts[row] = k - begin
    return len(lo), heads[len(lo)], k


def finish(
    left: Any, right: Any, order: Any, norm: Any, low: Any, high: Any, places: Any, doubt: Any, counts: Any
) -> Any:
    """Keep the places whose sum over all columns is at most `high`; return how many they are.

    Parameters
    ----------
    left, right, order, norm, low, high : see `hits`
    places, doubt, counts : arrays
        The places of the rows of `order`, one row after another, counts[r] for the row order[r]; all are changed.
    """
    p = 0
    k = 0
    for r in range(len(order)):
        x = left[order[r]]
        begin = k
        for _ in range(counts[r]):
            j = places[p]
            p += 1
            s = float(0)
            for c in range(len(x)):
                f = abs(float(x[c] - right[c, j]))
                if norm == 2:
                    s += f * f
                elif norm == 1:
                    s += f
                else:
                    s = max(s, f)
            places[k] = j
            doubt[k] = s > low
            k += s <= high
        counts[r] = k - begin
    return k


def settle(places: Any, names: Any, order: Any, counts: Any, starts: Any, some: Any, out: Any) -> None:
    """Write the names of the places row by row, each row in ascending order.

    Parameters
    ----------
    places : array
        The places of the rows of `order`, one row after another, counts[r] for the row order[r].
    names : array
        The name of each place.
    starts : array
        Where each row begins in `out`.
    some : array
        Room for the names of short rows, each of which goes where the number of smaller ones says.
    """
    k = 0
    for r in range(len(order)):
        count = counts[r]
        row = out[starts[order[r]] : starts[order[r]] + count]
        found = places[k : k + count]
        k += count
        if count > len(some):
            for t in range(count):
                row[t] = names[found[t]]
            row.sort()
            continue
        short = some[:count]
        for t in range(count):
            short[t] = names[found[t]]
        for t in range(count):
            smaller = 0
            for p in range(count):
                smaller += short[p] < short[t]
            row[smaller] = short[t]
