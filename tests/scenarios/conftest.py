"""The small world and its people's programs, for scenarios."""

from tests.door.conftest import http, world

__all__ = ["http", "world"]
