"""The small world of the door's tests, over HTTP."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from headway.collaboration.models import InboxItem
from tests.door.conftest import http, world
from tests.line.world import World

__all__ = ["http", "world"]


@pytest.fixture
def fresh(world: World) -> None:
    """Nothing is remembered of earlier requests, and what the world itself tells is read already."""
    cache.clear()
    InboxItem.objects.all().delete()
