"""The small world of the door's tests, over HTTP."""

from tests.door.conftest import http, world

__all__ = ["http", "world"]
