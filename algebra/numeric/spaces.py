"""Array libraries: where rows live, how they compute, and how answers get back there.

Main definitions
    namespace   the library of some arrays
    elsewhere   whether rows live where numpy cannot read them
    hosted      rows as numpy's array, without a copy where the library allows, or as the list that they are
    fetched     rows as numpy's array, copied where they live elsewhere
    returned    indices and counts in the library and on the device of the rows
    coarse      the unit to which a matrix product may round its operands
    flushes     whether denormal numbers are taken as 0
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from typing import Any

import numpy as np
from array_api_compat import (
    array_namespace,
    device,
    is_array_api_obj,
    is_cupy_array,
    is_dask_array,
    is_jax_array,
    is_numpy_array,
    is_torch_array,
)

from algebra.errors import Mismatch

UNITS = {"tf32": Fraction(1, 1 << 11), "high": Fraction(1, 1 << 11), "bf16": Fraction(1, 1 << 8)}
UNITS |= {"medium": Fraction(1, 1 << 8)}
BFLOAT_CPU = "DNNL_DEFAULT_FPMATH_MODE"
SETTINGS = ("fp32_precision", "cuda.matmul.fp32_precision", "mkldnn.fp32_precision", "mkldnn.matmul.fp32_precision")


def namespace(*arrays: Any) -> Any:
    """The library of some arrays, as the Array API names its functions.

    Notes
    -----
    numpy's own; that of array_api_compat would import all of numpy, which costs more than many a join.

    Examples
    --------
    >>> namespace(np.ones(1)) is np
    True
    """
    return np if all(isinstance(a, np.ndarray) for a in arrays) else array_namespace(*arrays)


def foreign(rows: Any) -> bool:
    """Whether rows are an array of a library other than numpy."""
    return bool(is_array_api_obj(rows)) and not is_numpy_array(rows)


def elsewhere(rows: Any) -> bool:
    """Whether rows are an array that numpy cannot read where it is.

    Raises
    ------
    Mismatch
        When they are not computed yet.

    Examples
    --------
    >>> elsewhere([[1, 2]]), elsewhere(np.ones(2))
    (False, False)
    """
    if not foreign(rows):
        return False
    if is_dask_array(rows):
        raise Mismatch("a join of arrays", "a dask array is not computed yet", "call compute() first")
    if is_torch_array(rows):
        return bool(rows.device.type != "cpu")
    return not is_jax_array(rows) or any(place.platform != "cpu" for place in _places(rows))


def _places(rows: Any) -> Any:
    try:
        return rows.devices()
    except Exception as error:  # a tracer has no place, and its library says so by errors of its own
        raise Mismatch(
            "a join of arrays", f"a {type(rows).__name__} holds no numbers", "join outside of jit"
        ) from error


def hosted(rows: Any) -> Any:
    """The rows in numpy's memory, or the list that they are.

    Raises
    ------
    Mismatch
        When numpy cannot read them.

    Examples
    --------
    >>> hosted([[1, 2]]), hosted(np.ones(2))
    ([[1, 2]], array([1., 1.]))
    """
    if not foreign(rows):
        return list(rows) if isinstance(rows, Iterator) else _plain(rows)
    try:
        return _of_torch(rows) if is_torch_array(rows) else _narrow(np.asarray(rows))
    except (RuntimeError, TypeError, ValueError, NotImplementedError) as error:
        found = f"a {type(rows).__name__} of {rows.dtype} that numpy cannot read"
        raise Mismatch("a join of arrays", found, "give a dense array of numbers") from error


def _plain(rows: Any) -> Any:
    """The array behind a table or a subclass of numpy's array."""
    if isinstance(rows, np.ma.MaskedArray):
        raise Mismatch("a join of arrays", "entries are masked", "leave out these rows, or call filled()")
    if hasattr(rows, "toarray") and not isinstance(rows, np.ndarray):
        raise Mismatch("a join of arrays", f"a sparse {type(rows).__name__}", "call toarray() first")
    if hasattr(rows, "to_numpy"):
        return rows.to_numpy()
    return np.asarray(rows) if isinstance(rows, np.ndarray) else rows


def _of_torch(rows: Any) -> Any:
    plain = rows.detach().resolve_conj().resolve_neg()
    # numpy has no bfloat16; each of its values is a float32
    return (plain.float() if str(plain.dtype) == "torch.bfloat16" else plain).numpy()


def _narrow(rows: Any) -> Any:
    """Machine numbers for the extended types of 16 or fewer bits."""
    if rows.dtype.kind != "V":
        return rows
    return rows.astype(np.int8 if "int" in rows.dtype.name else np.float32)


def fetched(rows: Any) -> Any:
    """The rows in numpy's memory, copied where they live elsewhere."""
    if not elsewhere(rows):
        return hosted(rows)
    if is_cupy_array(rows):
        return rows.get()
    if is_torch_array(rows):
        return _of_torch(rows.cpu())
    return hosted(rows) if is_jax_array(rows) else np.from_dlpack(rows)


def returned(values: Any, rows: Any) -> Any:
    """An array of indices or counts, in the library and on the device of the rows."""
    if not foreign(rows) or foreign(values):
        return values
    return namespace(rows).asarray(values, device=device(rows))


def coarse(rows: Any) -> Fraction:
    """The unit to which a matrix product of float32 rows may round its operands; 0 where it keeps them.

    Examples
    --------
    >>> coarse(np.ones(1))
    Fraction(0, 1)
    """
    if is_cupy_array(rows):
        return UNITS["tf32"] if os.environ.get("CUPY_TF32", "0") != "0" else Fraction(0)
    if not is_torch_array(rows):
        return Fraction(0)
    import torch

    said = [_setting(torch.backends, name) for name in SETTINGS]
    # the older settings cannot be read once the newer ones differ, which have told all by then
    with suppress(RuntimeError):
        said += [torch.get_float32_matmul_precision(), "tf32" if torch.backends.cuda.matmul.allow_tf32 else ""]
    if os.environ.get(BFLOAT_CPU, "").upper() not in ("", "STRICT"):
        said += ["bf16"]
    return max((UNITS.get(word, Fraction(0)) for word in said), default=Fraction(0))


def _setting(root: Any, path: str) -> str:
    for name in path.split("."):
        root = getattr(root, name, "")
    return str(root)


def flushes(rows: Any) -> bool:
    """Whether the floats of some rows are taken as 0 where they are below the least normal number.

    Examples
    --------
    >>> flushes(np.ones(1))
    False
    """
    xp = namespace(rows)
    kind = xp.float64 if rows.dtype == xp.float64 else xp.float32
    with np.errstate(all="ignore"):
        # the literals are read before they can be lost
        probe = xp.asarray([5e-324 if kind == xp.float64 else 1e-45], dtype=kind, device=device(rows))
        return not bool(xp.all(probe * 2.0**30 > 0))
