"""A place with people of every role."""

from __future__ import annotations

import pytest

from tests.projects_api.helpers import Place


@pytest.fixture
def place(transactional_db: None) -> Place:
    return Place()
