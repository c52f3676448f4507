"""Hot loops, compiled when they are first called.

Main definitions
    compiled    a plain loop over arrays, as machine code

Implementation notes
    The loops of `algebra.numeric.loops` are plain functions: without a compiler they run as they are, slowly.  numba is
    imported when the first of them is wanted, keeps the machine code on disk, and releases the interpreter's lock.
    The machine code lies in the user's cache, or where NUMBA_CACHE_DIR says: beside the loops it would stay behind when
    the package is uninstalled, and what is left of a package hides the one that is installed next.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
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

    with _kept(numba.config):
        found: Callable[..., Any] = numba.njit(cache=True, nogil=True)(loop)
    return found


@contextmanager
def _kept(config: Any) -> Iterator[None]:
    """Where machine code is kept of what is compiled meanwhile; others who use the compiler keep theirs as before."""
    before = config.CACHE_DIR
    above = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    config.CACHE_DIR = before or str(Path(above) / "fibercheck" / "loops")
    try:
        yield
    finally:
        config.CACHE_DIR = before
