"""What all tests share: nothing of one test is left in this process's memory for the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _fresh_memory() -> Iterator[None]:
    from headway.changes import cache, ids

    cache.forget()
    ids.forget()
    yield
    cache.forget()
    ids.forget()
