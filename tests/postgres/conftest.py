"""Real services for the tests of this folder."""

from tests.services import postgres, redis_url

__all__ = ["postgres", "redis_url"]
