"""Array libraries: where the rows live, and how answers get back there.

Main definitions
    namespace   the library of some arrays
    hosted      the rows as a numpy array, without a copy where the library allows; None for rows on a device
    fetched     the rows as a numpy array, copied from a device
    returned    indices and counts in the library and on the device of the rows
"""

from __future__ import annotations

from typing import Any

import numpy as np
from array_api_compat import (
    array_namespace,
    device,
    is_array_api_obj,
    is_cupy_array,
    is_jax_array,
    is_numpy_array,
    is_torch_array,
)


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


def hosted(rows: Any) -> Any:
    """The rows in numpy's memory, or the list that they are; None where they live elsewhere.

    Examples
    --------
    >>> hosted([[1, 2]]), hosted(np.ones(2))
    ([[1, 2]], array([1., 1.]))
    """
    if not foreign(rows):
        return rows
    if is_torch_array(rows):
        return _of_torch(rows) if rows.device.type == "cpu" else None
    if is_jax_array(rows):
        return _plain(np.asarray(rows)) if all(d.platform == "cpu" for d in rows.devices()) else None
    return None


def _of_torch(rows: Any) -> Any:
    plain = rows.detach()
    # numpy has no bfloat16; each of its values is a float32
    return (plain.float() if str(plain.dtype) == "torch.bfloat16" else plain).numpy()


def _plain(rows: Any) -> Any:
    """The float32 that an extended type of 16 or 8 bits is."""
    return rows.astype(np.float32) if rows.dtype.kind == "V" else rows


def fetched(rows: Any) -> Any:
    """The rows in numpy's memory, copied where they live elsewhere."""
    if not foreign(rows):
        return rows
    if is_cupy_array(rows):
        return rows.get()
    if is_torch_array(rows):
        return _of_torch(rows.cpu())
    if is_jax_array(rows):
        return _plain(np.asarray(rows))
    return np.from_dlpack(rows)


def returned(values: Any, rows: Any) -> Any:
    """An array of indices or counts, in the library and on the device of the rows."""
    if not foreign(rows) or foreign(values):
        return values
    return namespace(rows).asarray(values, device=device(rows))
