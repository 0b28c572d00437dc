"""Brings the database to the version of the code, quickly where it is there already."""

from __future__ import annotations

import hashlib
import pkgutil
from importlib import import_module

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from headway.operations import occupancy
from headway.projects.jobs import begin_workflows


class NewerDatabase(Exception):
    """The database was written by a newer Headway than this one."""


def known() -> set[tuple[str, str]]:
    """Return (app, name) of the migrations of the code, without importing them."""
    found = set()
    for config in apps.get_app_configs():
        try:
            package = import_module(f"{config.name}.migrations")
        except ModuleNotFoundError:
            continue
        for module in pkgutil.iter_modules(package.__path__):
            if not module.name.startswith("_"):
                found.add((config.label, module.name))
    return found


def applied() -> set[tuple[str, str]]:
    """Return (app, name) of the migrations that the database has had."""
    try:
        return set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return set()


def migrate() -> bool:
    """Migrate where anything is missing; return whether anything was. Raise NewerDatabase."""
    there, wanted = applied(), known()
    ours = {one.label for one in apps.get_app_configs() if one.name.startswith("headway.")}
    strange = sorted(name for app, name in there - wanted if app in ours)
    if strange:
        raise NewerDatabase(
            f"The database was written by a newer Headway ({strange[0]} is unknown here). "
            "Run that version, or restore a backup of this one's."
        )
    if wanted <= there:
        begin_workflows()
        return False
    with occupancy.opening():
        call_command("migrate", interactive=False, verbosity=0)
        begin_workflows()
    return True


def fingerprint() -> str:
    """Return a short text that names the schema: equal ones hold the same tables."""
    names = "\n".join(f"{app}.{name}" for app, name in sorted(known()))
    return hashlib.sha256(names.encode()).hexdigest()[:16]
