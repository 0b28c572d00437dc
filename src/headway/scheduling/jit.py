"""numba where it is there and wanted, else the same code as plain Python."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

COMPILED = os.environ.get("NUMBA_DISABLE_JIT", "0") in ("", "0")
try:
    if not COMPILED:
        raise ImportError
    import numba
except ImportError:
    numba = None  # type: ignore[assignment]
    COMPILED = False


def compiled(function: Callable[..., Any]) -> Any:
    """Compile a function, keeping the machine code beside it for the next process."""
    if numba is None:
        return function
    return numba.njit(cache=True, nogil=True, error_model="numpy")(function)


def kernel(function: Callable[..., Any]) -> Any:
    """Compile a function that makes no arrays of its own: without counting references to those it
    is given, which costs more than the arithmetic on them."""
    if numba is None:
        return function
    options: dict[str, Any] = {"_nrt": False}  # known to numba, not to its types
    return numba.njit(cache=True, nogil=True, error_model="numpy", **options)(function)


def inlined(function: Callable[..., Any]) -> Any:
    """Put a function's body into each kernel that calls it: where handing over many columns at
    every call would cost more than the work."""
    if numba is None:
        return function
    options: dict[str, Any] = {"_nrt": False}
    return numba.njit(inline="always", nogil=True, error_model="numpy", **options)(function)
