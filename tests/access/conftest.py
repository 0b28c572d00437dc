"""The same world and clients as the door's tests."""

from tests.door.conftest import http, world

__all__ = ["http", "world"]
