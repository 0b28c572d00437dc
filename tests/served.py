"""Settings of the places that tests serve: the app's own, with passwords that are hashed at once."""

from __future__ import annotations

from headway.server.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
