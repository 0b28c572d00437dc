"""Opens the place (settings and database) for the commands that need it."""

from __future__ import annotations

import os

from headway.cli.main import BadInput


def open_place(*, migrate: bool = True) -> None:
    """Load the settings and, unless told otherwise, bring the database up to date.

    Raise BadInput where a setting is not usable or the database cannot be reached.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headway.server.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    try:
        django.setup()
    except (ImproperlyConfigured, PermissionError) as error:
        raise BadInput(str(error)) from None
    if not migrate:
        return
    from headway.operations import migrating

    try:
        migrating.migrate()
    except migrating.NewerDatabase as error:
        raise BadInput(str(error)) from None
    except OperationalError as error:
        raise BadInput(f"The database cannot be used: {error}") from None
