"""A place with people of every role, and kinds of runs that tests make up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from headway.analysis import runs
from headway.analysis.runs import Kind, Work
from tests.projects_api.helpers import Place


@pytest.fixture
def place(transactional_db: None) -> Place:
    return Place()


@pytest.fixture
def kind() -> Iterator[Callable[[Callable[[Work], Any]], None]]:
    """Say what a run of the kind "levelling" does in this test."""
    before = dict(runs.KINDS)

    def made(execute: Callable[[Work], Any]) -> None:
        runs.register(Kind("levelling", execute))

    yield made
    runs.KINDS.clear()
    runs.KINDS.update(before)
