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
    """Compile a kernel, keeping the machine code beside it for the next process."""
    if numba is None:
        return function
    return numba.njit(cache=True, nogil=True)(function)
