"""numba where it is there and wanted, else the same code as plain Python."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

COMPILED = os.environ.get("NUMBA_DISABLE_JIT", "0") in ("", "0")
try:
    if not COMPILED:
        raise ImportError
    import numba
except ImportError:
    numba = None  # type: ignore[assignment]  # a module's name stands for "it is not there"
    COMPILED = False

HERE = Path(__file__).parent
ABOVE = {"": (), "risk": ("",), "levelling": ("", "risk")}
"""The folders that have kernels, and those whose code these hold in themselves."""


def forget_stale(root: Path = HERE) -> int:
    """Remove the machine code that is older than the code it was made of; return how much.

    numba looks at a kernel's own file alone, but a kernel holds the code of those it calls.
    """
    newest: dict[str, float] = {}
    gone = 0
    for folder, others in ABOVE.items():
        files = [f.stat().st_mtime for f in (root / folder).glob("*.py")]
        newest[folder] = max([*files, *(newest[other] for other in others)], default=0.0)
        for index in (root / folder / "__pycache__").glob("*.nbi"):
            # Another process may be doing the same.
            with suppress(OSError):
                if index.stat().st_mtime < newest[folder]:
                    index.unlink()
                    gone += 1
    return gone


if numba is not None:
    with suppress(OSError):  # an installation that nobody may write to
        forget_stale()


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
