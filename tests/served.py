"""Settings of the places that tests serve: the app's own, with passwords that are hashed at once, and
without waiting for the disk: a folder that goes away need not outlive a power cut."""

from __future__ import annotations

from headway.server.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"  # noqa: F405
