"""Hot loops, compiled when they are first called.

Main definitions
    compiled    a plain loop over arrays, as machine code

Implementation notes
    The loops of `algebra.numeric.loops` are plain functions: without a compiler they run as they are, slowly.  numba is
    imported when the first of them is wanted, keeps the machine code on disk, and releases the interpreter's lock.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any


@cache
def at_hand() -> bool:
    """Whether the compiler is installed."""
    return find_spec("numba") is not None


@cache
def compiled(loop: Callable[..., Any]) -> Callable[..., Any]:
    """A plain loop as machine code, or as it is where there is no compiler."""
    if not at_hand():
        return loop
    import numba

    found: Callable[..., Any] = numba.njit(cache=True, nogil=True)(loop)
    return found
